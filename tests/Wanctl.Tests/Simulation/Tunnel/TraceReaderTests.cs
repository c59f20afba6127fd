using System.IO;
using Wanctl.Core.Settings;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Tests.Simulation.Tunnel;

public class TraceReaderTests
{
    [Fact]
    public void A_table_holds_each_value_until_the_next()
    {
        Track track = TraceReader.Read(new StringReader("seconds,mbit_per_s\n0,50\n\n# a comment\n2.5,12.5\n4,0\n"));
        Assert.Equal(50e6, track.At(0));
        Assert.Equal(50e6, track.At(2.4));
        Assert.Equal(12.5e6, track.At(2.5));
        Assert.True(track.At(5) > 0);
        Assert.Equal(4, track.Length);
    }

    [Fact]
    public void Packets_are_counted_over_fifty_milliseconds()
    {
        Track track = TraceReader.Read(new StringReader("0\n5\n5\n19\n20\n45\n50\n149\n"));
        Assert.Equal(6 * 1500 * 8 / 0.05, track.At(0), 1);
        Assert.Equal(1 * 1500 * 8 / 0.05, track.At(0.05), 1);
        Assert.Equal(1 * 1500 * 8 / 0.05, track.At(0.1), 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public void A_bin_has_bounds(int millis) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => TraceReader.Read(new StringReader("0\n"), millis));

    [Fact]
    public void Packets_can_be_counted_over_another_time()
    {
        Track track = TraceReader.Read(new StringReader("0\n5\n5\n19\n20\n45\n"), 20);
        Assert.Equal(4 * 1500 * 8 / 0.02, track.At(0), 1);
        Assert.Equal(1 * 1500 * 8 / 0.02, track.At(0.02), 1);
        Assert.Equal(1 * 1500 * 8 / 0.02, track.At(0.04), 1);
    }

    [Theory]
    [InlineData("0,0.02\n5,0.01\n")]
    [InlineData("1\n9999\n")]
    public void A_line_slower_than_the_usual_floor_has_a_lower_one(string trace)
    {
        Scenario scenario = TraceScenario.Of(new StringReader(trace), new StringReader("0,20\n"), new TraceManner());

        DirectionSettings down = scenario.Settings.Download;
        Assert.InRange(down.FloorRed.BitsPerSecond, 1, down.Ceiling.BitsPerSecond);
        Assert.NotNull(TunnelLaws.Create("adaptive", scenario, 1));
    }

    [Theory]
    [InlineData("", "found no line")]
    [InlineData("0,50\n1,x\n", "trace line 2: found '1,x'")]
    [InlineData("0,50\n1\n", "trace line 2: found '1'")]
    [InlineData("0,50\n1,20\n1,30\n", "trace line 3: found 1 s")]
    [InlineData("0,-1\n", "trace line 1: found '0,-1'")]
    [InlineData("0,NaN\n", "trace line 1: found '0,NaN'")]
    [InlineData(",5\n", "trace line 1: found ',5'")]
    [InlineData("5,\n", "trace line 1: found '5,'")]
    [InlineData(",\n", "trace line 1: found ','")]
    [InlineData("seconds,mbit_per_s\n , \n", "trace line 2: found ','")]
    [InlineData("12\n11\n", "trace line 2: found 11 ms")]
    [InlineData("12\n1.5\n", "trace line 2: found '1.5'")]
    [InlineData("-3\n", "trace line 1: found '-3'")]
    public void What_cannot_be_understood_is_named_with_its_line(string text, string message)
    {
        FormatException fault = Assert.Throws<FormatException>(() => TraceReader.Read(new StringReader(text)));
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_direction_without_a_trace_is_constant()
    {
        Scenario scenario = TraceScenario.Of(null, new StringReader("0,8\n20,4\n"), new TraceManner { DownMbps = 80 });
        Assert.Equal(80e6, scenario.DownCapacity(1).At(15));
        Assert.Equal(80, scenario.Settings.Download.Ceiling.Mbps);
        Assert.Equal(8, scenario.Settings.Download.FloorRed.Mbps, 3);
        Assert.Equal(20, scenario.Length.Seconds);
        Scenario other = TraceScenario.Of(new StringReader("0,8\n20,4\n"), null, new TraceManner());
        Assert.Equal(15e6, other.UpCapacity(1).At(15));
        Assert.Equal(4e6, other.DownCapacity(1).At(20));
    }

    [Fact]
    public void The_recording_of_a_satellite_is_part_of_the_program()
    {
        Scenario scenario = ScenarioCatalog.Find("starlink")!;
        Assert.Equal(120, scenario.Length.Seconds);
        Assert.Equal(356 * 0.24e6, scenario.DownCapacity(1).Peak, 1.0);
        Assert.Equal(15e6, scenario.UpCapacity(1).At(60));
    }

    [Fact]
    public void A_scenario_from_traces_takes_its_bounds_from_them()
    {
        Scenario scenario = TraceScenario.Of(
            new StringReader("0,50\n10,20\n20,20\n"), new StringReader("0,8\n20,8\n"), new TraceManner());
        Assert.Equal(50, scenario.Settings.Download.Ceiling.Mbps);
        Assert.Equal(3.5, scenario.Settings.Download.FloorRed.Mbps, 3);
        Assert.Equal(20, scenario.Length.Seconds);
        TunnelRun run = TunnelRunner.Run(scenario, TunnelLaws.Create("adaptive", scenario, 1), 1, false);
        Assert.InRange(run.Score.Down.Utilisation, 0.7, 1.01);
    }
}
