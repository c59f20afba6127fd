using System.Globalization;
using System.IO;
using System.Linq;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Truth.OneWay;

/// <summary>How well the directions are known in the wind tunnel's scenarios, by kind of probe.</summary>
internal static class SplitTable
{
    private const string Law = "adaptive";

    private static readonly ProbeKind[] s_kinds = [ProbeKind.Timestamp, ProbeKind.Responder];

    /// <summary>Runs all scenarios of an hour at most and prints them as Markdown.</summary>
    public static void Print(int seeds, TextWriter output)
    {
        Scenario[] scenarios =
        [
            .. from scenario in ScenarioCatalog.All
               where scenario.Length <= Duration.FromSeconds(3600)
               from kind in s_kinds
               select scenario with { Probes = kind, Figures = [] },
        ];
        SplitScore[] runs = Crew.Run(
            0, scenarios.Length * seeds, i => Run(scenarios[i / seeds], (ulong)(i % seeds) + 1));
        output.WriteLine("| scenario | probes | known % | down: bias, ms | sd, ms | false % (worst) | missed | seen, s "
            + "| up: bias, ms | sd, ms | false % (worst) | missed | seen, s |");
        output.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (int i = 0; i < scenarios.Length; i++)
        {
            SplitScore[] some = runs[(i * seeds)..((i + 1) * seeds)];
            string kind = scenarios[i].Probes == ProbeKind.Timestamp ? "timestamp" : "responder";
            output.WriteLine(
                $"| {scenarios[i].Name} | {kind} | {Text(100 * Mean(some, score => score.Known), "0.0")} "
                + $"| {Side(some, score => score.Down)} | {Side(some, score => score.Up)} |");
        }
    }

    private static SplitScore Run(Scenario scenario, ulong seed)
    {
        ITunnelController controller = TunnelLaws.Create(Law, scenario, seed);
        return TunnelRunner.Run(scenario, controller, seed, keepTrace: false).Score.Split!;
    }

    private static string Side(SplitScore[] runs, Func<SplitScore, SplitSide> of)
    {
        double wrong = 100 * Mean(runs, score => of(score).FalseShare);
        double worst = 100 * runs.Max(score => of(score).FalseShare);
        return $"{Text(Mean(runs, score => of(score).BiasMs), "0.0")} "
            + $"| {Text(Mean(runs, score => of(score).DeviationMs), "0.0")} "
            + $"| {Text(wrong, "0.##")} ({Text(worst, "0.##")}) "
            + $"| {runs.Sum(score => of(score).Missed)} of {runs.Sum(score => of(score).Queues)} "
            + $"| {Text(Mean(runs, score => of(score).SeenSeconds), "0.00")}";
    }

    /// <summary>The mean over the runs that have such a number; NaN where none has.</summary>
    private static double Mean(SplitScore[] runs, Func<SplitScore, double> of)
    {
        double[] numbers = [.. runs.Select(of).Where(number => !double.IsNaN(number))];
        return numbers.Length > 0 ? numbers.Average() : double.NaN;
    }

    private static string Text(double value, string format) =>
        double.IsNaN(value) ? "-" : value.ToString(format, CultureInfo.InvariantCulture);
}
