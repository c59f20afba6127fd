using Wanctl.Core.Units;
using Wanctl.Setup;
using Wanctl.Simulation.RouterOs;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Setup;

/// <summary>
/// The router's side of the safety net, run on a virtual clock as it is printed: the heartbeat stops, ceilings come
/// back; it returns, and the limits are wanctl's again.
/// </summary>
public sealed class SafetyNetTests
{
    private const string Down = "WAN-Download-cable";

    private readonly RouterWorld _world = new(new Instant(0));
    private readonly RouterFaults _faults = new();
    private Instant _now = new(0);

    public SafetyNetTests()
    {
        string script = RouterScript.Of(RouterKit.Cable with { DeadMan = true });
        Assert.Null(new RouterConsole(_world, "admin").Run(script, _now));
    }

    private Rate Limit => _world.LimitOf(Down);

    [Fact]
    public void The_ceilings_come_back_within_seventy_seconds_of_the_last_word()
    {
        Talk(seconds: 120, limit: 200_000_000);
        Assert.Equal(Rate.FromMbps(200), Limit);
        Instant last = _now;
        while (Limit != Rate.FromMbps(940) && _now < last + Duration.FromSeconds(300))
            Pass(1);
        Assert.InRange((_now - last).Seconds, 59, 71);
        Assert.Equal(Rate.FromMbps(38), _world.LimitOf("WAN-Upload-cable"));
    }

    [Fact]
    public void While_wanctl_talks_nothing_is_touched()
    {
        Talk(seconds: 600, limit: 150_000_000);
        Assert.Equal(Rate.FromMbps(150), Limit);
        Assert.All(_world.LimitChanges(), change => Assert.True(change.User == "wanctl" || change.Limit.Mbps > 37));
    }

    [Fact]
    public void When_it_talks_again_the_limits_are_its_own()
    {
        Talk(seconds: 10, limit: 200_000_000);
        Pass(100);
        Assert.Equal(Rate.FromMbps(940), Limit);
        Talk(seconds: 100, limit: 300_000_000);
        Assert.Equal(Rate.FromMbps(300), Limit);
    }

    [Fact]
    public void A_limit_that_is_right_is_not_written_again()
    {
        Pass(1000);
        Assert.Equal(2, _world.LimitChangeCount);
    }

    [Fact]
    public void The_heartbeat_lives_in_memory()
    {
        Talk(seconds: 5, limit: 200_000_000);
        Assert.Equal(1, _world.CountOf("/ip/firewall/address-list"));
        int history = _world.CountOf("/system/history");
        Talk(seconds: 30, limit: null);
        Assert.Equal(history, _world.CountOf("/system/history"));
        _world.Reboot(_now);
        Assert.Equal(0, _world.CountOf("/ip/firewall/address-list"));
        Pass(11);
        Assert.Equal(Rate.FromMbps(940), Limit);
    }

    [Fact]
    public void Packets_of_another_machine_are_no_heartbeat()
    {
        Talk(seconds: 5, limit: 200_000_000);
        var stranger = new ApiDialogue(_world, _faults, "127.0.0.9");
        for (int second = 0; second < 80; second++)
            Pass(1, () => stranger.Receive([], _now));
        Assert.Equal(Rate.FromMbps(940), Limit);
    }

    [Fact]
    public void The_net_is_told_in_the_router_s_log_and_needs_read_and_write_alone()
    {
        Talk(seconds: 5, limit: 200_000_000);
        Pass(80);
        Assert.NotNull(_world.Read("/system/scheduler", "wanctl-dead-man-cable", "run-count"));
        Assert.Equal("read,write", _world.Read("/system/scheduler", "wanctl-dead-man-cable", "policy"));
        Assert.Contains(Log(), line => line == "wanctl is silent: WAN-Download-cable gets its ceiling");
        Assert.DoesNotContain(Log(), line => line.StartsWith("scheduler wanctl", StringComparison.Ordinal));
    }

    /// <summary>wanctl at work: a session that sets a limit once and asks for counters each second.</summary>
    private void Talk(int seconds, long? limit)
    {
        var session = new ApiDialogue(_world, _faults, "127.0.0.1");
        Say(session, "/login", "=name=wanctl", "=password=" + RouterKit.Password);
        string id = _world.Read("/queue/tree", Down, ".id")!;
        if (limit is not null)
            Say(session, "/queue/tree/set", "=.id=" + id, $"=max-limit={limit}");
        for (int second = 0; second < seconds; second++)
            Pass(1, () => Say(session, "/queue/tree/print", "?name=" + Down));
        session.End(_now);
    }

    private void Pass(int seconds, Action? act = null)
    {
        act?.Invoke();
        for (int second = 0; second < seconds; second++)
        {
            _now += Duration.FromSeconds(1);
            _world.Tick(_now);
        }
    }

    private void Say(ApiDialogue session, params ReadOnlySpan<string> words)
    {
        var bytes = new List<byte>();
        foreach (string word in words)
        {
            byte[] text = System.Text.Encoding.Latin1.GetBytes(word);
            Assert.InRange(text.Length, 1, 127);
            bytes.Add((byte)text.Length);
            bytes.AddRange(text);
        }
        bytes.Add(0);
        session.Receive([.. bytes], _now);
        string answer = System.Text.Encoding.Latin1.GetString(session.TakeOutput());
        Assert.DoesNotContain("!trap", answer, StringComparison.Ordinal);
    }

    private IReadOnlyList<string> Log() => _world.Messages();
}
