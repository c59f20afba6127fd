using System.IO;
using Wanctl.Lab;
using Wanctl.Lab.Scenarios;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Scenarios.Lab;

/// <summary>What the lab plays under a name is what the wind tunnel flies under it.</summary>
public class ScenarioFileTests
{
    private const ulong Seed = 3;

    /// <summary>A ramp is a stair in the lab: half of one of its steps, as a share of the rate.</summary>
    private const double RampShare = 0.02;

    public static TheoryData<string> Names
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (Scenario scenario in ScenarioCatalog.Standard)
                names.Add(scenario.Name);
            names.Add("starlink");
            return names;
        }
    }

    /// <summary>
    /// All but the one whose published figures come from a line without noise and with 1000 packets each way.
    /// </summary>
    public static TheoryData<string> Comparable
    {
        get
        {
            var names = new TheoryData<string>();
            foreach (Scenario scenario in ScenarioCatalog.Standard)
            {
                if (scenario.Name != "lab-step")
                    names.Add(scenario.Name);
            }
            names.Add("starlink");
            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_scenario_of_the_tunnel_is_one_of_the_lab(string name)
    {
        Scenario tunnel = ScenarioCatalog.Find(name)!;
        LabScenario lab = Read(name);
        Assert.Equal(tunnel.Length.Seconds, lab.Seconds);
        Assert.Equal(tunnel.Settings.Download.Ceiling.BitsPerSecond, lab.DownCeiling * 1e6);
        Assert.Equal(tunnel.Settings.Upload.Ceiling.BitsPerSecond, lab.UpCeiling * 1e6);
        Assert.Equal(tunnel.Settings.Download.FloorRed.BitsPerSecond, lab.DownFloor * 1e6, 1.0);
        Assert.Equal(tunnel.Settings.Upload.FloorRed.BitsPerSecond, lab.UpFloor * 1e6, 1.0);
        Assert.Equal(tunnel.BaseRttMs, lab.RttMs);
        Assert.Equal(tunnel.BlipsPerMinute, lab.BlipsPerMinute);
        Assert.Equal(tunnel.Outages, lab.Outages);
        Assert.Equal(tunnel.Troubles, lab.Troubles);
        Same(tunnel.DownCapacity(Seed), lab.Down.Times(1e6), tunnel.Length.Seconds);
        Same(tunnel.UpCapacity(Seed), lab.Up.Times(1e6), tunnel.Length.Seconds);
        Same(tunnel.Path(Seed), lab.Path, tunnel.Length.Seconds);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Its_flows_are_the_same(string name)
    {
        Scenario tunnel = ScenarioCatalog.Find(name)!;
        int down = 0;
        int up = 0;
        foreach (Load load in Read(name).Loads)
        {
            Assert.Equal(tunnel.LoadFrom, load.From);
            Assert.Equal(load.Up ? 0 : tunnel.DownPace, load.PaceMbps * 1e6);
            down += load.Up ? 0 : load.Flows;
            up += load.Up ? load.Flows : 0;
        }
        Assert.Equal(tunnel.DownFlows, down);
        Assert.Equal(tunnel.UpFlows, up);
    }

    [Theory]
    [MemberData(nameof(Comparable))]
    public void Its_line_is_as_noisy_and_its_queue_as_deep(string name)
    {
        Scenario tunnel = ScenarioCatalog.Find(name)!;
        LabScenario lab = Read(name);
        Assert.Equal(tunnel.Noise, lab.Noise);
        Assert.Equal(Depth(tunnel, tunnel.DownCapacity(Seed)), lab.DownFifo, 1.0);
        Assert.Equal(Depth(tunnel, tunnel.UpCapacity(Seed)), lab.UpFifo, 1.0);
    }

    [Fact]
    public void A_mistake_in_a_file_is_named_with_its_place()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, "ceilings 1 1\n0 line 1 1\n5 laod down 4\n9 end\n");
        LabException mistake = Assert.Throws<LabException>(() => ScenarioReader.Read(path, 1, Seed));
        File.Delete(path);

        Assert.Equal($"{path}:3: found '5 laod down 4', wanted an event as docs/LAB.md has it", mistake.Message);
    }

    private static double Depth(Scenario tunnel, Track capacity) =>
        (tunnel.FifoAtMean ? capacity.Mean : capacity.At(0)) / 8000 * tunnel.FifoMs;

    private static void Same(Track tunnel, Track lab, double seconds)
    {
        for (double at = 0; at < seconds; at += 0.1)
        {
            double wanted = tunnel.At(at);
            Assert.InRange(lab.At(at), wanted * (1 - RampShare), wanted * (1 + RampShare));
        }
    }

    private static LabScenario Read(string name)
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "wanctl.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("there is no checkout");
        return ScenarioReader.Read(Path.Combine(folder, "tests", "Lab", "scenarios", name + ".txt"), 1, Seed);
    }
}
