using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>The flavour with TLS against a router that speaks api-ssl, and the other flavour's word about it.</summary>
public sealed class TlsTests : IDisposable
{
    private readonly Rig _rig;
    private readonly TlsFront _front;

    public TlsTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _rig = new Rig();
        _rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(25);
        _front = new TlsFront(_rig.Room, _rig.Server.EndPoint);
    }

    public void Dispose()
    {
        _front?.Dispose();
        _rig?.Dispose();
    }

    [Fact]
    public void A_pinned_router_is_controlled_through_tls()
    {
        DaemonProcess daemon = Run(Artifacts.TlsBinary, _front.Pin);
        daemon.WaitForLine("queues looked up");
        daemon.WaitForLine("answering");
        _rig.Traffic.Congested = true;
        _rig.Until(() => _rig.World.LimitOf("WAN-Download-Cable").Mbps == 200, "the router follows through TLS");
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
        Assert.Contains("CPU and 0 bytes a turn", daemon.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_router_with_another_certificate_is_not_trusted_and_both_fingerprints_are_said()
    {
        string wrong = new('a', 64);
        DaemonProcess daemon = Run(Artifacts.TlsBinary, wrong);
        string line = daemon.WaitForLine("no connection").Text;
        Assert.Contains(_front.Pin, line, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(wrong, line, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_flavour_without_tls_refuses_at_start_and_names_the_other_file()
    {
        DaemonProcess daemon = Run(Artifacts.Binary, _front.Pin);
        Assert.Equal(3, daemon.WaitForExit());
        Assert.Contains("use wanctl-tls", daemon.Text(error: true), StringComparison.Ordinal);
    }

    private DaemonProcess Run(string binary, string pin) => _rig.Run(binary, _rig.File with
    {
        Transport = "api-ssl",
        RouterPort = _front.Port,
        Extra = Rig.Keys(("router.certificate_pin", pin)),
    });
}
