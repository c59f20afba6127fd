using Wanctl.Core.Estimate;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Tests.Config;

namespace Wanctl.Tests.Estimate;

/// <summary>The averages of a file with time constants, at the intervals that are documented.</summary>
public sealed class ClassicAveragesTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(250)]
    public void A_step_of_the_RTT_takes_the_same_course_in_seconds_at_every_interval(int millis)
    {
        string text = Sample.Text + FormattableString.Invariant($"cycle_interval_seconds: {millis / 1000.0}\n");
        LinkSettings link = Sample.File(text).Link;
        var averages = new ClassicAverages(24, 24);
        for (int elapsed = millis; elapsed <= 2000; elapsed += millis)
        {
            averages.Take(link.Thresholds, 124, 1);
            if (elapsed % 500 == 0)
                Assert.Equal(124 - 100 * Math.Exp(-elapsed / 250.0), averages.LoadMs, 6);
        }
    }

    [Theory]
    [InlineData(50)]
    [InlineData(100)]
    [InlineData(250)]
    public void A_baseline_falls_at_the_same_pace_at_every_interval(int millis)
    {
        string text = Sample.Text + FormattableString.Invariant($"cycle_interval_seconds: {millis / 1000.0}\n");
        LinkSettings link = Sample.File(text).Link;
        var averages = new ClassicAverages(40, 20);
        for (int elapsed = millis; elapsed <= 50_000; elapsed += millis)
            averages.Take(link.Thresholds, 20, 1);
        Assert.Equal(20 + 20 / Math.E, averages.BaselineMs, 6);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    public void A_sample_after_a_gap_counts_as_the_time_that_passed(int ticks)
    {
        LinkSettings link = Sample.File(Sample.Text).Link;
        var gap = new ClassicAverages(24, 24);
        gap.Take(link.Thresholds, 124, ticks);
        Assert.Equal(Duration.FromMillis(50), link.Interval);
        Assert.Equal(124 - 100 * Math.Exp(-ticks * 0.05 / 0.25), gap.LoadMs, 6);
    }
}
