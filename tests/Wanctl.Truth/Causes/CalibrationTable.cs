using System.Globalization;
using System.IO;
using System.Linq;

namespace Wanctl.Truth.Causes;

/// <summary>Is it right as often as it says?</summary>
internal static class CalibrationTable
{
    /// <summary>Bins of equal width.</summary>
    public const int Bins = 10;

    /// <summary>What a table can be made of: the probability that was given, and whether it was so.</summary>
    public static IReadOnlyList<(string Name, Func<Judgement, double> Said, Func<Judgement, bool> Was)> Causes
    {
        get;
    } =
    [
        ("download", judged => judged.Download, judged => judged.WasDownload),
        ("upload", judged => judged.Upload, judged => judged.WasUpload),
        ("path or chance", judged => judged.Neither, judged => judged.NoneStood),
    ];

    /// <summary>Judges the lines of so many seeds.</summary>
    public static Judgement[] Judge(int first, int count, Action<int>? progress = null) =>
        [.. Crew.Run(first, count, JudgedRun.Of, progress).SelectMany(run => run)];

    /// <summary>The ten bins of one cause.</summary>
    public static CalibrationBin[] Make(
        IReadOnlyList<Judgement> judged, Func<Judgement, double> said, Func<Judgement, bool> was)
    {
        var bins = new CalibrationBin[Bins];
        for (int i = 0; i < Bins; i++)
        {
            int bin = i;
            Judgement[] here = [.. judged.Where(one => Math.Clamp((int)(said(one) * Bins), 0, Bins - 1) == bin)];
            double count = Math.Max(1, here.Length);
            bins[i] = new CalibrationBin(
                (double)i / Bins,
                here.Length,
                here.Sum(said) / count,
                here.Count(was) / count,
                here.Count(one => one.BothStood) / count,
                here.Count(one => one.NoneStood) / count);
        }
        return bins;
    }

    /// <summary>How far what was said lies from what was, in the mean of all moments.</summary>
    public static double Error(IReadOnlyList<CalibrationBin> bins) =>
        bins.Sum(bin => bin.Count * Math.Abs(bin.Said - bin.Was)) / Math.Max(1, bins.Sum(bin => bin.Count));

    /// <summary>Prints the tables of the first cuts and of the settlings as Markdown.</summary>
    public static void Print(IReadOnlyList<Judgement> judged, TextWriter output)
    {
        foreach (bool settled in (bool[])[false, true])
        {
            Judgement[] here = [.. judged.Where(one => one.Settled == settled)];
            foreach ((string name, Func<Judgement, double> said, Func<Judgement, bool> was) in Causes)
            {
                CalibrationBin[] bins = Make(here, said, was);
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"\n{(settled ? "Once the excess had gone" : "At the first cut")}: {name}, {here.Length} moments, "
                    + $"off by {100 * Error(bins):0.0} points in the mean\n"));
                Print(bins, output);
            }
        }
    }

    private static void Print(CalibrationBin[] bins, TextWriter output)
    {
        output.WriteLine("| said | moments | said, mean | was | of these, both queues stood | none stood |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|");
        foreach (CalibrationBin bin in bins)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {bin.Least:0%} to {bin.Least + 1.0 / Bins:0%} | {bin.Count} | {Share(bin, bin.Said)} "
                + $"| {Share(bin, bin.Was)} | {Share(bin, bin.Both)} | {Share(bin, bin.None)} |"));
        }
    }

    private static string Share(CalibrationBin bin, double share) =>
        bin.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100 * share:0} %");
}
