using System.Globalization;
using System.Linq;
using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;

namespace Wanctl.Check;

/// <summary>
/// Holds all files of one process against each other and against what is usual: expected and found side by side.
/// </summary>
internal static class ConsistencyTable
{
    /// <summary>The interval that the figures of this project were measured at.</summary>
    private const double UsualMillis = 50;

    /// <summary>Averages of the load that are slower than this see congestion late.</summary>
    private const double LoadSecondsMax = 1;

    /// <summary>An idle delay is learned within minutes, and not within one transfer.</summary>
    private const double BaselineSecondsMin = 10;

    /// <inheritdoc cref="BaselineSecondsMin"/>
    private const double BaselineSecondsMax = 600;

    /// <summary>The production windows of steering; docs/PRODUCTION_INTERVAL.md.</summary>
    private static readonly Duration UsualHistory = Duration.FromSeconds(120);
    private static readonly Duration UsualActivation = Duration.FromSeconds(16);
    private static readonly Duration UsualRecovery = Duration.FromSeconds(30);

    /// <summary>All rows: those of each link, then those of all together.</summary>
    public static IReadOnlyList<ConsistencyRow> Of(IReadOnlyList<WanFile> files, SteeringSettings? steering = null)
    {
        var rows = new List<ConsistencyRow>();
        foreach (WanFile file in files)
            AddLink(rows, file, files[0].Link.Interval.Millis);
        if (steering is not null)
            AddSteering(rows, steering, files[0].Link.Interval.Millis);
        AddTogether(rows, [.. files.Select(file => file.Link)]);
        return rows;
    }

    /// <summary>The verdict on all rows, in a sentence.</summary>
    public static string Verdict(IReadOnlyList<ConsistencyRow> rows)
    {
        int wrong = rows.Count(row => row.Verdict == RowVerdict.Wrong);
        int look = rows.Count(row => row.Verdict == RowVerdict.Look);
        string counted = Amount.Of(rows.Count - wrong - look, rows.Count, "row") + " as expected";
        if (wrong > 0)
            return FormattableString.Invariant($"INCONSISTENT: {wrong} wrong, {look} to look at, {counted}");
        return look > 0 ? FormattableString.Invariant($"CONSISTENT, {look} to look at: {counted}")
            : $"CONSISTENT: {counted}";
    }

    private static void AddLink(List<ConsistencyRow> rows, WanFile file, double firstMillis)
    {
        LinkSettings link = file.Link;
        double millis = link.Interval.Millis;
        RowVerdict pace = millis != firstMillis ? RowVerdict.Wrong
            : millis == UsualMillis ? RowVerdict.Ok : RowVerdict.Look;
        Add("cycle interval", Text($"{(millis != firstMillis ? firstMillis : UsualMillis):0.###} ms"),
            Text($"{millis:0.###} ms"), pace);
        AddAverages(rows, link);
        int reflectors = link.Probe.Reflectors.Count;
        // With one reflector its trouble cannot be told from the line's.
        Add("reflectors", "3 or more",
            Text($"{reflectors}, each asked every {millis * reflectors:0} ms"),
            reflectors >= 3 ? RowVerdict.Ok : RowVerdict.Look);
        AddDirection("download", link.Download);
        AddDirection("upload", link.Upload);
        if (link.DryRun)
            Add("control.dry_run", "false", "true: the router is read, nothing is written", RowVerdict.Look);

        void AddDirection(string name, DirectionSettings direction)
        {
            double share = direction.FloorRed.Mbps / direction.Ceiling.Mbps;
            // A floor near the ceiling leaves a sagging line in its bloat; one that is too deep makes a mistake costly.
            bool usual = share is >= 0.05 and <= 0.8;
            Add($"{name} floor", "5 to 80 % of the ceiling",
                Text($"{direction.FloorRed.Mbps:0.##} of {direction.Ceiling.Mbps:0.##} Mbit/s, {share * 100:0} %"),
                usual ? RowVerdict.Ok : RowVerdict.Look);
        }

        void Add(string what, string expected, string found, RowVerdict verdict) =>
            rows.Add(new ConsistencyRow(link.Name, what, expected, found, verdict));
    }

    /// <summary>Its windows in samples and in seconds: what counts are the seconds.</summary>
    private static void AddSteering(List<ConsistencyRow> rows, SteeringSettings steering, double linkMillis)
    {
        double millis = steering.Interval.Millis;
        Add("interval", Text($"{linkMillis:0.###} ms, as the links"), Text($"{millis:0.###} ms"),
            millis == linkMillis ? RowVerdict.Ok : RowVerdict.Wrong);
        double kept = steering.HistorySize * steering.Interval.Seconds;
        Add("history", Text($"{UsualHistory.Seconds:0} s"),
            Text($"{Amount.Of(steering.HistorySize, "sample")}, {kept:0.##} s"), Usual(kept, UsualHistory));
        if (steering.Strategy == SteeringStrategy.Hysteresis)
        {
            AddWindow("activation", steering.Activation, UsualActivation);
            AddWindow("recovery", steering.Recovery, UsualRecovery);
        }
        if (steering.Mode != SteeringMode.Active)
            Add("mode", "active", "nothing is switched", RowVerdict.Look);

        void AddWindow(string what, Duration span, Duration usual) =>
            Add(what, Text($"{usual.Seconds:0} s"),
                Text($"{Amount.Of(steering.Ticks(span), "sample")}, {span.Seconds:0.##} s"),
                Usual(span.Seconds, usual));

        void Add(string what, string expected, string found, RowVerdict verdict) =>
            rows.Add(new ConsistencyRow(steering.Name, what, expected, found, verdict));
    }

    private static RowVerdict Usual(double seconds, Duration usual) =>
        Math.Abs(seconds - usual.Seconds) < 0.001 * usual.Seconds ? RowVerdict.Ok : RowVerdict.Look;

    /// <summary>A weight means another time at another interval; the time is what counts.</summary>
    private static void AddAverages(List<ConsistencyRow> rows, LinkSettings link)
    {
        bool classic = link.Law == RateLawKind.Classic;
        ThresholdSettings thresholds = link.Thresholds;
        Add("alpha_baseline", thresholds.AlphaBaseline, BaselineSecondsMin, BaselineSecondsMax);
        Add("alpha_load", thresholds.AlphaLoad, 0, LoadSecondsMax);

        void Add(string what, double alpha, double least, double most)
        {
            // A file of the adaptive law may leave them out, and the weight is then 1.
            if (alpha >= 1)
                return;
            double tau = TimeConstant(alpha, link.Interval.Seconds);
            string range = least > 0
                ? Text($"time constant {least:0} to {most:0} s")
                : Text($"time constant <= {most:0} s");
            bool usual = tau >= least * 0.999 && tau <= most * 1.001;
            rows.Add(new ConsistencyRow(link.Name, what, classic ? range : "any (law adaptive has its own)",
                Text($"{alpha:0.######}, time constant {tau:0.##} s"),
                usual || !classic ? RowVerdict.Ok : RowVerdict.Look));
        }
    }

    private static void AddTogether(List<ConsistencyRow> rows, LinkSettings[] links)
    {
        if (links.Length < 2)
            return;
        string all = "all links";
        string[] shared = [.. links.SelectMany(link => link.Probe.Reflectors).GroupBy(host => host)
            .Where(group => group.Count() > 1).Select(group => group.Key)];
        rows.Add(new ConsistencyRow(all, "reflectors in common", "none",
            shared.Length == 0 ? "none" : string.Join(", ", shared),
            shared.Length == 0 ? RowVerdict.Ok : RowVerdict.Look));
        string[] ways = [.. links.Select(link => link.Probe.SourceAddress ?? link.Probe.Interface ?? "")];
        bool apart = ways.Distinct().Count() == links.Length;
        rows.Add(new ConsistencyRow(all, "way of the probes", "an address or interface a link",
            apart ? string.Join(", ", ways.Select(way => way.Length == 0 ? "default route" : way))
                : "the same for several: they measure one line",
            apart ? RowVerdict.Ok : RowVerdict.Look));
    }

    /// <summary>The time constant of a weight: alpha = 1 - exp(-interval/tau).</summary>
    private static double TimeConstant(double alpha, double interval) => -interval / Math.Log(1 - alpha);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
