using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Tests.Decide.Adaptive;
using Wanctl.Tests.Journal;
using Wanctl.Truth.Lines;

namespace Wanctl.Tests.Steer;

/// <summary>Steering decides on what a law finds in a tick, and not on what it shows.</summary>
public sealed class SeverityTests
{
    [Theory]
    [InlineData(SteeringStrategy.Hysteresis)]
    [InlineData(SteeringStrategy.Confidence)]
    public void Whatever_a_law_shows_steering_does_the_same(SteeringStrategy strategy)
    {
        SteeringSettings settings = SteerRoom.Settings with
        {
            Strategy = strategy, Confidence = new ConfidenceSettings { ZoneWeight = 40 },
        };
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            var told = new SteerRoom(settings);
            var untold = new SteerRoom(settings);
            untold.Shown = (ref DirectionDecision decision) =>
            {
                decision.Zone = (Zone)random.Next(5);
                decision.Reason = (Reason)random.Next(28);
            };
            for (int i = 0; i < 2000; i++)
            {
                if (i % 100 == 0)
                {
                    double excess = random.Next(80);
                    var zone = (Zone)random.Next(1, 5);
                    foreach (SteerRoom room in (SteerRoom[])[told, untold])
                    {
                        room.Primary.Congest(60);
                        (room.Alternate.ExcessMs, room.Alternate.Zone) = (excess % 20, zone);
                        if (i % 300 == 0)
                            room.Primary.Heal();
                    }
                }
                Assert.Equal("", RandomValues.Difference(told.Step(), untold.Step()));
            }
        }
    }

    [Theory]
    [InlineData(RateLawKind.Adaptive)]
    [InlineData(RateLawKind.Adaptive2)]
    [InlineData(RateLawKind.Classic)]
    public void What_is_shown_is_never_less_than_what_is_found_and_a_rate_that_is_kept_down_does_not_rise(
        RateLawKind law)
    {
        int cuts = 0;
        int later = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var line = new RandomLine(seed, RandomLine.Under(law));
            DirectionDecision before = line.Step().Down;
            for (int i = 0; i < 400; i++)
            {
                DirectionDecision now = line.Step().Down;
                Assert.True(now.Zone >= now.Severity, $"seed {seed}, tick {i}: {now.Zone}, {now.Severity}");
                bool rises = before is { Cuts: true } && now.Cuts && now.Wanted > before.Wanted;
                Assert.False(rises, $"seed {seed}, tick {i}: {now.Reason}");
                cuts += now.Cuts ? 1 : 0;
                later += now.Zone > now.Severity ? 1 : 0;
                before = now;
            }
        }
        Assert.True(cuts > 100, $"{cuts} ticks of cuts");
        Assert.Equal(law != RateLawKind.Classic, later > 100);
    }
}
