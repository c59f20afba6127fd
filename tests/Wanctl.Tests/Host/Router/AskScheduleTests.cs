using Wanctl.Core.Units;
using Wanctl.Host.Router;
using Wanctl.Tests.Wire.Dialogue;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Host.Router;

/// <summary>
/// A dialogue asked by the schedule, on a virtual clock: trouble of a queue or rule is seen within a reading, and its
/// end within two seconds, whatever was planned before.
/// </summary>
public class AskScheduleTests
{
    private const string Rule = "steer";
    private static readonly Duration Tick = Duration.FromMillis(50);
    private static readonly Duration Soon = Duration.FromSeconds(2);

    private readonly AskSchedule _schedule = new(Duration.FromMillis(100), Duration.FromSeconds(5));
    private Instant _now = new(1_000_000_000);
    private string _queue = "=disabled=false|=invalid=false";
    private string _id = "*1";
    private string _rule = "=disabled=true|=invalid=false";
    private int _looks;

    [Theory]
    [InlineData("=disabled=true|=invalid=false", QueueState.Disabled)]
    [InlineData("=disabled=false|=invalid=true", QueueState.Invalid)]
    [InlineData("", QueueState.Missing)]
    public void Trouble_is_seen_and_its_end_too(string flags, QueueState state)
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        // Its last search is long ago and the next one as far away as can be.
        Run(peer, Duration.FromSeconds(61));
        _queue = flags;
        Run(peer, Soon, () => peer.Queue(0).State == state);
        Run(peer, Duration.FromSeconds(7));
        Assert.Equal(state, peer.Queue(0).State);
        _queue = "=disabled=false|=invalid=false";
        _id = "*2";
        Run(peer, Soon, () => peer.Queue(0).State == QueueState.Ready);
        Assert.Equal(1, peer.Queue(0).Replacements);
    }

    [Fact]
    public void A_queue_replaced_between_two_readings_is_another_one()
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        Run(peer, Duration.FromSeconds(1));
        Assert.Equal(0, peer.Queue(0).Replacements);
        _id = "*2";
        Run(peer, Soon, () => peer.Queue(0).Replacements == 1);
    }

    [Fact]
    public void A_search_that_is_refused_is_not_repeated_at_each_reading()
    {
        RouterPeer peer = new RouterPeer("down").Prepare();
        _queue = "";
        Run(peer, Duration.FromSeconds(3));
        _looks = 0;
        Run(peer, Duration.FromSeconds(10));
        Assert.InRange(_looks, 15, 21);
    }

    [Fact]
    public void A_rule_in_trouble_is_looked_at_each_second()
    {
        RouterPeer peer = RouterPeer.OfRules(Rule).LogIn();
        Run(peer, Duration.FromSeconds(6), () => peer.Dialogue.Rules[0].State == MangleState.Ready);
        _rule = "=disabled=true|=invalid=true";
        Run(peer, Duration.FromSeconds(6), () => peer.Dialogue.Rules[0].State == MangleState.Invalid);
        _rule = "=disabled=true|=invalid=false";
        Run(peer, Soon, () => peer.Dialogue.Rules[0].State == MangleState.Ready);
    }

    /// <summary>Ticks for a time, or until what must be within that time is so.</summary>
    private void Run(RouterPeer peer, Duration time, Func<bool>? until = null)
    {
        Instant end = _now + time;
        bool holds = false;
        for (; !holds && _now < end; _now += Tick)
        {
            foreach (string request in peer.Hear(_schedule.Due(peer.Dialogue, _now), _now.Nanos))
                Answer(peer, request);
            holds = until is not null && until();
        }
        Assert.True(holds || until is null, "not within the time");
    }

    private void Answer(RouterPeer peer, string request)
    {
        string tag = RouterPeer.TagOf(request);
        _looks += RouterPeer.IsResolve(request) ? 1 : 0;
        if (request.Contains("?name=down", StringComparison.Ordinal) && _queue.Length > 0)
            peer.Say($"!re|{tag}|=.id={_id}|=name=down|=max-limit=5|{_queue}");
        if (request.StartsWith("/ip/firewall/mangle/print", StringComparison.Ordinal))
            peer.Say($"!re|{tag}|=.id=*9|=comment={Rule}|=dynamic=false|{_rule}");
        peer.Say("!done|" + tag);
    }
}
