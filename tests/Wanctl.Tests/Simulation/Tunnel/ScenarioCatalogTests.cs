using System.Text.RegularExpressions;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Tests.Simulation.Tunnel;

public partial class ScenarioCatalogTests
{
    [Fact]
    public void Names_are_words_for_a_command_line_and_stand_for_one_scenario()
    {
        var names = new HashSet<string>();
        foreach (Scenario scenario in ScenarioCatalog.All)
        {
            Assert.Matches(NamePattern(), scenario.Name);
            Assert.True(names.Add(scenario.Name), scenario.Name);
            Assert.NotEqual("", scenario.Summary);
        }
        foreach (RecordedLine line in RecordedLines.Elsewhere)
            Assert.True(names.Add(line.Name), line.Name);
    }

    [Fact]
    public void Figures_have_names_of_their_own_and_windows_within_the_scenario()
    {
        foreach (Scenario scenario in ScenarioCatalog.All)
        {
            Assert.NotEmpty(scenario.Figures);
            var names = new HashSet<string>();
            foreach (FigureSpec figure in scenario.Figures)
            {
                Assert.True(names.Add(figure.Name), $"{scenario.Name}: {figure.Name}");
                Assert.True(figure.From < figure.To && figure.From < scenario.Length.Seconds, figure.Name);
                Assert.True(double.IsInfinity(figure.To) || figure.To <= scenario.Length.Seconds, figure.Name);
            }
        }
    }

    [Theory]
    [InlineData("path-longer", 1)]
    [InlineData("path-shorter", -1)]
    public void A_path_changes_by_three_sizes_at_every_load(string name, int sign)
    {
        Scenario one = ScenarioCatalog.Find(name)!;
        var names = new HashSet<string>();
        var loads = new HashSet<(double, double)>();
        var shifts = new HashSet<double>();
        foreach (Scenario relative in Robustness.Of(one))
        {
            Assert.StartsWith(name + ", ", relative.Name, StringComparison.Ordinal);
            Assert.True(names.Add(relative.Name), relative.Name);
            Track path = relative.Path(1);
            shifts.Add(sign * (path.At(60) - path.At(10)));
            loads.Add((Load(relative.DownFlows, relative.DownPace, 50), Load(relative.UpFlows, relative.UpPace, 20)));
        }
        Assert.Equal([8, 15, 40], shifts);
        Assert.Equal(36, loads.Count);
        Assert.Equal(3 * 36, names.Count);
        Assert.All(loads, load => Assert.True(load is { Item1: >= 0 and <= 100, Item2: >= 0 and <= 100 }));
        Assert.Contains((0, 0), loads);
        Assert.Contains((100, 100), loads);
        Assert.Contains((3, 100), loads);
    }

    [Fact]
    public void The_unknowns_of_a_router_are_all_tried()
    {
        var names = new List<string>();
        foreach (Scenario variant in Robustness.Of(ScenarioCatalog.Find("step")!))
            names.Add(variant.Name);
        foreach (string unknown in (string[])[
            "counters every 200 ms", "counters every 500 ms", "counters every 1000 ms", "counters every 2000 ms",
            "API time 150 ms", "API time 400 ms", "readings up to 250 ms late", "counters restart at each set",
            "queue emptied by each set"])
            Assert.Contains("step, " + unknown, names);
    }

    [Fact]
    public void A_pace_holds_an_upload_to_its_share()
    {
        Scenario light = new List<Scenario>(Robustness.Of(ScenarioCatalog.Find("path-longer")!)).Find(
            static relative => relative.Name == "path-longer, 8 ms, load 60 and 30 %")!;
        Score score = TunnelRunner.Run(light, TunnelLaws.Create("oracle", light, 1), 1, keepTrace: false).Score;
        Assert.InRange(score.Down.Utilisation, 0.57, 0.61);
        Assert.InRange(score.Up.Utilisation, 0.28, 0.31);
    }

    /// <summary>Per cent of the line.</summary>
    private static double Load(int flows, double pace, double mbps) =>
        flows == 0 ? 0 : pace == 0 ? 100 : Math.Round(flows * pace / mbps / 1e4, 6);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex NamePattern();
}
