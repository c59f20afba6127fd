using Wanctl.Core.Units;
using Wanctl.Simulation.Line;

namespace Wanctl.Tests.Simulation.Line;

public sealed class LineScriptTests
{
    private static readonly LineSegment Clear =
        new("clear", Duration.FromSeconds(10), Rate.FromMbps(900), Rate.FromMbps(40));

    private static readonly LineSegment Sag =
        new("sag", Duration.FromSeconds(20), Rate.FromMbps(300), Rate.FromMbps(20));

    private static readonly LineScript Script = new(Duration.FromSeconds(2), Clear, Sag);

    [Theory]
    [InlineData(0, "clear", 900, 40)]
    [InlineData(9.9, "clear", 900, 40)]
    [InlineData(10, "sag", 900, 40)]
    [InlineData(11, "sag", 600, 30)]
    [InlineData(12, "sag", 300, 20)]
    [InlineData(29, "sag", 300, 20)]
    [InlineData(30, "clear", 300, 20)]
    [InlineData(31, "clear", 600, 30)]
    [InlineData(32, "clear", 900, 40)]
    [InlineData(41, "sag", 600, 30)]
    public void Capacity_follows_the_segments_and_begins_again(double at, string title, double down, double up)
    {
        (double downBits, double upBits) = Script.CapacityAt(Duration.FromSeconds(at));
        Assert.Equal(title, Script.SegmentAt(Duration.FromSeconds(at)).Title);
        Assert.Equal(down * 1e6, downBits, 1.0);
        Assert.Equal(up * 1e6, upBits, 1.0);
    }

    [Fact]
    public void A_segment_that_carries_nothing_is_refused_by_name()
    {
        var dead = new LineSegment("dead", Duration.FromSeconds(10), Rate.Zero, Rate.FromMbps(1));
        ArgumentException refused = Assert.Throws<ArgumentException>(() => new LineScript(Duration.Zero, dead));
        Assert.Contains("dead", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_segment_shorter_than_the_ramp_is_refused() =>
        Assert.Throws<ArgumentException>(() => new LineScript(Duration.FromSeconds(11), Clear, Sag));

    [Fact]
    public void A_script_without_segments_is_refused() =>
        Assert.Throws<ArgumentException>(() => new LineScript(Duration.Zero));

    [Fact]
    public void Traffic_runs_within_its_spells_and_begins_again()
    {
        var traffic = new TrafficScript(
            Duration.FromSeconds(60),
            new TrafficSpell(TrafficKind.Download, 3, Duration.FromSeconds(10), Duration.FromSeconds(20)),
            new TrafficSpell(TrafficKind.Download, 1, Duration.FromSeconds(20), Duration.FromSeconds(20)));
        Assert.Equal(0, traffic.CountAt(TrafficKind.Download, Duration.FromSeconds(9.9)));
        Assert.Equal(3, traffic.CountAt(TrafficKind.Download, Duration.FromSeconds(10)));
        Assert.Equal(4, traffic.CountAt(TrafficKind.Download, Duration.FromSeconds(25)));
        Assert.Equal(1, traffic.CountAt(TrafficKind.Download, Duration.FromSeconds(30)));
        Assert.Equal(4, traffic.CountAt(TrafficKind.Download, Duration.FromSeconds(85)));
        Assert.Equal(0, traffic.CountAt(TrafficKind.Upload, Duration.FromSeconds(25)));
    }
}
