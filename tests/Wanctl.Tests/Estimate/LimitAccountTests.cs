using Wanctl.Core.Apply;
using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

/// <summary>What is applied: one account, whoever asks.</summary>
public sealed class LimitAccountTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Law_and_desk_agree_on_what_is_applied_whatever_the_shaper_says(bool dry)
    {
        int applied = 0;
        int foreign = 0;
        for (int seed = 0; seed < 1000; seed++)
        {
            var random = new Random(seed);
            var limits = new ShaperAccount();
            IShaperDesk desk = dry ? new ReadOnlyDesk(limits) : new ShaperDesk(new NoBudget(), limits);
            var counters = new CounterChoice();
            var use = new LimitUse(100e6, counters, limits.Down);
            Decision decision = default;
            for (int tick = 1; tick <= 200; tick++)
            {
                Instant now = new(tick * 50_000_000L);
                ShaperReport report = Said(random, decision.Down.Asked, now);
                limits.Take(in report, now);
                counters.Take(in report.Down, report.Restarted, now);
                use.Take(in report.Down, report.Restarted, decision.Down.Wanted.BitsPerSecond, now, new(50_000_000));
                double law = use.Applied;
                decision = default;
                decision.Down.Wanted = new Rate(1_000_000 * random.NextInt64(1, 6));
                desk.Plan(report.State, now, ref decision);
                use.Want(decision.Down.Wanted.BitsPerSecond);
                if (decision.Down.Applied == Rate.Zero)
                    continue;
                Assert.True(law == decision.Down.Applied.BitsPerSecond, $"seed {seed}, tick {tick}");
                applied++;
                foreign += decision.Down.ForeignChange ? 1 : 0;
            }
        }
        Assert.True(applied > 50_000, $"{applied}");
        Assert.Equal(dry, foreign == 0);
    }

    [Fact]
    public void Nothing_is_read_off_while_a_write_is_under_way_and_a_foreign_limit_takes_two_readings()
    {
        LimitAccount limit = new();
        limit.Send(Rate.FromMbps(50));
        Read(limit, 80);
        Assert.Equal((Rate.Zero, true), (limit.Applied, limit.Outstanding));
        limit.Take(
            new DirectionReport { Outcome = WriteOutcome.Applied, Written = Rate.FromMbps(50) },
            ShaperState.Ready, restarted: false, new Instant(2));
        Read(limit, 80);
        Assert.Equal((50.0, false), (limit.Applied.Mbps, limit.ForeignFound));
        Read(limit, 80);
        Assert.Equal((80.0, true), (limit.Applied.Mbps, limit.ForeignFound));
        // From then on nothing read can be older than a write of ours.
        Read(limit, 70);
        Assert.Equal((70.0, true), (limit.Applied.Mbps, limit.ForeignFound));
    }

    private static void Read(LimitAccount limit, double mbps) => limit.Take(
        new DirectionReport { Read = true, Limit = Rate.FromMbps(mbps) }, ShaperState.Ready, false, new Instant(3));

    /// <summary>Mostly what a shaper may say; rates of a few values, so that some are equal by chance.</summary>
    private static ShaperReport Said(Random random, Rate asked, Instant now)
    {
        ShaperReport report = default;
        report.State = random.Next(40) == 0 ? (ShaperState)random.Next(5) : ShaperState.Ready;
        report.Restarted = random.Next(80) == 0;
        report.Down.ReadAt = now;
        if (asked > Rate.Zero && random.Next(2) == 0)
        {
            report.Down.Outcome = random.Next(10) == 0 ? (WriteOutcome)random.Next(4) : WriteOutcome.Applied;
            report.Down.Written = asked;
        }
        report.Down.Read = random.Next(2) == 0;
        report.Down.Limit = random.Next(3) == 0 ? new Rate(1_000_000 * random.NextInt64(6)) : asked;
        return report;
    }
}
