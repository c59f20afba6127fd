using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Host.Router;
using Wanctl.Simulation.RouterOs;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Tests.Steer;

/// <summary>
/// The simulated router and the real conversation with it, on a virtual clock: both ends' bytes are carried by the
/// test, which may hold them back, cut the connection, or put its hand in.
/// </summary>
internal sealed class SteerRouter
{
    public const string Comment = "ADAPTIVE: Steer latency-sensitive to ATT";

    private const string Menu = "/ip/firewall/mangle";
    private static readonly Duration Reconnect = Duration.FromSeconds(0.5);
    private static readonly Duration Stall = Duration.FromSeconds(2);

    private readonly RouterDialogue _client = new("wanctl", "room", false, [], [Comment]);
    private readonly byte[] _outgoing;
    private readonly MangleHand _hand;
    private readonly Duration _look;
    private ApiDialogue? _server;
    private Instant _nextLook = Instant.Never;
    private Instant _connectAt = Instant.Never;
    private Instant _heardAt = Instant.Never;
    private bool _on;
    private bool _byHand;

    public SteerRouter(Instant now, Duration look)
    {
        World = new RouterWorld(now);
        World.AddUser("wanctl", "room", "write");
        World.AddSteeringRule("somebody else's");
        World.AddSteeringRule(Comment);
        World.AddSteeringRule(Comment + " too");
        _hand = new MangleHand(_client);
        _outgoing = new byte[_client.ComposeSizeMax];
        _look = look;
    }

    public RouterWorld World { get; }

    public RouterFaults Faults { get; } = new();

    /// <summary>Answers are held back.</summary>
    public bool Stalled { get; set; }

    /// <summary>No connection can be made.</summary>
    public bool Gone { get; set; }

    /// <summary>A hand that undoes the next switch before anybody can read it.</summary>
    public bool UndoesNext { get; set; }

    /// <summary>Whether the rule is on.</summary>
    public bool RuleOn => World.Read(Menu, Comment, "disabled") == "false";

    /// <summary>How often the rule was switched by wanctl, and when.</summary>
    public List<(Instant At, bool On)> Toggles { get; } = [];

    /// <summary>How often somebody put his hand in.</summary>
    public int Hands { get; private set; }

    /// <summary>The rule is switched by somebody at the router.</summary>
    public void SwitchByHand(Instant now)
    {
        World.Change(Menu, Comment, "disabled", RuleOn ? "true" : "false", "admin", now);
        _byHand = true;
        Hands++;
        Watch(now);
    }

    public void Reboot(Instant now)
    {
        World.Reboot(now);
        Drop(now);
    }

    /// <summary>The beginning of a tick: takes what has come, and says what it means.</summary>
    public RuleReport Receive(Instant now)
    {
        Watch(now);
        if (_server is null && now >= _connectAt && !Gone)
        {
            _server = new ApiDialogue(World, Faults, "192.0.2.9");
            _client.Open();
            _heardAt = now;
            _nextLook = now + _look;
        }
        if (_server is not null && !Stalled)
        {
            byte[] bytes = _server.TakeOutput();
            for (int at = 0; at < bytes.Length;)
            {
                Span<byte> free = _client.Free;
                int size = Math.Min(free.Length, bytes.Length - at);
                bytes.AsSpan(at, size).CopyTo(free);
                _client.Received(size);
                at += size;
                _heardAt = now;
            }
        }
        if (_server is not null && _client.Waiting && now - _heardAt > Stall)
            Drop(now);
        RuleReport report = default;
        _hand.Report(ref report);
        return report;
    }

    /// <summary>The end of a tick: sends what the decision asks for and what is due.</summary>
    public void Send(in SteeringDecision decision, Instant now)
    {
        _hand.Apply(in decision);
        if (_server is null)
            return;
        bool waited = _client.Waiting;
        Wishes wishes = now >= _nextLook ? Wishes.Rules : Wishes.None;
        if (now >= _nextLook)
            _nextLook = now + _look;
        int size = _client.Compose(_outgoing, wishes, now.Nanos);
        if (!waited)
            _heardAt = now;
        bool was = RuleOn;
        _server.Receive(_outgoing.AsSpan(0, size), now);
        if (UndoesNext && RuleOn != was)
        {
            UndoesNext = false;
            Watch(now);
            SwitchByHand(now);
        }
        Watch(now);
    }

    private void Drop(Instant now)
    {
        _server?.End(now);
        _server = null;
        _client.Close();
        _connectAt = now + Reconnect;
    }

    private void Watch(Instant now)
    {
        if (RuleOn == _on)
            return;
        _on = RuleOn;
        if (!_byHand)
            Toggles.Add((now, _on));
        _byHand = false;
        Assert.Equal("true", World.Read(Menu, "somebody else's", "disabled"));
        Assert.Equal("true", World.Read(Menu, Comment + " too", "disabled"));
    }
}
