using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Tests.Steer;

/// <summary>A law that cannot cure a delay takes it for the path at once; steering is for that very delay.</summary>
public sealed class LongerPathTests
{
    [Theory]
    [InlineData(RateLawKind.Adaptive, 55, 65)]
    [InlineData(RateLawKind.Adaptive2, 55, 65)]
    [InlineData(RateLawKind.Classic, 20, 25)]
    public void What_the_law_takes_for_the_path_steering_still_calls_a_delay(
        RateLawKind law, double idleLeast, double idleMost)
    {
        LinkSettings link = TunnelSettings.Link("line", 100, 20) with { Law = law };
        var state = new LinkState(link, LinkMemory.Initial(link));
        var evidence = new LinkEvidence(SteerRoom.Settings);
        for (int tick = 0; tick < 3600; tick++)
        {
            double rttMs = tick < 1200 ? 20 : 60;
            Observation seen = default;
            seen.Tick = tick;
            seen.Now = new Instant(1_000_000_000) + link.Interval * tick;
            seen.Shaper.State = ShaperState.Ready;
            seen.Echoes.Add(new EchoSample
            {
                RttMicros = (int)(rttMs * 1000), SentAt = seen.Now - Duration.FromMillis(rttMs),
            });
            Count(ref seen.Shaper.Down, link.Download.Ceiling, tick, seen.Now);
            Count(ref seen.Shaper.Up, link.Upload.Ceiling, tick, seen.Now);
            Decision chosen = LinkController.Step(link, state, in seen);
            evidence.Take(in seen, in chosen, state.Law, link, 1);
            if (tick == 1199)
                Assert.InRange(evidence.At(seen.Now).ExcessMs, 0, 1);
        }
        LinkHealth health = evidence.At(new Instant(1_000_000_000) + link.Interval * 3599);

        Assert.InRange(state.Law.IdleRttMicros(0) / 1000, idleLeast, idleMost);
        Assert.InRange(health.ExcessMs, 35, 40);
        Assert.InRange(health.RttMs, 59.9, 60.1);
    }

    /// <summary>A quiet line: an echo's worth in each reading.</summary>
    private static void Count(ref DirectionReport report, Rate limit, int tick, Instant now)
    {
        report.Read = tick % 2 == 0;
        report.ReadAt = now;
        report.Bytes = (ulong)tick * 80;
        report.Packets = (ulong)tick;
        report.Limit = limit;
    }
}
