using System.Globalization;
using System.IO;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Scenarios.Tunnel;

/// <summary>
/// The adaptive law against every figure of every scenario, and of five scenarios on other lines: the mean of a few
/// seeds keeps the bound that is to be reached, or is stated for that line, or stands in <see cref="Missed"/>.
/// </summary>
public class FigureTests
{
    private const int Seeds = 4;

    /// <summary>
    /// Scenario and figure that are not reached, each with a bound that is kept nevertheless; a scenario's holds for
    /// its variants too. docs/CONTROL.md says why.
    /// </summary>
    private static readonly Dictionary<string, double> Missed = new()
    {
        ["step|utilisation at 15 Mbit/s"] = 0.91,
        ["step, base RTT 8 ms|utilisation at 15 Mbit/s"] = 0.88,
        ["step, counter shows 86 %|utilisation at 50 Mbit/s"] = 0.87,
        // Over twenty seeds these are reached in the mean; of four they are not.
        ["step, base RTT 35 ms|drain (s)"] = 1.9,
        ["step, API time 400 ms|p95 excess settled at 15 Mbit/s (ms)"] = 16,
        ["lte-walk|p95 excess / cake-autorate's"] = 0.6,
        ["lte-walk|goodput / cake-autorate's"] = 0.95,
        ["satellite|utilisation"] = 0.73,
        ["starlink|download utilisation"] = 0.79,
        ["starlink|upload utilisation"] = 0.65,
        ["starlink|p95 excess (ms)"] = 16,
        ["lte-home|download utilisation"] = 0.73,
        ["lte-home|upload utilisation"] = 0.84,
        ["lte-home-up|download utilisation"] = 0.64,
        ["lte-home-up|upload utilisation"] = 0.72,
        ["lte-home-up|p95 excess (ms)"] = 43,
        ["lte-driving|p95 excess / cake-autorate's"] = 2.8,
    };

    [Fact]
    public void Every_scenario_reaches_its_figures()
    {
        List<string> missed = [];
        foreach (Scenario scenario in ScenarioCatalog.All)
            Hold(scenario, missed);
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    /// <summary>Recordings that are no part of the repository, where somebody has them.</summary>
    [Theory]
    [InlineData("lte-home")]
    [InlineData("lte-home-up")]
    [InlineData("lte-driving")]
    public void A_recorded_line_reaches_its_figures(string name)
    {
        string folder = Recordings.Folder();
        RecordedLine line = Assert.Single(RecordedLines.Elsewhere, line => line.Name == name);
        foreach (string file in line.Files)
            Assert.SkipUnless(File.Exists(Path.Combine(folder, file)), $"there is no {file} in {folder}");
        List<string> missed = [];
        Hold(line.Of(file => File.OpenText(Path.Combine(folder, file))), missed);
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    [Theory]
    [InlineData("step")]
    [InlineData("dsl-upload")]
    [InlineData("rrul-dsl")]
    [InlineData("path-change")]
    [InlineData("reflector-loss")]
    public void One_set_of_defaults_holds_on_other_lines(string name)
    {
        Assert.Contains(name, Robustness.Usual);
        List<string> missed = [];
        foreach (Scenario variant in Robustness.Of(ScenarioCatalog.Find(name)!))
            Hold(variant, missed);
        Assert.True(missed.Count == 0, string.Join('\n', missed));
    }

    [Fact]
    public void What_is_listed_as_missed_is_missed()
    {
        foreach ((string key, double bound) in Missed)
        {
            string[] parts = key.Split('|');
            FigureSpec figure = Assert.Single(Asked(parts[0].Split(',')[0]), spec => spec.Name == parts[1]);
            Assert.True(figure.AtMost ? bound > figure.Bound : bound < figure.Bound, key);
        }
    }

    [Fact]
    public void What_a_line_makes_impossible_is_missed_by_who_knows_the_line_and_nothing_else_is()
    {
        List<string> wrong = [];
        foreach (string name in Robustness.Usual)
        {
            Scenario usual = ScenarioCatalog.Find(name)!;
            IReadOnlyList<Figure> known = OraclesFigures(usual);
            foreach (Scenario variant in Robustness.Of(usual))
                HoldAgainstTheOracle(variant, known, wrong);
        }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static IReadOnlyList<FigureSpec> Asked(string name) =>
        ScenarioCatalog.Find(name)?.Figures
        ?? Assert.Single(RecordedLines.Elsewhere, line => line.Name == name).Figures;

    private static IReadOnlyList<Figure> OraclesFigures(Scenario scenario) =>
        TunnelRunner.Run(scenario, TunnelLaws.Create("oracle", scenario, 1), 1, false).Score.Figures;

    private static void HoldAgainstTheOracle(Scenario variant, IReadOnlyList<Figure> usual, List<string> wrong)
    {
        IReadOnlyList<Figure>? figures = null;
        for (int i = 0; i < variant.Figures.Count; i++)
        {
            if (variant.Figures[i].Stated is not { } stated)
                continue;
            figures ??= OraclesFigures(variant);
            Figure figure = figures[i];
            // What is no worse than on the usual line, the variant does not make impossible.
            bool worse = Math.Abs(figure.Measured - usual[i].Measured) > 0.02 * Math.Abs(usual[i].Measured);
            bool impossible = worse && !(figure with { Stated = null }).Reached;
            if (impossible != stated.ByLine)
                wrong.Add($"{variant.Name}|{figure.Name}: the oracle has {figure.Measured:0.###} of {figure.Bound}");
        }
    }

    private static double Bound(string scenario, Figure figure)
    {
        if (figure.Stated is { } stated)
            return stated.Value;
        string whole = scenario.Split(',')[0];
        return Missed.TryGetValue($"{scenario}|{figure.Name}", out double own) ? own
            : Missed.GetValueOrDefault($"{whole}|{figure.Name}", figure.Bound);
    }

    private static void Hold(Scenario scenario, List<string> missed)
    {
        double[] sums = new double[scenario.Figures.Count];
        IReadOnlyList<Figure> figures = [];
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            TunnelRun run = TunnelRunner.Run(scenario, TunnelLaws.Create("adaptive", scenario, seed), seed, false);
            figures = run.Score.Figures;
            for (int i = 0; i < sums.Length; i++)
                sums[i] += figures[i].Measured;
        }
        for (int i = 0; i < sums.Length; i++)
        {
            Figure figure = figures[i];
            double bound = Bound(scenario.Name, figure);
            double mean = sums[i] / Seeds;
            if (!(figure.AtMost ? mean <= bound : mean >= bound))
                missed.Add(string.Create(
                    CultureInfo.InvariantCulture, $"{scenario.Name}|{figure.Name}: {mean:0.###}, wanted {bound}"));
        }
    }
}
