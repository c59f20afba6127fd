using Wanctl.Core.Decide;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Router;
using Wanctl.Host.Tell;
using Wanctl.Tests.Host.Loop;
using Wanctl.Tests.Kit;
using Wanctl.Tests.Steer;

namespace Wanctl.Tests.Host.Tell;

/// <summary>What the log says of steering: a change once, a trouble once it lasts and then each minute.</summary>
public sealed class SteeringStoryTests : IDisposable
{
    private readonly AnsweringChannel _channel = new();
    private readonly List<string> _lines = [];
    private readonly Link _link;
    private SteeringSettings _settings = SteerRoom.Settings;
    private long _tick;

    public SteeringStoryTests() => _link = LoopLinks.Make(_channel);

    public void Dispose()
    {
        _link.Dispose();
        _channel.Dispose();
    }

    [Fact]
    public void A_switch_is_told_with_the_evidence_of_the_tick_that_asked_for_it()
    {
        Tell(SteeringMode.Active, Bad() with { Reason = SteeringReason.SwitchOver, Wanted = true },
            new SteeringDecision { Steered = true, Wanted = true, Switched = true, RuleOn = true });
        Assert.Equal("steering: connections that begin now go to att: spectrum has had 61 ms of excess delay, 14 drops "
            + "and 83 packets queued, at its floor", Assert.Single(_lines));
    }

    [Fact]
    public void Observe_says_that_it_only_observes()
    {
        Tell(SteeringMode.Observe, Bad() with { Reason = SteeringReason.SwitchOver, Wanted = true },
            new SteeringDecision { Steered = true, Wanted = true, Switched = true });
        Assert.StartsWith("steering: observing only: connections that begin now go to att", Assert.Single(_lines),
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_way_back_says_why_and_after_how_long()
    {
        SteeringDecision on = new() { Steered = true, Wanted = true, RuleOn = true };
        var ticks = new List<SteeringDecision> { on with { Switched = true } };
        for (int i = 0; i < 20 * 40 - 2; i++)
            ticks.Add(on);
        ticks.Add(on with { Reason = SteeringReason.AlternateFailed, Verdict = AlternateVerdict.Down, Wanted = false });
        ticks.Add(new SteeringDecision { Switched = true });
        Tell(SteeringMode.Active, [.. ticks]);
        Assert.Equal("steering: connections that begin now go to spectrum again: att has failed (is down); 40 s on att",
            _lines[^1]);
    }

    [Fact]
    public void A_trouble_that_lasts_is_told_after_two_seconds_and_each_minute()
    {
        SteeringDecision blocked = Bad() with
        {
            Reason = SteeringReason.BothBad,
            Blocker = SteeringBlocker.Alternate,
            Verdict = AlternateVerdict.Congested,
        };
        Tell(SteeringMode.Active, Repeated(blocked, 39));
        Assert.Empty(_lines);
        Tell(SteeringMode.Active, Repeated(blocked, 20 * 125));
        Assert.Equal(3, _lines.Count);
        Assert.Equal("steering: both links are bad; connections stay on spectrum: att is congested itself", _lines[0]);
    }

    [Fact]
    public void A_hand_and_a_switch_without_effect_are_told_at_once()
    {
        Tell(SteeringMode.Active,
            new SteeringDecision { HandChange = true, HandChangedTo = true, HandChangedAll = true, RuleOn = true },
            new SteeringDecision { Unverified = true, Wanted = true });
        Assert.Equal(
            ["steering: the rule was switched on by somebody else; put right in 60 s",
                "steering: the rule was switched on, but reads otherwise; it is tried again"], _lines);
    }

    [Fact]
    public void A_rule_that_somebody_switched_off_is_not_told_as_switched_on()
    {
        _settings = _settings with { RuleComments = ["first", "second"] };
        // Of two rules that were on, one still is.
        SteeringDecision off = new() { HandChange = true, RuleOn = true, Wanted = true };
        Tell(SteeringMode.Active, off, off with { HandChangedAll = true, RuleOn = false });
        Assert.Equal(
            ["steering: some of the rules were switched off by somebody else; put right in 60 s",
                "steering: the rules were switched off by somebody else; put right in 60 s"], _lines);
    }

    [Fact]
    public void A_rule_that_is_on_while_observing_is_told_once()
    {
        Tell(SteeringMode.Observe, Repeated(new SteeringDecision { RuleOn = true }, 200));
        Assert.Contains("although mode is observe", Assert.Single(_lines), StringComparison.Ordinal);
    }

    private static SteeringDecision Bad() => new()
    {
        Primary = new LinkHealth
        {
            ExcessMs = 61, Drops = 14, Queue = 83, AtFloor = true, Fresh = true, Counted = true, Assessed = Zone.Red,
        },
    };

    private static SteeringDecision[] Repeated(SteeringDecision decision, int ticks)
    {
        var all = new SteeringDecision[ticks];
        Array.Fill(all, decision);
        return all;
    }

    private void Tell(SteeringMode mode, params SteeringDecision[] decisions)
    {
        var steering = new Wanctl.Host.Loop.Steering(
            _settings with { Mode = mode }, _link, _link, new NoHand(), new NoRouter());
        var story = new SteeringStory(steering, new LogLines(_lines));
        foreach (SteeringDecision decision in decisions)
        {
            SteeringDecision stamped = decision;
            stamped.Tick = _tick++;
            stamped.Now = new Instant(1_000_000_000 + stamped.Tick * 50_000_000);
            steering.Feed.Record(in stamped);
            story.Follow();
        }
    }

    private sealed class NoHand : IRuleHand
    {
        public void Report(ref RuleReport report) => report.State = RuleState.Ready;

        public void Apply(in SteeringDecision decision)
        {
        }
    }

    private sealed class NoRouter : IShaperConnection
    {
        public void Receive(Instant now)
        {
        }

        public void Send(Instant now)
        {
        }

        public void Dispose()
        {
        }
    }
}
