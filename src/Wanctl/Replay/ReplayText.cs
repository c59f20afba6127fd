using System.Globalization;
using System.IO;
using Wanctl.Core.Decide;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;

namespace Wanctl.Replay;

/// <summary>What a replay found, in lines for people.</summary>
internal static class ReplayText
{
    public static void Write(TextWriter target, Recording recording, ReplayRun run)
    {
        string files = Amount.Of(recording.Segments.Count, "file");
        target.WriteLine($"link {recording.First.Settings.Name}: {files}, "
            + Text($"{Amount.Of(run.Ticks, "tick")}, {run.Seconds:0.0} s, law {run.Recorded.Law}"));
        foreach (Break found in run.Breaks)
            target.WriteLine(
                Text($"  {found.Path}: {Amount.Of(found.Missing, "tick")} missing before record {found.Record}, ")
                + Text($"{found.Seconds:0.0} s in"));
        if (run.LostTail > 0)
            target.WriteLine(Text($"  damaged tail: {Amount.Of(run.LostTail, "record")} lost"));
        if (run.Implausible > 0)
            target.WriteLine(Text($"  {Amount.Of(run.Implausible, "record")} left out: no loop could have made them"));
        if (run.TriesLaw)
            Compare(target, run);
        else
            Conclude(target, run);
        Believed(target, run.TriesLaw ? run.Replayed : run.Recorded);
    }

    /// <summary>What the law believed in the end, where it keeps a belief and the recording has it.</summary>
    private static void Believed(TextWriter target, LawSummary law)
    {
        Believed(target, "download", law.Down);
        Believed(target, "upload", law.Up);
        if (law.Causes.Known)
            target.WriteLine($"  latest excess: {BeliefWords.Of(law.Causes)}");
    }

    private static void Believed(TextWriter target, string name, DirectionSummary direction)
    {
        BeliefCount beliefs = direction.Beliefs;
        if (beliefs.Latest.Known)
        {
            target.WriteLine($"  {name} at the end: {BeliefWords.Of(beliefs.Latest)} "
                + $"({Amount.Of(beliefs.Tries, "try")}, {Amount.Of(beliefs.Queues, "queue")} in all)");
        }
    }

    private static void Conclude(TextWriter target, ReplayRun run)
    {
        bool whole = run.ExactTicks == run.Ticks;
        if (run.First is { } first)
        {
            target.WriteLine(Text($"  {Amount.Of(run.Differences, run.ExactTicks, "decision")} differ; the first: "));
            target.WriteLine(Text($"  tick {first.Tick} (record {first.Record}, {first.Seconds:0.00} s in, ")
                + Text($"{first.Utc:yyyy-MM-ddTHH:mm:ss.fff}Z): {first.What.Field}: ")
                + $"recorded {first.What.Recorded}, replayed {first.What.Replayed}");
        }
        else if (run.ExactTicks > 0)
        {
            target.WriteLine(Text($"  {Amount.Of(run.ExactTicks, "tick")}, all decisions identical"));
        }
        else if (run.Ticks == 0)
        {
            target.WriteLine("  no ticks");
        }
        if (whole)
            return;
        string why = run.StartMissing ? "the recording's first segment is not there" : "ticks are missing";
        target.WriteLine($"  not exact, because {why}: a link was stepped from what a later file remembers");
        target.WriteLine(Text($"  first {ReplayRun.WarmUp.Seconds:0} s of that: ")
            + Text($"{Amount.Of(run.WarmUpDifferences, run.WarmUpTicks, "decision")} differ"));
        target.WriteLine(Text($"  behind: {Amount.Of(run.LaterDifferences, run.LaterTicks, "decision")} differ"));
    }

    private static void Compare(TextWriter target, ReplayRun run)
    {
        target.WriteLine("  open loop: the law saw what was recorded; what the line would have answered to its");
        target.WriteLine("  rates is not known");
        target.WriteLine(
            "             direction  green s  yellow s  soft_red s  red s  cuts  mean Mbit/s  lowest Mbit/s");
        Row(target, run.Recorded, "recorded");
        Row(target, run.Replayed, "replayed");
    }

    private static void Row(TextWriter target, LawSummary law, string source)
    {
        target.WriteLine($"  {source}, {law.Law}:");
        Row(target, "down", law.Down);
        Row(target, "up", law.Up);
    }

    private static void Row(TextWriter target, string name, DirectionSummary direction)
    {
        string figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{direction.SecondsIn(Zone.Green),7:0.0}  {direction.SecondsIn(Zone.Yellow),8:0.0}  "
            + $"{direction.SecondsIn(Zone.SoftRed),10:0.0}  {direction.SecondsIn(Zone.Red),5:0.0}  "
            + $"{direction.Cuts,4}  {direction.MeanMbps,11:0.000}  {direction.Lowest.Mbps,13:0.000}");
        target.WriteLine($"             {name,-9}  {figures}");
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
