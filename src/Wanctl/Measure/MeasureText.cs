using System.Globalization;
using System.IO;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;

namespace Wanctl.Measure;

/// <summary>A report as a person reads it.</summary>
internal static class MeasureText
{
    private const string Row = "  {0,-24} {1,5} {2,5} {3,8} {4,8} {5,8} {6,8} {7,8}";
    private const string LoadRow = "  {0,-16} {1,15} {2,15} {3,8} {4,8} {5,8}";

    /// <summary>Writes all of it.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="path">The configuration file.</param>
    /// <param name="link">The link.</param>
    /// <param name="output">Where to.</param>
    public static void Write(MeasureReport report, string path, LinkSettings link, TextWriter output)
    {
        output.WriteLine();
        if (report.Idle is { } idle)
            WriteIdle(idle, link, output);
        if (report.AtCeiling is { } atCeiling)
            WriteLoad(report, atCeiling, link, output);
        if (report.Believed is { } believed)
            WriteBelieved(believed, output);
        if (report.Judgement.Verdict != Verdict.None)
            output.WriteLine($"verdict: {MeasureWords.Of(report)}");
        WriteProposals(report, path, output);
    }

    private static void WriteIdle(IdleFigures idle, LinkSettings link, TextWriter output)
    {
        output.WriteLine("idle line, round-trip times in ms:");
        Line(output, Row, "reflector", "sent", "lost", "min", "median", "p95", "jitter", "scatter");
        for (int i = 0; i < idle.Reflectors.Count; i++)
        {
            EchoFigures figures = idle.Reflectors[i];
            string name = link.Probe.Reflectors[i];
            if (figures.Answered == 0)
                Line(output, Row, name, figures.Sent, figures.Lost, "-", "-", "-", "-", "-");
            else
            {
                Line(output, Row, name, figures.Sent, figures.Lost, Ms(figures.MinMs), Ms(figures.MedianMs),
                    Ms(figures.P95Ms), Ms(figures.JitterMs), Ms(figures.ScatterMs));
            }
        }
        output.WriteLine("  " + MeasureWords.OfIdle(idle));
        output.WriteLine();
    }

    private static void WriteLoad(
        MeasureReport report, LoadFigures atCeiling, LinkSettings link, TextWriter output)
    {
        bool ceilings = atCeiling.Limits.Matches(new RatePair(link.Download.Ceiling, link.Upload.Ceiling));
        output.WriteLine($"loaded line ({report.Ways}), Mbit/s down/up and ms above the idle line:");
        Line(output, LoadRow, "", "limits", "carried", "excess", "p95", "lost");
        Line(output, LoadRow, ceilings ? "at the ceilings" : "limits as found", Cells(atCeiling));
        foreach (LoadFigures step in report.Steps)
            Line(output, LoadRow, FormattableString.Invariant($"{step.Share * 100:0} % of that"), Cells(step));
        output.WriteLine();
    }

    private static void WriteBelieved((BelievedLine Down, BelievedLine Up) believed, TextWriter output)
    {
        string ago = Words.Ago(believed.Down.Away);
        output.WriteLine($"what the law knew of the line, by the state file; last looked {ago}:");
        WriteBelieved("download", believed.Down, output);
        WriteBelieved("upload", believed.Up, output);
        output.WriteLine();
    }

    private static void WriteBelieved(string direction, BelievedLine line, TextWriter output)
    {
        string range = line.Belief.Known ? BeliefWords.Range(line.Belief) : "nothing";
        string usual = line.Usual > Rate.Zero ? $"; usually {Words.Mbps(line.Usual)} Mbit/s" : "";
        output.WriteLine($"  {direction}: {range}{usual}");
    }

    private static void WriteProposals(MeasureReport report, string path, TextWriter output)
    {
        if (report.Proposals.Count == 0)
        {
            if (report.Trouble is null)
                output.WriteLine($"{path}: nothing to change by what was measured");
            return;
        }
        output.WriteLine("proposed changes (nothing has been written):");
        foreach (Proposal proposal in report.Proposals)
        {
            output.WriteLine($"  {proposal}");
            output.WriteLine($"    {proposal.Reason}");
        }
    }

    private static object[] Cells(LoadFigures load) =>
    [
        load.Limits.AsLimits().Replace(" Mbit/s", "", StringComparison.Ordinal),
        load.Carried.ToString().Replace(" Mbit/s", "", StringComparison.Ordinal),
        Ms(load.ExcessMs),
        Ms(load.ExcessP95Ms),
        FormattableString.Invariant($"{load.Lost}/{load.Sent}"),
    ];

    private static void Line(TextWriter output, string format, string first, object[] cells) =>
        Line(output, format, [first, .. cells]);

    private static void Line(TextWriter output, string format, params object[] cells) =>
        output.WriteLine(string.Format(CultureInfo.InvariantCulture, format, cells).TrimEnd());

    private static string Ms(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
