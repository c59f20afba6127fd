using System.IO;
using Wanctl.Lab;
using Wanctl.Lab.Scenarios;

namespace Wanctl.Scenarios.Lab;

/// <summary>The words of the lab's scenario files, and those of its matrices.</summary>
public class ScenarioReaderTests
{
    private static readonly string Folder = Path.Combine(Repository(), "tests", "Lab");

    [Fact]
    public void Every_file_can_be_read_or_lacks_a_recording_that_it_names()
    {
        foreach (string path in Directory.GetFiles(Path.Combine(Folder, "scenarios"), "*.txt"))
        {
            try
            {
                LabScenario scenario = ScenarioReader.Read(path, 1, 1);
                Assert.NotEmpty(scenario.Summary);
                Assert.All(
                    scenario.Loads, load => Assert.InRange(load.From, 0, Math.Min(load.Until, scenario.Seconds)));
            }
            catch (MissingPartException missing)
            {
                Assert.Contains("WANCTL_TRACES", missing.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Every_scenario_of_a_matrix_is_there()
    {
        int sets = 0;
        foreach (string line in File.ReadLines(Path.Combine(Folder, "matrices")))
        {
            if (line.StartsWith('#'))
                continue;
            sets++;
            foreach (string name in line.Split(' ')[1..])
                Assert.True(File.Exists(Path.Combine(Folder, "scenarios", name + ".txt")), $"there is no {name}");
        }
        Assert.Equal(4, sets);
    }

    [Fact]
    public void Loads_of_one_direction_come_and_go_with_their_own_congestion_control()
    {
        LabScenario scenario = Read(
            "0 line 9 3", "1 load down 2 until 4 cc bbr", "3 load down 1", "2 call until 5", "8 end");
        Load[] wanted =
        [
            new(1, 4, false, 2) { Dscp = "0", Control = "bbr" },
            new(3, double.PositiveInfinity, false, 1) { Dscp = "0", Control = "cubic" },
        ];
        Assert.Equal(wanted, scenario.Loads);
        Assert.Equal([new Call(2, 5, 0)], scenario.Calls);
        List<string> words = Timeline.Of(scenario, 1).ConvertAll(found => found.Words);
        Assert.Equal(
            ["path 20.000 0", "load down 3 2 0 0 bbr", "call 2 5 0", "load down 5 1 0 0 cubic", "end"], words);
    }

    [Fact]
    public void A_recorded_line_comes_from_beside_the_scenario_and_a_missing_one_says_where_it_is_wanted()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, "here.csv"), "seconds,mbit_per_s\n0,4\n0.05,8\n");
        LabScenario scenario = ReadIn(path, "0 line 9 3", "0 trace down here.csv", "8 end");
        Assert.Equal(8, scenario.Down.At(1));
        Assert.Equal(3, scenario.Up.At(1));
        Assert.Equal("here.csv", Path.GetFileName(Assert.Single(scenario.Traces).FullPath));
        Assert.DoesNotContain(
            Timeline.Of(scenario, 1), found => found.Words.StartsWith("line", StringComparison.Ordinal));

        MissingPartException missing = Assert.Throws<MissingPartException>(
            () => ReadIn(path, "0 line 9 3", "0 trace up nowhere.csv", "8 end"));
        Assert.Contains("nowhere.csv", missing.Message, StringComparison.Ordinal);
        Directory.Delete(path, recursive: true);
    }

    [Theory]
    [InlineData("1 load down 2 cc vegas", "found 'vegas', wanted cubic or bbr")]
    [InlineData("nosie none", "found 'nosie', wanted a setting or an event as docs/LAB.md has it")]
    public void A_word_that_nobody_knows_is_named(string line, string wanted)
    {
        LabException mistake = Assert.Throws<LabException>(() => Read("0 line 9 3", line, "8 end"));
        Assert.EndsWith($":3: {wanted}", mistake.Message, StringComparison.Ordinal);
    }

    private static LabScenario Read(params string[] lines) => ReadIn(Path.GetTempPath(), lines);

    private static LabScenario ReadIn(string folder, params string[] lines)
    {
        string path = Path.Combine(folder, Path.GetRandomFileName());
        File.WriteAllLines(path, ["ceilings 9 3", .. lines]);
        try
        {
            return ScenarioReader.Read(path, 1, 1);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Repository()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "wanctl.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("there is no checkout");
        return folder;
    }
}
