using System.Globalization;
using System.IO;

namespace Wanctl.Truth.OneWay;

/// <summary>How well the directions are known over many cases and seeds.</summary>
internal static class DelayTable
{
    /// <summary>Runs all cases and prints them as Markdown.</summary>
    public static void Print(int seeds, TextWriter output)
    {
        IReadOnlyList<DelayCase> cases = DelayCases.All();
        DelayResult[] runs = Crew.Run(
            0, cases.Count * seeds, i => DelayRun.Of(cases[i / seeds], (ulong)(i % seeds) + 1));
        output.WriteLine(
            "| case | false up % (worst) | false down % (worst) | detection p50 / p95, s | missed, unknown "
            + "| error of up p5 / p50 / p95, ms | known % | steps a run |");
        output.WriteLine("|---|---:|---:|---:|---:|---:|---:|---:|");
        for (int i = 0; i < cases.Count; i++)
        {
            var all = new DelayResult();
            double worstUp = 0;
            double worstDown = 0;
            for (int k = 0; k < seeds; k++)
            {
                DelayResult run = runs[i * seeds + k];
                worstUp = Math.Max(worstUp, run.FalseUp);
                worstDown = Math.Max(worstDown, run.FalseDown);
                all.Add(run);
            }
            bool seen = all.Queues > all.Missed + all.Unknown;
            string detection = seen ? $"{Two(all.DelayAt(0.5))} / {Two(all.DelayAt(0.95))}" : "";
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {cases[i].Name} | {100 * all.FalseUp:0.##} ({100 * worstUp:0.##}) "
                + $"| {100 * all.FalseDown:0.##} ({100 * worstDown:0.##}) | {detection} "
                + $"| {all.Missed} and {all.Unknown} of {all.Queues} "
                + $"| {Two(all.ErrorAt(0.05))} / {Two(all.ErrorAt(0.5))} / {Two(all.ErrorAt(0.95))} "
                + $"| {100.0 * all.Known / all.Samples:0.0} | {(double)all.Steps / seeds:0.#} |"));
        }
    }

    private static string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
