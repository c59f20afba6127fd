using Wanctl.Core.Units;

namespace Wanctl.Tests.Units;

/// <summary>Spans and instants.</summary>
public class TimeTests
{
    [Theory]
    [InlineData(0.05, 50_000_000)]
    [InlineData(1e-9, 1)]
    [InlineData(0.4e-9, 0)]
    [InlineData(-1.5, -1_500_000_000)]
    public void A_span_is_the_nearest_nanosecond(double seconds, long nanos)
    {
        Assert.Equal(nanos, Duration.FromSeconds(seconds).Nanos);
        Assert.Equal(nanos, Duration.FromMillis(seconds * 1000).Nanos);
    }

    [Fact]
    public void Spans_add_multiply_and_compare()
    {
        var tick = Duration.FromMillis(50);

        Assert.Equal(Duration.FromSeconds(1), tick * 20);
        Assert.Equal(Duration.FromMillis(75), tick + Duration.FromMillis(25));
        Assert.True(Duration.Zero < tick && tick > Duration.Zero && tick <= tick * 1 && tick >= tick * 1);
        Assert.Equal((50_000L, 50.0, 0.05), (tick.Micros, tick.Millis, tick.Seconds));
    }

    [Fact]
    public void Instants_differ_by_spans()
    {
        var start = new Instant(1_000);
        Instant later = start + new Duration(500);

        Assert.Equal(new Duration(500), later - start);
        Assert.Equal(new Duration(-500), start - later);
        Assert.True(start < later && later > start && start <= later && later >= start);
    }

    [Fact]
    public void Never_is_before_everything_and_differences_to_it_do_not_wrap()
    {
        Assert.True(Instant.Never < new Instant(0));
        Assert.True(new Instant(long.MaxValue / 2) - Instant.Never > Duration.FromSeconds(3600));
        Assert.True(Instant.Never + Duration.FromSeconds(1e9) < new Instant(0));
    }
}
