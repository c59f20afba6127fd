using System.Net;
using Wanctl.Core.Units;
using Wanctl.Host.Reflect;

namespace Wanctl.Tests.Host.Reflect;

public sealed class SourceLimiterTests
{
    private const int PerSecond = 50;
    private const int Burst = 10;

    private readonly SourceLimiter _limiter = new(PerSecond, Burst, 0x1234_5678_9ABC_DEF0);

    [Fact]
    public void A_source_that_was_quiet_has_its_burst_and_then_its_rate()
    {
        Assert.Equal(Burst, Admitted("192.0.2.1", from: 0, asks: 100, everyNanos: 0));
        // 200 a second for 10 s.
        Assert.InRange(Admitted("192.0.2.1", from: 1_000_000_000, asks: 2000, everyNanos: 5_000_000), 499, 512);
    }

    [Fact]
    public void A_source_within_its_rate_is_never_refused() =>
        Assert.Equal(500, Admitted("192.0.2.1", from: 0, asks: 500, everyNanos: 20_000_000));

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("::1", "::2", true)]
    [InlineData("::1", "::ffff:0.0.0.1", false)]
    [InlineData("::1", "0.0.0.0", false)]
    public void A_source_is_an_IPv4_address_or_a_64(string first, string second, bool same)
    {
        Assert.Equal(Burst, Admitted(first, from: 0, asks: 50, everyNanos: 0));
        Assert.Equal(same ? 0 : Burst, Admitted(second, from: 0, asks: 50, everyNanos: 0));
    }

    [Fact]
    public void A_flood_of_sources_takes_no_memory_and_leaves_a_source_that_goes_on_its_rate()
    {
        var random = new Random(4);
        byte[] flood = new byte[4];
        byte[] steady = IPAddress.Parse("192.0.2.1").GetAddressBytes();
        for (int i = 0; i < 1000; i++)
            _limiter.Admits(steady, new Instant(i));
        int admitted = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 500_000; i++)
        {
            // 25,000 sources a second beside one that asks 500 times a second.
            var now = new Instant(1_000_000_000 + i * 40_000L);
            random.NextBytes(flood);
            _limiter.Admits(flood, now);
            if (i % 50 == 0)
                admitted += _limiter.Admits(steady, now) ? 1 : 0;
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        // 20 s; pushed out of its place now and then, which gives it a fresh burst.
        Assert.InRange(admitted, 20 * PerSecond, 10_000);
    }

    private int Admitted(string source, long from, int asks, long everyNanos)
    {
        byte[] address = IPAddress.Parse(source).GetAddressBytes();
        int admitted = 0;
        for (int i = 0; i < asks; i++)
            admitted += _limiter.Admits(address, new Instant(from + i * everyNanos)) ? 1 : 0;
        return admitted;
    }
}
