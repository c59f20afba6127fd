using System.Net;
using System.Net.Sockets;
using System.Threading;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Echo;
using Wanctl.Tests.Host.Loop;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Echo;

/// <summary>Whether the line or only the echoes are gone, asked of this machine.</summary>
public sealed class LineCheckTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private Instant _now = new(1_000_000_000_000);

    public LineCheckTests() => _listener.Start();

    public void Dispose() => _listener.Dispose();

    private TcpTarget Open => new("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port);

    [Fact]
    public void A_target_that_accepts_is_something() =>
        Assert.Equal(Connectivity.Something, Find(Check([Open])));

    [Fact]
    public void A_target_that_refuses_is_something_too() =>
        Assert.Equal(Connectivity.Something, Find(Check([Closed()])));

    [Fact]
    public void Nobody_to_ask_is_nothing() =>
        Assert.Equal(Connectivity.Nothing, Find(Check([])));

    [Fact]
    public void An_address_that_is_gone_from_this_machine_is_nothing()
    {
        ProbeSettings probe = Links.Cable.Probe with { SourceAddress = "192.0.2.77" };

        Assert.Equal(Connectivity.Nothing, Find(Check([Open, Open], probe)));
    }

    [Fact]
    public void The_link_s_own_address_is_used()
    {
        ProbeSettings probe = Links.Cable.Probe with { SourceAddress = "127.0.0.9" };

        Assert.Equal(Connectivity.Something, Find(Check([Open], probe)));
        using Socket caller = _listener.AcceptSocket();
        Assert.Equal(IPAddress.Parse("127.0.0.9"), ((IPEndPoint)caller.RemoteEndPoint!).Address);
    }

    [Fact]
    public void Without_silence_nothing_is_asked_and_what_was_found_is_forgotten()
    {
        LineCheck check = Check([Open]);
        Assert.Equal(Connectivity.Unknown, check.Ask(silent: false, _now));
        Assert.False(_listener.Pending());
        Find(check);

        Assert.Equal(Connectivity.Unknown, check.Ask(silent: false, _now));
        Assert.Equal(Connectivity.Unknown, check.Ask(silent: true, _now));
    }

    [Fact]
    public void Where_checks_are_switched_off_nothing_is_ever_known()
    {
        FallbackSettings off = Fallback([Open]) with { Enabled = false };
        var check = new LineCheck(off, Links.Cable.Probe, LoopLinks.Errands);

        Assert.Equal(Connectivity.Unknown, check.Ask(silent: true, _now));
        Assert.False(_listener.Pending());
    }

    [Fact]
    public void A_lasting_silence_is_looked_into_again_after_two_seconds()
    {
        LineCheck check = Check([Open]);
        Find(check);
        _listener.AcceptSocket().Dispose();
        check.Ask(silent: true, _now + Duration.FromSeconds(1.9));
        Assert.False(_listener.Pending());

        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                // The thread of the first check may still be putting its things away.
                check.Ask(silent: true, _now + Duration.FromSeconds(2.1));
                return _listener.Pending();
            },
            Waiting.Patience));
    }

    private static TcpTarget Closed()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        return new TcpTarget("127.0.0.1", ((IPEndPoint)taken.LocalEndpoint).Port);
    }

    private static FallbackSettings Fallback(IReadOnlyList<TcpTarget> targets) =>
        Links.Cable.Fallback with { Enabled = true, TcpTargets = targets };

    private static LineCheck Check(IReadOnlyList<TcpTarget> targets, ProbeSettings? probe = null) =>
        new(Fallback(targets), probe ?? Links.Cable.Probe, LoopLinks.Errands);

    private Connectivity Find(LineCheck check)
    {
        var found = Connectivity.Unknown;
        Assert.True(SpinWait.SpinUntil(
            () => (found = check.Ask(silent: true, _now)) != Connectivity.Unknown, Waiting.Patience));
        return found;
    }
}
