using System.IO;
using System.Net.Sockets;
using System.Text;
using Wanctl.Core.Units;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>
/// How the daemon lives on a box: its supervisor, its permissions, its addresses, its other ways to a queue.
/// </summary>
public sealed class ServiceTests : IDisposable
{
    private readonly Rig _rig;

    public ServiceTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _rig = new Rig(reflectors: 2);
        _rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(20);
    }

    public void Dispose() => _rig.Dispose();

    [Fact]
    public void The_supervisor_hears_ready_signs_of_life_reloads_and_the_end()
    {
        using var supervisor = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        string path = _rig.Folder["notify"];
        supervisor.Bind(new UnixDomainSocketEndPoint(path));
        supervisor.ReceiveTimeout = (int)Patience.Default.TotalMilliseconds;
        DaemonProcess daemon = _rig.RunWith(new Dictionary<string, string>
        {
            ["NOTIFY_SOCKET"] = path,
            ["WATCHDOG_USEC"] = "1000000",
        }, _rig.File);
        var heard = new List<string>();
        Hear(supervisor, heard, "READY=1");
        Hear(supervisor, heard, "WATCHDOG=1");
        Hear(supervisor, heard, "WATCHDOG=1");
        daemon.Send(Signal.Hangup);
        Hear(supervisor, heard, "RELOADING=1\nMONOTONIC_USEC=");
        Hear(supervisor, heard, "READY=1");
        Hear(supervisor, heard, "STATUS=cable GREEN,");
        daemon.Send(Signal.Terminate);
        Hear(supervisor, heard, "STOPPING=1");
        Assert.Equal(0, daemon.WaitForExit());
    }

    [Fact]
    public void Ping_sockets_serve_where_the_system_allows_them_without_any_privilege()
    {
        _rig.Room.AllowPingSockets(true);
        DaemonProcess daemon = _rig.RunAs("nobody", _rig.File);
        daemon.WaitForLine("answering");
        daemon.WaitForLine("queues looked up");
    }

    [Fact]
    public void Without_ping_sockets_and_privilege_the_start_says_what_to_do()
    {
        DaemonProcess daemon = _rig.RunAs("nobody", _rig.File);
        Assert.Equal(5, daemon.WaitForExit());
        Assert.Contains("ping_group_range", daemon.Text(error: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reflectors_may_speak_ipv6(bool pingSockets)
    {
        NetworkRoom.SkipUnlessIPv6();
        using var rig = new Rig(reflectors: 2, reflectorsIPv6: 2);
        rig.Room.AllowPingSockets(pingSockets);
        rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(20);
        DaemonProcess daemon = rig.Run(rig.File);
        daemon.WaitForLine("answering");
        rig.Echoes.WaitForRequests(60);
        foreach (string address in rig.Reflectors)
            Assert.InRange(rig.Echoes[address].Requests.Count, 10, 20);
        rig.Traffic.Congested = true;
        rig.Until(() => rig.World.LimitOf("WAN-Download-Cable").Mbps == 200, "the router follows the law");
    }

    [Fact]
    public void A_simple_queue_holds_both_directions()
    {
        _rig.Traffic.AddSimple("wan", _rig.Echoes);
        _rig.World.Add(
            "/queue/simple", ("name", "wan"), ("target", "192.168.88.0/24"), ("max-limit", "38000000/940000000"));
        DaemonProcess daemon = _rig.Run(_rig.File with
        {
            DownloadQueue = "wan",
            UploadQueue = "wan",
            Extra = Rig.Keys(("router.queue_kind", "simple")),
        });
        daemon.WaitForLine("queues looked up");
        daemon.WaitForLine("answering");
        _rig.Traffic.Congested = true;
        _rig.Until(
            () => _rig.World.Read("/queue/simple", "wan", "max-limit") == "8000000/200000000",
            "both directions at their floors");
        _rig.Traffic.Congested = false;
        _rig.Until(
            () => _rig.World.LimitOf("wan").Mbps > 300 && _rig.World.UploadLimitOf("wan").Mbps > 12,
            "both climbing again", Patience.Of(TimeSpan.FromSeconds(60)));
        Assert.False(daemon.HasExited);
    }

    [Theory]
    [InlineData("ether1", "")]
    [InlineData("", "wan")]
    public void A_simple_queue_on_the_WAN_has_the_download_first(string gateway, string said)
    {
        _rig.World.Add("/queue/simple", ("name", "wan"), ("target", "ether1"), ("max-limit", "940000000/38000000"));
        if (gateway.Length > 0)
            _rig.World.Add("/ip/route", ("gateway", gateway));
        _rig.Traffic.AddSimple("wan", _rig.Echoes, towardWan: true);
        DaemonProcess daemon = _rig.Run(Simple(said));
        daemon.WaitForLine("the router is ready");
        daemon.WaitForLine("answering");
        _rig.Traffic.Congested = true;
        _rig.Until(
            () => _rig.World.Read("/queue/simple", "wan", "max-limit") == "200000000/8000000",
            "both directions at their floors");
        foreach (var change in _rig.World.LimitChanges())
            Assert.True(change.Upload!.Value.Mbps > change.Limit.Mbps, "the first of the pair is the download");
    }

    [Fact]
    public void Nothing_is_written_to_a_simple_queue_whose_side_nobody_can_tell()
    {
        _rig.World.Add("/queue/simple", ("name", "wan"), ("target", "ether1"), ("max-limit", "940000000/38000000"));
        DaemonProcess daemon = _rig.Run(Simple(""));
        daemon.WaitForLine("write queues.target: lan");
        _rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(220);
        _rig.Echoes.WaitForRequests(100);
        Assert.Equal(0, _rig.World.LimitChangeCount);
        Assert.Equal("940000000/38000000", _rig.World.Read("/queue/simple", "wan", "max-limit"));
    }

    private WanFile Simple(string target) => _rig.File with
    {
        DownloadQueue = "wan",
        UploadQueue = "wan",
        Extra = target.Length == 0
            ? Rig.Keys(("router.queue_kind", "simple"))
            : Rig.Keys(("router.queue_kind", "simple"), ("queues.target", target)),
    };

    [Fact]
    public void Two_links_of_one_router_share_its_connection()
    {
        _rig.World.AddWan("Dsl", Rate.FromMbps(95), Rate.FromMbps(18));
        _rig.Traffic.AddWan("Dsl", _rig.Echoes);
        WanFile other = _rig.File with
        {
            WanName = "dsl",
            DownloadQueue = "WAN-Download-Dsl",
            UploadQueue = "WAN-Upload-Dsl",
        };
        DaemonProcess daemon = _rig.Run(_rig.File, other);
        daemon.WaitForLine("dsl: the line is answering");
        daemon.WaitForLine("cable: the router is ready");
        _rig.Traffic.Congested = true;
        _rig.Until(
            () => _rig.World.LimitOf("WAN-Download-Dsl").Mbps == 200
                && _rig.World.LimitOf("WAN-Download-Cable").Mbps == 200,
            "both links at their floors");
        Assert.Equal(1, _rig.Server.Sessions);
        Assert.Equal(1, _rig.Server.Accepted);
    }

    [Fact]
    public void A_full_disk_is_said_and_nothing_else_stops()
    {
        using var disk = new SmallDisk(_rig.Folder["disk"]);
        disk.Fill();
        DaemonProcess daemon = _rig.Run(_rig.File with { Extra = Rig.Keys(("state_file", disk.Path + "/state.json")) });
        daemon.WaitForLine("cannot be written");
        _rig.Traffic.Congested = true;
        _rig.Until(
            () => _rig.World.LimitOf("WAN-Download-Cable").Mbps == 200, "the router follows the law on a full disk");
        disk.Empty();
        daemon.WaitForLine("is written again");
        Assert.True(File.Exists(disk.Path + "/state.json"));
    }

    [Fact]
    public void Disks_that_become_full_or_read_only_keep_journal_and_state_back_and_nothing_else()
    {
        using var disk = new SmallDisk(_rig.Folder["disk"]);
        using var full = new SmallDisk(_rig.Folder["full"]);
        DaemonProcess daemon = _rig.RunWithJournal(
            full.Path + "/j", _rig.File with { Extra = Rig.Keys(("state_file", disk.Path + "/state.json")) });
        daemon.WaitForLine("answering");
        _rig.Until(() => File.Exists(disk.Path + "/state.json"), "a state file");
        disk.SetReadOnly(true);
        full.Fill();
        daemon.WaitForLine($"{disk.Path}/state.json: cannot be written");
        daemon.WaitForLine($"{full.Path}/j: the journal cannot be written");
        _rig.Traffic.Congested = true;
        _rig.Until(() => _rig.World.LimitOf("WAN-Download-Cable").Mbps == 200, "the router follows the law");
        disk.SetReadOnly(false);
        daemon.WaitForLine($"{disk.Path}/state.json: is written again");
        Assert.Equal([disk.Path + "/state.json"], Directory.GetFileSystemEntries(disk.Path));
    }

    private static void Hear(Socket supervisor, List<string> heard, string wanted)
    {
        byte[] buffer = new byte[4096];
        for (int i = 0; i < 200; i++)
        {
            int count = supervisor.Receive(buffer);
            heard.Add(Encoding.UTF8.GetString(buffer, 0, count));
            if (heard[^1].StartsWith(wanted, StringComparison.Ordinal))
                return;
        }
        Assert.Fail($"the supervisor did not hear {wanted}, but: {string.Join(" / ", heard)}");
    }
}
