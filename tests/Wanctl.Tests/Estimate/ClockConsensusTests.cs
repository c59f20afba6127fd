using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

/// <summary>Whose clock was set, told by the others while queues stand both ways.</summary>
public sealed class ClockConsensusTests
{
    private const double Step = 4;

    [Theory]
    [InlineData(20)]
    [InlineData(-20)]
    [InlineData(5)]
    public void One_of_three_that_is_ahead_is_found_within_some_seconds_and_nobody_else(double ahead)
    {
        var consensus = new ClockConsensus(3);
        (int host, double found, int samples) = Run(consensus, i => 30 + (i % 3 == 1 ? ahead : 0), i => 60);
        Assert.Equal(1, host);
        Assert.Equal(ahead, found, 6);
        Assert.InRange(samples, 1, 3 * 16);
    }

    [Fact]
    public void Two_hosts_cannot_outvote_each_other()
    {
        var consensus = new ClockConsensus(2);
        for (int i = 0; i < 200; i++)
            Assert.Equal(0, consensus.Take(i % 2, i % 2 * 20, 60, Step, At(i)));
    }

    [Fact]
    public void A_host_whose_path_is_longer_is_not_ahead()
    {
        var consensus = new ClockConsensus(3);
        (int host, _, _) = Run(consensus, i => 30 + (i % 3 == 1 ? 15 : 0), i => 60 + (i % 3 == 1 ? 15 : 0));
        Assert.Equal(-1, host);
    }

    [Fact]
    public void Queues_that_alternate_are_common_to_all()
    {
        var consensus = new ClockConsensus(3);
        (int host, _, _) = Run(consensus, i => i / 20 % 2 * 40, i => 40);
        Assert.Equal(-1, host);
    }

    [Fact]
    public void A_host_that_fell_silent_has_no_vote()
    {
        var consensus = new ClockConsensus(3);
        consensus.Take(2, 30, 60, Step, At(0));
        for (int i = 60; i < 200; i++)
            Assert.Equal(0, consensus.Take(i % 2, i % 2 * 20, 60, Step, At(i)));
    }

    private static (int Host, double Ahead, int Samples) Run(
        ClockConsensus consensus, Func<int, double> up, Func<int, double> rtt)
    {
        for (int i = 0; i < 600; i++)
        {
            double ahead = consensus.Take(i % 3, up(i), rtt(i), Step, At(i));
            if (ahead != 0)
                return (i % 3, ahead, i);
        }
        return (-1, 0, 600);
    }

    private static Instant At(int sample) => new(1_000_000_000 + sample * 50_000_000L);
}
