using System.Globalization;
using System.Text;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Ablation;

/// <summary>
/// Runs scenarios with the <c>Wanctl.Core</c> of its own load context. Only types of the runtime cross the border of
/// that context: a changed Core has types of its own.
/// </summary>
public static class CatalogueRun
{
    /// <summary>Runs one scenario and returns one line for each figure: see <see cref="FigureLine"/>.</summary>
    /// <param name="name">The scenario.</param>
    /// <param name="law">The law.</param>
    /// <param name="seeds">How many seeds, from 1.</param>
    public static string[] Run(string name, string law, int seeds)
    {
        Scenario scenario = ScenarioCatalog.Find(name)
            ?? throw new UsageException($"--scenarios: found '{name}', which no scenario is called");
        // A figure that compares with a peer's model would run that model as well.
        var figures = new List<FigureSpec>();
        foreach (FigureSpec spec in scenario.Figures)
            figures.Add(spec.Plain);
        scenario = scenario with { Figures = figures };
        var lines = new List<StringBuilder>();
        for (int seed = 1; seed <= seeds; seed++)
        {
            ITunnelController controller = TunnelLaws.Create(law, scenario, (ulong)seed);
            Score score = TunnelRunner.Run(scenario, controller, (ulong)seed, observer: null).Score;
            int place = 0;
            for (int i = 0; i < figures.Count; i++)
            {
                FigureSpec spec = figures[i];
                double value = score.Figures[i].Measured;
                // An event that never came counts as the length of its window.
                value = double.IsInfinity(value) ? spec.To - spec.From : value;
                Put(lines, ref place, name, spec.Name, Unit(spec), spec.AtMost, value);
            }
            Put(lines, ref place, name, "whole run: p95 excess (ms)", "ms", true, score.ExcessP95);
            Put(lines, ref place, name, "whole run: above 15 ms", "share", true, score.Over15);
            Put(lines, ref place, name, "whole run: download used", "share", false, score.Down.Utilisation);
            Put(lines, ref place, name, "whole run: upload used", "share", false, score.Up.Utilisation);
        }
        return [.. lines.ConvertAll(line => line.ToString())];
    }

    private static void Put(
        List<StringBuilder> lines, ref int place, string scenario, string figure, string unit, bool atMost,
        double value)
    {
        if (place == lines.Count)
            lines.Add(new StringBuilder().Append(CultureInfo.InvariantCulture,
                $"{scenario}\t{figure}\t{unit}\t{(atMost ? "low" : "high")}"));
        lines[place++].Append('\t').Append(value.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>The unit of a figure; it decides the smallest change that counts.</summary>
    private static string Unit(FigureSpec spec) => spec.Kind switch
    {
        FigureKind.Utilisation or FigureKind.UsedWhileWanted or FigureKind.Over15 or FigureKind.LimitKept
            or FigureKind.DeliveryKept or FigureKind.CallLoss => "share",
        FigureKind.ExcessP95 or FigureKind.ExcessP99 or FigureKind.QueueP95 or FigureKind.CallDelayP99
            or FigureKind.GameDelayP99 => "ms",
        FigureKind.Cut or FigureKind.Drain or FigureKind.Rise or FigureKind.Applied or FigureKind.Back
            or FigureKind.Stuck or FigureKind.VideoStall => "s",
        FigureKind.LimitOfFloor or FigureKind.VideoRate => "ratio",
        _ => "count",
    };
}
