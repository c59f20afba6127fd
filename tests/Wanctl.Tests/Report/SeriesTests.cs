using Wanctl.Core.Decide;
using Wanctl.Core.Units;
using Wanctl.Report;

namespace Wanctl.Tests.Report;

public sealed class SeriesTests
{
    [Fact]
    public void No_peak_is_lost_however_long_it_gets()
    {
        var series = new Series("x", "y");
        for (int i = 0; i < 360_000; i++)
            series.Add(i * 0.01, i == 123_456 ? 99 : i == 234_567 ? -7 : 1);
        float low = 1;
        foreach (Column column in series.Columns)
            low = Math.Min(low, column.Min);
        Assert.Equal(99, series.Highest);
        Assert.Equal(-7, low);
        Assert.InRange(series.Columns.Length, 400, 800);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.5)]
    [InlineData(double.PositiveInfinity)]
    public void A_moment_that_is_none_is_left_out(double seconds)
    {
        var series = new Series("x", "y");
        series.Add(seconds, 5);
        Assert.Equal(0, series.Columns.Length);
    }

    [Fact]
    public void Steps_of_one_kind_are_one_decision()
    {
        var trail = new DirectionTrail("download");
        for (int i = 0; i < 100; i++)
        {
            double mbps = i < 10 ? 10 : i < 50 ? i : 20;
            trail.Take(i * 0.05, Decision(mbps, i < 50 ? Reason.Climb : Reason.RedCut), default);
        }
        Assert.Equal(2, trail.Rows.Count);
        Assert.Equal(39, trail.Rows[0].Steps);
        Assert.Equal(49, trail.Rows[0].To.Mbps);
        Assert.Equal(Reason.RedCut, trail.Rows[1].Reason);
        Assert.Equal(20, trail.Rows[1].To.Mbps);
    }

    [Fact]
    public void A_hold_counts_when_it_lasts_and_a_tick_without_a_sample_never()
    {
        var trail = new DirectionTrail("download");
        for (int i = 0; i < 100; i++)
        {
            Reason reason = i < 20 ? Reason.GreenHold : i < 30 ? Reason.YellowHold : Reason.Silence;
            trail.Take(i * 0.05, Decision(10, reason), default);
        }
        for (int i = 100; i < 200; i++)
            trail.Take(i * 0.05, Decision(10, Reason.NoSample), default);
        Assert.Equal([Reason.Silence], [.. Reasons(trail)]);
    }

    [Fact]
    public void Of_too_many_decisions_the_largest_stay()
    {
        var trail = new DirectionTrail("download");
        for (int i = 0; i < 5_000; i++)
            trail.Take(i * 0.05, Decision(i == 2_500 ? 90 : 10 + i % 2, Reason.Climb), default);
        Assert.Equal(200, trail.Rows.Count);
        Assert.True(trail.Seen > 4_000);
        Assert.Contains(trail.Rows, row => row.To.Mbps == 90);
    }

    private static DirectionDecision Decision(double mbps, Reason reason) =>
        new() { Wanted = Rate.FromMbps(mbps), Reason = reason, Zone = Zone.Green };

    private static IEnumerable<Reason> Reasons(DirectionTrail trail)
    {
        foreach (DecisionRow row in trail.Rows)
            yield return row.Reason;
    }
}
