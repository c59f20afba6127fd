using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Decide;

/// <summary>What a dry run sees and says while the router keeps a limit that nobody moves.</summary>
public sealed class ShadowLawTests
{
    private readonly LinkSettings _settings;
    private readonly LinkState _state;
    private long _tick;
    private double _downBytes;
    private double _upBytes;

    public ShadowLawTests()
        : this(RateLawKind.Adaptive)
    {
    }

    private ShadowLawTests(RateLawKind law)
    {
        _settings = Links.Cable with { Law = law, DryRun = true };
        _state = new LinkState(_settings, LinkMemory.Initial(_settings));
    }

    private double Limit { get; set; } = 400;

    [Fact]
    public void It_begins_at_what_the_router_has_and_not_at_the_ceiling()
    {
        Decision last = Run(seconds: 5, rtt: 20, load: 0.01);
        Assert.Equal((400.0, 400.0), (last.Down.Wanted.Mbps, last.Down.Applied.Mbps));
        Assert.Equal(Blocker.Unchanged, last.Down.Blocker);
    }

    [Fact]
    public void A_standing_queue_is_seen_and_a_cut_is_wished_until_it_is_known_not_to_be_ours()
    {
        Run(seconds: 10, rtt: 20, load: 0.01);
        bool wished = false;
        for (int i = 0; i < 60; i++)
        {
            Decision seen = Run(seconds: 1, rtt: 70, load: 1);
            wished |= seen.Down.Wanted.Mbps is >= 200 and <= 395 && seen.Down.Zone == Zone.Red
                && seen.Down.Blocker == Blocker.DryRun;
            Assert.Equal(400.0, seen.Down.Applied.Mbps);
        }
        Assert.True(wished, "no cut was wished");
    }

    [Fact]
    public void When_the_queue_has_gone_the_wish_goes_too()
    {
        Run(seconds: 10, rtt: 20, load: 0.01);
        Run(seconds: 10, rtt: 70, load: 1);
        Decision last = Run(seconds: 20, rtt: 20, load: 0.01);
        Assert.Equal((400.0, Blocker.Unchanged), (last.Down.Wanted.Mbps, last.Down.Blocker));
        Assert.Equal(Zone.Green, last.Down.Zone);
    }

    [Fact]
    public void A_full_and_calm_line_would_be_tried_and_is_not_waited_for_for_ever()
    {
        Run(seconds: 10, rtt: 20, load: 0.01);
        int climbs = 0;
        for (int i = 0; i < 30; i++)
        {
            Decision seen = Run(seconds: 1, rtt: 20, load: 1);
            Assert.InRange(seen.Down.Wanted.Mbps, 400, 940);
            climbs += seen.Down.Wanted.Mbps > 400 ? 1 : 0;
        }
        Assert.InRange(climbs, 20, 30);
    }

    [Fact]
    public void What_somebody_else_sets_is_where_it_goes_on()
    {
        Run(seconds: 10, rtt: 20, load: 0.01);
        Limit = 300;
        Decision last = Run(seconds: 1, rtt: 20, load: 0.01);
        Assert.Equal((300.0, 300.0, false), (last.Down.Wanted.Mbps, last.Down.Applied.Mbps, last.Down.ForeignChange));
    }

    [Fact]
    public void The_classic_law_goes_on_from_its_own_wishes()
    {
        var classic = new ShadowLawTests(RateLawKind.Classic);
        classic.Run(seconds: 5, rtt: 25, load: 0.01);
        Decision last = classic.Run(seconds: 20, rtt: 250, load: 1);
        Assert.Equal((200.0, 400.0), (last.Down.Wanted.Mbps, last.Down.Applied.Mbps));
        Assert.Equal(Blocker.DryRun, last.Down.Blocker);
    }

    /// <summary>Runs so long with one delay in milliseconds and one share of the limit used.</summary>
    private Decision Run(double seconds, double rtt, double load)
    {
        Decision decision = default;
        long ticks = (long)(seconds / _settings.Interval.Seconds);
        for (long i = 0; i < ticks; i++)
        {
            _tick++;
            Observation seen = default;
            seen.Tick = _tick;
            seen.Now = new Instant(1_000_000_000 + _tick * _settings.Interval.Nanos);
            var sample = new EchoSample
            {
                Sequence = (uint)_tick,
                RttMicros = (int)(rtt * 1000 + _tick % 3 * 100),
                SentAt = seen.Now - Duration.FromMillis(rtt),
            };
            seen.Echoes.Add(sample);
            seen.Shaper.State = ShaperState.Ready;
            _downBytes += load * Limit * 1e6 / 8 * _settings.Interval.Seconds;
            _upBytes += 2000;
            if (_tick % 2 == 0)
            {
                seen.Shaper.Down = Reading(Limit, _downBytes, seen.Now);
                seen.Shaper.Up = Reading(38, _upBytes, seen.Now);
            }
            decision = LinkController.Step(_settings, _state, in seen);
            Assert.False(decision.Down.Write || decision.Up.Write);
        }
        return decision;
    }

    private static DirectionReport Reading(double mbps, double bytes, Instant now) => new()
    {
        Read = true,
        Limit = Rate.FromMbps(mbps),
        Bytes = (ulong)bytes,
        ReadAt = now,
    };
}
