using System.Globalization;
using System.IO;
using System.Linq;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Truth.Coverage;

/// <summary>Evidence of many runs, by kind: is it as exact as it says?</summary>
internal static class CoverageTable
{
    /// <summary>Lines that stand still, or stand still between steps.</summary>
    public const string Steady = "steady, steps";

    /// <summary>Lines that never stand still.</summary>
    public const string Radio = "radio, recorded";

    private static readonly string[] s_steady =
    [
        "constant", "constant-both", "dsl-upload", "rrul-dsl", "rrul-cable", "step", "lab-step", "low-then-back",
        "drift", "cable-sag", "upload-bloat", "wifi-upload", "wifi-both", "flows-16", "bbr", "call", "come-and-go",
        "ceiling-20",
    ];

    private static readonly string[] s_radio = ["satellite", "lte-walk", "starlink"];

    /// <summary>All rows that have evidence.</summary>
    /// <param name="scenarios">What can be run.</param>
    /// <param name="seeds">How many seeds of each.</param>
    public static IReadOnlyList<CoverageRow> Make(IReadOnlyList<Scenario> scenarios, int seeds)
    {
        var rows = new List<CoverageRow>();
        foreach ((string lines, string[] names) in ((string, string[])[])[(Steady, s_steady), (Radio, s_radio)])
        {
            Scenario[] known = [.. scenarios.Where(scenario => names.Contains(scenario.Name))];
            List<EvidenceSample>[] runs = Crew.Run(
                0, known.Length * seeds, i => EvidenceRun.Of(known[i % known.Length], (ulong)(i / known.Length) + 1));
            foreach (IGrouping<EvidenceKind, EvidenceSample> kind in runs.SelectMany(run => run)
                .GroupBy(sample => sample.Kind).OrderBy(kind => kind.Key))
            {
                rows.Add(Row(lines, kind.Key, [.. kind]));
            }
        }
        return rows;
    }

    /// <summary>Prints rows as Markdown.</summary>
    public static void Print(IReadOnlyList<CoverageRow> rows, TextWriter output)
    {
        output.WriteLine("| lines | evidence | taken | in error | bias | spread | stated | covered |");
        output.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|");
        foreach (CoverageRow row in rows)
        {
            bool bound = row.Kind is EvidenceKind.CarriesTry or EvidenceKind.CarriesHeld;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {row.Lines} | {Words(row.Kind)} | {row.Count} | {(bound ? "" : row.Errors)} "
                + $"| {(bound ? "" : Percent(row.Bias))} | {(bound ? "" : Percent(row.Spread))} "
                + $"| {Percent(row.Stated)} | {Percent(row.Coverage)} |"));
        }
    }

    private static CoverageRow Row(string lines, EvidenceKind kind, EvidenceSample[] all)
    {
        // A bound needs no queue.
        EvidenceSample[] told = [.. all.Where(sample => sample.Queued || sample.AtLeast)];
        int errors = all.Length - told.Length;
        if (told.Length == 0)
            return new CoverageRow(lines, kind, 0, errors, 0, 0, 0, 0);
        double bias = told.Average(sample => sample.Error);
        return new CoverageRow(
            lines, kind, told.Length, errors, bias,
            Math.Sqrt(told.Average(sample => (sample.Error - bias) * (sample.Error - bias))),
            Math.Sqrt(told.Average(sample => sample.Deviation * sample.Deviation)),
            told.Average(sample => sample.Covered ? 1.0 : 0.0));
    }

    private static string Words(EvidenceKind kind) => kind switch
    {
        EvidenceKind.ExactAtOnset => "exact, download, as the queue comes",
        EvidenceKind.ExactDraining => "exact, download, while it drains",
        EvidenceKind.BalanceGrowing => "balance, upload, while the queue grows",
        EvidenceKind.BalanceDraining => "balance, upload, while it drains",
        EvidenceKind.BalanceWhole => "balance, upload, the whole course",
        EvidenceKind.CarriesTry => "carries a try",
        _ => "carries a limit that is held",
    };

    private static string Percent(double share) =>
        string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.0} %");
}
