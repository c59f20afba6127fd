using System.Linq;
using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Router;
using Wanctl.Host.Tell;
using Wanctl.Tests.Kit;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Host.Router;

/// <summary>The hands and the connection they share, against a router on a real socket.</summary>
public sealed class HandTests : IDisposable
{
    private readonly LoopbackRouter _router = new();
    private readonly Errands _errands = new();
    private readonly EventQueue _events = new();
    private Instant _now = new(1_000_000_000_000);
    private long _down = 940_000_000;
    private long _up = 38_000_000;
    private string? _refusal;
    private string _target = "192.168.88.0/24";
    private string _route = "";

    public HandTests() => _router.Answer = Answer;

    public void Dispose()
    {
        _router.Dispose();
        _errands.Dispose();
    }

    [Fact]
    public void Tree_queues_are_found_read_written_and_acknowledged()
    {
        RouterDialogue dialogue = Tree();
        using RouterConnection connection = Connect(dialogue);
        var hand = new TreeHand(connection, dialogue.Queues[0], dialogue.Queues[1]);
        ShaperReport report = Await(connection, hand, seen => seen.Down.Read && seen.Up.Read);
        Assert.Equal(ShaperState.Ready, connection.StateOf(dialogue.Queues[0], dialogue.Queues[1]));
        Assert.Equal((940_000_000L, 38_000_000L), (report.Down.Limit.BitsPerSecond, report.Up.Limit.BitsPerSecond));

        hand.Apply(Write(500, 20));
        DirectionReport down = default;
        DirectionReport up = default;
        Await(connection, hand, seen =>
        {
            // The two answers may come in different turns.
            down = seen.Down.Outcome == WriteOutcome.None ? down : seen.Down;
            up = seen.Up.Outcome == WriteOutcome.None ? up : seen.Up;
            return down.Outcome != WriteOutcome.None && up.Outcome != WriteOutcome.None;
        });
        Assert.Equal((WriteOutcome.Applied, WriteOutcome.Applied), (down.Outcome, up.Outcome));
        Assert.Equal((Rate.FromMbps(500), Rate.FromMbps(20)), (down.Written, up.Written));
        Assert.Equal((500_000_000L, 20_000_000L), (_down, _up));
        Await(connection, hand, seen => seen.Down.Read && seen.Down.Limit == Rate.FromMbps(500));
        Assert.Contains(_router.Asked, one => one.StartsWith("/login|=name=wanctl", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_interface_of_a_direction_is_read_where_a_decision_wants_it_and_in_a_dry_run_too(bool dry)
    {
        _router.Answer = request => request.StartsWith("/interface/print", StringComparison.Ordinal)
            ? ["!re|{0}|=name=ether1|=tx-byte=77", "!done|{0}"]
            : Array.ConvertAll(Answer(request), row => row.Replace(
                "=name=up", "=name=up|=parent=ether1", StringComparison.Ordinal));
        RouterDialogue dialogue = Tree();
        using RouterConnection connection = Connect(dialogue);
        IShaperHand hand = new TreeHand(connection, dialogue.Queues[0], dialogue.Queues[1]);
        hand = dry ? new ReadOnlyHand(hand) : hand;
        Await(connection, hand, seen => seen.Up.Read);
        Assert.DoesNotContain(_router.Asked, one => one.StartsWith("/interface", StringComparison.Ordinal));

        Decision decision = default;
        decision.Up.Counters = CounterSource.Trial;
        hand.Look(in decision);
        ShaperReport report = Await(connection, hand, seen => seen.Up.InterfaceRead);
        Assert.Equal((77ul, _now), (report.Up.InterfaceBytes, report.Up.ReadAt));
        Assert.False(report.Down.InterfaceRead);

        decision.Up.Counters = CounterSource.Queue;
        hand.Look(in decision);
        int asked = Interfaces();
        for (int i = 0; i < 3; i++)
            Await(connection, hand, seen => seen.Up.Read);
        Assert.InRange(Interfaces(), asked, asked + 1);

        int Interfaces() =>
            _router.Asked.Count(one => one.StartsWith("/interface/print", StringComparison.Ordinal));
    }

    [Fact]
    public void A_refused_write_is_reported_and_told_with_the_router_s_words()
    {
        RouterDialogue dialogue = Tree();
        using RouterConnection connection = Connect(dialogue);
        var hand = new TreeHand(connection, dialogue.Queues[0], dialogue.Queues[1]);
        Await(connection, hand, seen => seen.Down.Read);
        _refusal = "!trap|{0}|=message=not enough permissions (9)";
        hand.Apply(Write(500, null));

        ShaperReport report = Await(connection, hand, seen => seen.Down.Outcome != 0);
        Assert.Equal((WriteOutcome.Refused, WriteOutcome.None), (report.Down.Outcome, report.Up.Outcome));
        Assert.Contains(Told(), told => told.What == Happening.RouterComplains
            && told.Text == "not enough permissions (9)");
    }

    [Fact]
    public void A_dropped_connection_loses_the_write_and_is_made_again()
    {
        RouterDialogue dialogue = Tree();
        using RouterConnection connection = Connect(dialogue);
        var hand = new TreeHand(connection, dialogue.Queues[0], dialogue.Queues[1]);
        Await(connection, hand, seen => seen.Down.Read);
        hand.Apply(Write(500, null));
        _router.Hang();

        Assert.Equal(WriteOutcome.Lost, Await(connection, hand, seen => seen.Down.Outcome != 0).Down.Outcome);
        Await(connection, hand, seen => seen.State == ShaperState.Ready);
        Assert.Equal(2, _router.Sessions);
        Assert.Equal(940_000_000, _down);
        List<HostEvent> told = Told();
        Assert.Contains(told, one => one.What == Happening.RouterLost);
        Assert.Equal(2, told.FindAll(one => one.What == Happening.RouterConnected).Count);
    }

    [Fact]
    public void A_router_that_falls_silent_is_given_up_after_the_stall_limit()
    {
        RouterDialogue dialogue = Tree();
        using RouterConnection connection = Connect(dialogue);
        var hand = new TreeHand(connection, dialogue.Queues[0], dialogue.Queues[1]);
        Await(connection, hand, seen => seen.Down.Read);
        _router.Answer = _ => [];
        _router.Step = Duration.FromMillis(50);
        Instant before = _now;

        Await(connection, hand, seen => seen.State == ShaperState.Away);
        Assert.InRange((_now - before).Seconds, 2, 4);
        _router.Answer = Answer;
        _router.Step = Duration.FromMillis(1);
        Await(connection, hand, seen => seen.State == ShaperState.Ready);
    }

    [Fact]
    public void A_request_that_alone_has_no_answer_ends_the_connection_too()
    {
        RouterDialogue dialogue = Tree();
        using RouterConnection connection = Connect(dialogue);
        var hand = new TreeHand(connection, dialogue.Queues[0], dialogue.Queues[1]);
        Await(connection, hand, seen => seen.Down.Read);
        _router.Answer = request => request.Contains("/set|", StringComparison.Ordinal) ? [] : Answer(request);
        _router.Step = Duration.FromMillis(20);
        hand.Apply(Write(500, null));
        Instant before = _now;
        int readings = 0;

        ShaperReport report = Await(connection, hand, seen =>
        {
            readings += seen.Down.Read ? 1 : 0;
            return seen.Down.Outcome != WriteOutcome.None;
        });
        Assert.Equal(WriteOutcome.Lost, report.Down.Outcome);
        Assert.InRange((_now - before).Seconds, 4, 5);
        Assert.InRange(readings, 10, int.MaxValue);
        Assert.Contains(Told(), one => one.What == Happening.RouterLost
            && one.Text.StartsWith("one request has had no answer for 4 s", StringComparison.Ordinal));
        _router.Step = Duration.FromMillis(1);
        Await(connection, hand, seen => seen.State == ShaperState.Ready && _router.Sessions == 2);
    }

    [Fact]
    public void What_follows_a_farewell_does_not_hide_its_reason()
    {
        string[] flood = new string[12];
        Array.Fill(flood, "!re|=comment=" + new string('x', 3000));
        _router.Answer = _ => ["!fatal|too many sessions", .. flood];
        RouterDialogue dialogue = Tree();
        using RouterConnection connection = Connect(dialogue);
        var hand = new TreeHand(connection, dialogue.Queues[0], dialogue.Queues[1]);
        var told = new List<HostEvent>();
        Await(connection, hand, _ =>
        {
            told.AddRange(Told());
            return told.Count > 0;
        });

        Assert.Equal((Happening.RouterLost, "too many sessions"), (told[0].What, told[0].Text));
    }

    [Fact]
    public void A_refused_login_is_a_state_and_backs_off()
    {
        _router.Answer = _ => ["!trap|=message=invalid user name or password (6)", "!done"];
        RouterDialogue dialogue = Tree();
        using RouterConnection connection = Connect(dialogue);
        var hand = new TreeHand(connection, dialogue.Queues[0], dialogue.Queues[1]);
        Await(connection, hand, seen => seen.State == ShaperState.Refused);
        HostEvent refused = Assert.Single(Told());

        Assert.Equal(Happening.RouterRefuses, refused.What);
        Assert.InRange(refused.Number, 4_500, 5_500);
    }

    [Fact]
    public void An_unreachable_router_is_told_once_and_used_when_it_comes()
    {
        _router.Gone = true;
        _router.Step = Duration.FromMillis(50);
        RouterDialogue dialogue = Tree();
        using RouterConnection connection = Connect(dialogue);
        var hand = new TreeHand(connection, dialogue.Queues[0], dialogue.Queues[1]);
        var told = new List<HostEvent>();
        Await(connection, hand, _ =>
        {
            // The dialer has a thread of its own, which a busy machine starts when it likes.
            told.AddRange(Told());
            return told.Count > 0;
        });
        Instant before = _now;
        Await(connection, hand, seen => (_now - before).Seconds > 5 && seen.State == ShaperState.Away);
        told.AddRange(Told());
        Assert.Equal(Happening.RouterUnreachable, Assert.Single(told).What);
        _router.Gone = false;
        _router.Step = Duration.FromMillis(1);

        Await(connection, hand, seen => seen.State == ShaperState.Ready);
    }

    [Fact]
    public void A_simple_queue_repeats_the_other_direction_s_limit()
    {
        RouterDialogue dialogue = Simple(TargetSide.Lan);
        using RouterConnection connection = Connect(dialogue);
        var hand = new SimpleHand(connection, dialogue.Queues[0]);
        Await(connection, hand, seen => seen.Down.Read);
        hand.Apply(Write(500, null));
        ShaperReport report = Await(connection, hand, seen => seen.Down.Outcome != 0);

        Assert.Equal((WriteOutcome.Applied, WriteOutcome.None), (report.Down.Outcome, report.Up.Outcome));
        Assert.Contains(_router.Asked, one => one.EndsWith("=max-limit=38000000/500000000", StringComparison.Ordinal));
        hand.Apply(Write(null, 20));
        report = Await(connection, hand, seen => seen.Up.Outcome != 0);
        Assert.Equal((WriteOutcome.None, WriteOutcome.Applied), (report.Down.Outcome, report.Up.Outcome));
        Assert.Equal((500_000_000L, 20_000_000L), (_down, _up));
    }

    [Fact]
    public void A_simple_queue_does_not_repeat_a_limit_that_never_went_out()
    {
        RouterDialogue dialogue = Simple(TargetSide.Lan);
        using RouterConnection connection = Connect(dialogue);
        var hand = new SimpleHand(connection, dialogue.Queues[0]);
        Await(connection, hand, seen => seen.Down.Read);
        hand.Apply(Write(111, null));
        dialogue.Close();
        _router.Hang();
        Await(connection, hand, seen => seen.State == ShaperState.Ready && _router.Sessions == 2);
        Await(connection, hand, seen => seen.Down.Read);
        hand.Apply(Write(null, 20));
        Await(connection, hand, seen => seen.Up.Outcome != 0);

        Assert.Equal((940_000_000L, 20_000_000L), (_down, _up));
    }

    [Fact]
    public void A_simple_queue_is_not_ready_before_both_limits_were_read()
    {
        _router.Answer = request => request.StartsWith("/queue", StringComparison.Ordinal)
            ? ["!re|{0}|=.id=*1|=name=both", "!done|{0}"]
            : Answer(request);
        RouterDialogue dialogue = Simple(TargetSide.Lan);
        using RouterConnection connection = Connect(dialogue);
        var hand = new SimpleHand(connection, dialogue.Queues[0]);
        Await(connection, hand, seen =>
        {
            Assert.False(seen.State == ShaperState.Ready || seen.Down.Read || seen.Up.Read);
            return dialogue.UnreadableRows > 3;
        });
        _router.Answer = Answer;

        ShaperReport report = Await(connection, hand, seen => seen.State == ShaperState.Ready);
        Assert.Equal((940_000_000L, 38_000_000L), (report.Down.Limit.BitsPerSecond, report.Up.Limit.BitsPerSecond));
    }

    [Theory]
    [InlineData(TargetSide.Unknown)]
    [InlineData(TargetSide.Wan)]
    public void A_simple_queue_on_the_WAN_has_its_halves_the_other_way_round(TargetSide assumed)
    {
        (_up, _down) = (256_000_000, 24_000_000);
        _target = "ether1";
        _route = "ether1";
        RouterDialogue dialogue = Simple(assumed);
        using RouterConnection connection = Connect(dialogue);
        var hand = new SimpleHand(connection, dialogue.Queues[0]);
        ShaperReport report = Await(connection, hand, seen => seen.State == ShaperState.Ready && seen.Down.Read);
        Assert.Equal((256_000_000L, 24_000_000L), (report.Down.Limit.BitsPerSecond, report.Up.Limit.BitsPerSecond));
        Assert.Equal((3UL, 4UL), (report.Down.Bytes, report.Up.Bytes));
        hand.Apply(Write(100, null));
        report = Await(connection, hand, seen => seen.Down.Outcome != 0);

        Assert.Equal((WriteOutcome.Applied, Rate.FromMbps(100)), (report.Down.Outcome, report.Down.Written));
        Assert.Contains(_router.Asked, one => one.EndsWith("=max-limit=100000000/24000000", StringComparison.Ordinal));
        Assert.Equal(assumed == TargetSide.Unknown, Told().Exists(told => told.What == Happening.TargetSeen));
    }

    [Fact]
    public void Nothing_is_written_to_a_simple_queue_whose_side_nobody_can_tell_until_somebody_can()
    {
        _target = "ether1";
        RouterDialogue dialogue = Simple(TargetSide.Unknown);
        using RouterConnection connection = Connect(dialogue);
        var hand = new SimpleHand(connection, dialogue.Queues[0]);
        ShaperReport report = Await(connection, hand, seen => seen.State == ShaperState.QueueTrouble);
        Assert.False(report.Down.Read || report.Up.Read);
        HostEvent told = Assert.Single(Told(), one => one.What == Happening.TargetUnclear);
        Assert.StartsWith("queue 'both' with target 'ether1': ether1 may be the WAN or the LAN", told.Text,
            StringComparison.Ordinal);
        hand.Apply(Write(100, 10));
        _router.Step = Duration.FromMillis(200);
        int looks = dialogue.TargetLooks;
        Await(connection, hand, seen => dialogue.TargetLooks > looks);
        Assert.DoesNotContain(_router.Asked, one => one.Contains("/set|", StringComparison.Ordinal));

        _route = "192.0.2.1%ether1";
        Await(connection, hand, seen => seen.State == ShaperState.Ready);
        Assert.Equal(TargetSide.Wan, dialogue.Queues[0].Side);
    }

    [Theory]
    [InlineData(TargetSide.Lan, Happening.TargetContradicted)]
    [InlineData(TargetSide.Wan, Happening.TargetSeen)]
    public void A_side_that_is_said_is_obeyed_and_held_against_what_the_router_shows(TargetSide said, Happening wanted)
    {
        _target = "ether1";
        _route = "ether1";
        RouterDialogue dialogue = Simple(said);
        using RouterConnection connection = Connect(dialogue);
        var hand = new SimpleHand(connection, dialogue.Queues[0]);
        _router.Step = Duration.FromMillis(200);
        Await(connection, hand, _ => dialogue.Queues[0].Judgements > 0);
        Await(connection, hand, seen => seen.Down.Read);
        HostEvent told = Assert.Single(Told(),
            one => one.What is Happening.TargetContradicted or Happening.TargetSeen);
        Assert.Equal((wanted, said), (told.What, dialogue.Queues[0].Side));
        Assert.Contains("ether1 is the WAN: a default route leads there, so that its pairs are download/upload",
            told.Text, StringComparison.Ordinal);
        Assert.Equal(said == TargetSide.Lan,
            told.Text.EndsWith("queues.target takes them for upload/download", StringComparison.Ordinal));
    }

    [Fact]
    public void A_target_that_is_changed_turns_the_pair_and_loses_what_was_on_its_way()
    {
        _route = "ether1";
        RouterDialogue dialogue = Simple(TargetSide.Unknown);
        using RouterConnection connection = Connect(dialogue);
        var hand = new SimpleHand(connection, dialogue.Queues[0]);
        ShaperReport report = Await(connection, hand, seen => seen.State == ShaperState.Ready && seen.Down.Read);
        Assert.Equal(940_000_000, report.Down.Limit.BitsPerSecond);
        _target = "ether1";
        Await(connection, hand, seen => seen.State == ShaperState.Preparing);
        bool restarted = false;
        report = Await(connection, hand, seen =>
        {
            restarted |= seen.Restarted;
            return seen.State == ShaperState.Ready && seen.Down.Read;
        });
        Assert.Equal(38_000_000, report.Down.Limit.BitsPerSecond);
        Assert.True(restarted, "counters of the other direction are no traffic");
    }

    private static RouterDialogue Simple(TargetSide assumed)
    {
        var dialogue = new RouterDialogue("wanctl", "secret", true, ["both"]);
        dialogue.Queues[0].Assume(assumed);
        return dialogue;
    }

    private static RouterDialogue Tree() => new("wanctl", "secret", false, ["down", "up"]);

    private static Decision Write(double? down, double? up)
    {
        Decision decision = default;
        decision.Down.Write = down is not null;
        decision.Down.Asked = Rate.FromMbps(down ?? 0);
        decision.Up.Write = up is not null;
        decision.Up.Asked = Rate.FromMbps(up ?? 0);
        return decision;
    }

    private RouterConnection Connect(RouterDialogue dialogue) =>
        new(Links.Cable.Router, dialogue, _router, _errands, _events);

    private ShaperReport Await(RouterConnection connection, IShaperHand hand, Func<ShaperReport, bool> until)
    {
        ShaperReport report = default;
        _router.Turn(connection, ref _now, () =>
        {
            report = default;
            hand.Report(ref report);
            return until(report);
        });
        return report;
    }

    private List<HostEvent> Told()
    {
        var told = new List<HostEvent>();
        while (_events.TryTake(out HostEvent happened))
            told.Add(happened);
        return told;
    }

    private string[] Answer(string request)
    {
        if (request.StartsWith("/login", StringComparison.Ordinal))
            return ["!done"];
        if (request.Contains("/set|", StringComparison.Ordinal))
            return Set(request);
        if (request.StartsWith("/queue/tree/print", StringComparison.Ordinal))
            return [$"!re|{{0}}|=.id=*1|=name=down|=max-limit={_down}", $"!re|{{0}}|=.id=*2|=name=up|=max-limit={_up}",
                "!done|{0}"];
        if (request.StartsWith("/queue/simple/print", StringComparison.Ordinal))
            return [$"!re|{{0}}|=.id=*1|=name=both|=target={_target}|=max-limit={_up}/{_down}|=bytes=3/4",
                "!done|{0}"];
        if (request.StartsWith("/ip/route/print", StringComparison.Ordinal) && _route.Length > 0)
            return [$"!re|{{0}}|=gateway={_route}", "!done|{0}"];
        if (request.StartsWith("/ip/address/print", StringComparison.Ordinal))
            return ["!trap|{0}|=message=no such command prefix", "!done|{0}"];
        return ["!re|{0}|=uptime=1h|=cpu-load=3", "!done|{0}"];
    }

    private string[] Set(string request)
    {
        if (_refusal is { } refusal)
            return [refusal, "!done|{0}"];
        string limit = request[(request.LastIndexOf('=') + 1)..];
        if (limit.Split('/') is [var up, var down])
            (_up, _down) = (long.Parse(up, null), long.Parse(down, null));
        else if (request.Contains("=.id=*1|", StringComparison.Ordinal))
            _down = long.Parse(limit, null);
        else
            _up = long.Parse(limit, null);
        return ["!done|{0}"];
    }
}
