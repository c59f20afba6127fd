using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>
/// The published binary against real pings and a real API conversation: the queues follow the classic vectors exactly.
/// </summary>
public sealed class ClassicOnTheWireTests : IDisposable
{
    private static readonly TimeSpan Base = TimeSpan.FromMilliseconds(25);

    private readonly Rig _rig;

    public ClassicOnTheWireTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _rig = new Rig(reflectors: 3);
        _rig.Echoes.LineDelay = Base;
    }

    private WanFile File => _rig.File with { Extra = Rig.ClassicKeys() };

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void A_router_that_is_away_at_start_gets_the_newest_limits_at_once_when_it_comes()
    {
        _rig.StopRouter();
        DaemonProcess daemon = _rig.Run(File);
        daemon.WaitForLine("no connection");
        daemon.WaitForLine("answering");
        // Each reflector is to be heard while the line is calm, or its first answers would be its baseline.
        int asked = _rig.Echoes.WaitForRequests(20).Count;
        _rig.Echoes.LineDelay = Base + TimeSpan.FromMilliseconds(200);
        _rig.Echoes.WaitForRequests(asked + 30);
        _rig.StartRouter();
        Moment back = Moment.Now;
        _rig.Until(() => _rig.World.LimitOf("WAN-Download-Cable").Mbps == 200, "the newest value on the router");
        Assert.True(
            Moment.Now - back < Patience.Of(TimeSpan.FromSeconds(2.5)),
            "newest value within a second or so of the return");
        Assert.Equal([200_000_000], _rig.LimitsSet("WAN-Download-Cable"));
    }

    [Fact]
    public void Bloat_drives_both_queues_down_the_vectors_ladder_and_calm_lifts_them_again()
    {
        DaemonProcess daemon = _rig.Run(File);
        daemon.WaitForLine("answering");
        daemon.WaitForLine("queues looked up");
        _rig.Echoes.WaitForRequests(20);
        _rig.Echoes.LineDelay = Base + TimeSpan.FromMilliseconds(120);
        long[] down = [799000000, 679150000, 577277500, 490685875, 417082993, 354520544, 301342462, 256141092,
            217719928, 200000000];
        long[] up = [34200000, 30780000, 27702000, 24931800, 22438620, 20194758, 18175282, 16357753, 14721977,
            13249779, 11924801, 10732320, 9659088, 8693179, 8000000];
        _rig.Until(() => _rig.World.LimitOf("WAN-Upload-Cable").BitsPerSecond == 8_000_000, "upload at its floor");
        Assert.Equal(down, _rig.LimitsSet("WAN-Download-Cable"));
        Assert.Equal(up, _rig.LimitsSet("WAN-Upload-Cable"));

        int before = _rig.World.LimitChanges().Length;
        _rig.Echoes.LineDelay = Base;
        _rig.Until(() => _rig.World.LimitOf("WAN-Download-Cable").Mbps >= 600, "download climbing");
        long[] climbed = _rig.LimitsSet("WAN-Download-Cable", before);
        // The tick in which the last slow answer and the first fast one meet is YELLOW, whose floor is 350.
        climbed = climbed[0] == 350_000_000 ? climbed[1..] : climbed;
        Assert.Equal([550000000, 560000000, 570000000, 580000000, 590000000, 600000000], climbed[..6]);
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
        Assert.Contains("stopped after", daemon.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void Yellow_and_soft_red_hold_the_rate_as_the_vectors_say()
    {
        // A hard threshold far above, so that a busy machine's own delays do not reach it.
        DaemonProcess daemon = _rig.Run(File with { HardRedBloat = 500 });
        daemon.WaitForLine("answering");
        _rig.Echoes.WaitForRequests(20);
        _rig.Echoes.LineDelay = Base + TimeSpan.FromMilliseconds(60);
        _rig.Until(
            () => _rig.World.LimitOf("WAN-Upload-Cable").BitsPerSecond == 8_000_000, "upload RED at a delta of 60 ms");
        Assert.Empty(_rig.LimitsSet("WAN-Download-Cable"));
        Assert.Equal(940, _rig.World.LimitOf("WAN-Download-Cable").Mbps);
        daemon.WaitForLine("SOFT_RED");
    }

    [Fact]
    public void Probes_go_round_the_reflectors_once_a_tick_and_begin_at_once()
    {
        DaemonProcess daemon = _rig.Run(File);
        IReadOnlyList<EchoRequest> requests = _rig.Echoes.WaitForRequests(90);
        Assert.True(requests[0].At - daemon.StartedAt < Patience.Of(TimeSpan.FromMilliseconds(500)));
        for (int i = 3; i < 90; i++)
            Assert.Equal(requests[i - 3].Reflector, requests[i].Reflector);
        TimeSpan span = requests[89].At - requests[9].At;
        Assert.InRange(span.TotalMilliseconds, 80 * 50 - 100, 80 * 50 + 1500);
    }

    [Fact]
    public void A_sent_limit_is_applied_and_read_back()
    {
        _rig.World.Change(
            "/queue/tree", "WAN-Download-Cable", "max-limit", "500000000", "admin",
            Simulation.RouterOs.RouterOsServer.Now);
        DaemonProcess daemon = _rig.Run(File);
        _rig.Until(() => _rig.World.LimitOf("WAN-Download-Cable").Mbps == 940, "the start's ceiling written");
        Assert.Equal([940000000], _rig.LimitsSet("WAN-Download-Cable"));
        Assert.Empty(_rig.LimitsSet("WAN-Upload-Cable"));
        Assert.False(daemon.HasExited);
    }
}
