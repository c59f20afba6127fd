using System.IO;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.LinuxCake;

/// <summary>
/// The published binary on this machine's own rtnetlink, in a network of its own: all that needs no CAKE.
/// </summary>
public sealed class KernelWithoutCakeTests : IDisposable
{
    private const string Config = """
        wan_name: cable
        router: {transport: linux-cake}
        cake: {download_interface: ifb4wan, upload_interface: wan, line: docsis}
        continuous_monitoring:
          baseline_rtt_initial: 10
          ping_hosts: [127.0.0.1]
          download: {floor_mbps: 10, ceiling_mbps: 50}
          upload: {floor_mbps: 5, ceiling_mbps: 20}
        lock_file: LOCK

        """;

    private readonly NetworkRoom _room;
    private readonly TemporaryFolder _folder = new();
    private readonly string _file;

    public KernelWithoutCakeTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _room = new NetworkRoom();
        _file = _folder.Write("link.yaml", Config.Replace("LOCK", _folder["lock"], StringComparison.Ordinal));
    }

    public void Dispose()
    {
        _room?.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Interfaces_come_change_and_go_and_the_log_says_so()
    {
        using DaemonProcess daemon = DaemonProcess.Start(_room, new DaemonCommand(Artifacts.Binary, "run", _file));
        daemon.WaitForLine("ifb4wan: there is no such interface");
        daemon.WaitForLine("wan: there is no such interface");
        Ip("link add ifb4wan type ifb");
        daemon.WaitForLine("ifb4wan: the interface is down or has no carrier");
        daemon.WaitForLine("ifb4wan: it has no CAKE; make one: tc qdisc replace dev ifb4wan root cake bandwidth ...");
        Ip("link set ifb4wan up");
        daemon.WaitForLine("ifb4wan: the interface is up again");
        Ip("link add wan type veth peer name far");
        daemon.WaitForLine("wan: it has no CAKE");
        int lines = daemon.Lines.Count;
        Ip("link del ifb4wan");
        daemon.WaitForLine("ifb4wan: there is no such interface", lines);
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
        Assert.DoesNotContain("turn of the loop failed", daemon.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("uplink")]
    [InlineData("the-way-to-the-provider")]
    public void An_interface_is_found_by_its_alternative_name(string name)
    {
        File.WriteAllText(_file, File.ReadAllText(_file).Replace(
            "upload_interface: wan", "upload_interface: " + name, StringComparison.Ordinal));
        Ip("link add wan type veth peer name far");
        using DaemonProcess daemon = DaemonProcess.Start(_room, new DaemonCommand(Artifacts.Binary, "run", _file));
        daemon.WaitForLine($"{name}: there is no such interface");
        Ip($"link property add dev wan altname {name}");
        daemon.WaitForLine($"{name}: it has no CAKE");
        // The kernel tells of an interface's new properties only while it is up.
        Ip("link set wan up");
        Ip("link set far up");
        daemon.WaitForLine($"{name}: the interface is up again");
        int lines = daemon.Lines.Count;
        Ip($"link property del dev wan altname {name}");
        daemon.WaitForLine($"{name}: there is no such interface", lines);
    }

    [Fact]
    public void More_news_than_its_socket_holds_are_told_and_looked_up()
    {
        Ip("link add wan type veth peer name far");
        using DaemonProcess daemon = DaemonProcess.Start(_room, new DaemonCommand(Artifacts.Binary, "run", _file));
        daemon.WaitForLine("wan: it has no CAKE");
        daemon.Send(Signal.Stop);
        for (int i = 0; i < 60; i++)
        {
            Ip("link add ifb4wan type ifb");
            Ip("link set ifb4wan up");
            Ip("link del ifb4wan");
        }
        Ip("link add ifb4wan type ifb");
        daemon.Send(Signal.Continue);
        daemon.WaitForLine("news of the kernel were lost because they came too fast");
        daemon.WaitForLine("ifb4wan: it has no CAKE");
    }

    [Fact]
    public void Whoever_may_not_shape_hears_of_it_at_once()
    {
        _folder.OpenToAll();
        using DaemonProcess daemon = DaemonProcess.RunToEnd(
            _room, new DaemonCommand(Artifacts.Binary, "run", _file) { User = "nobody" });

        Assert.Equal(5, daemon.WaitForExit());
        Assert.Contains("cable: not permitted to change the bandwidth of CAKE: needs CAP_NET_ADMIN",
            daemon.Text(error: true), StringComparison.Ordinal);
    }

    [Fact]
    public void An_audit_prints_what_is_missing_and_the_commands_that_make_it()
    {
        Ip("link add wan type veth peer name far");
        Ip("link set far up");
        Ip("link set wan up");
        using DaemonProcess check = DaemonProcess.RunToEnd(
            _room, new DaemonCommand(Artifacts.Binary, "check", "--router", "link.yaml") { Folder = _folder.Path });

        Assert.Equal(1, check.WaitForExit());
        string[] lines = check.Text().Split('\n', 2);
        Assert.EndsWith(", CAKE on ifb4wan (download) and wan (upload)", lines[0], StringComparison.Ordinal);
        Assert.Contains("""
            link.yaml: error: ifb4wan: found no such interface, wanted one; or another name in the configuration
                ip link add ifb4wan type ifb
                ip link set ifb4wan up
            link.yaml: error: wan: found no CAKE, wanted one
                tc qdisc replace dev wan root cake bandwidth 20mbit dual-srchost docsis
            link.yaml: the link is not shaped as it is; 2 errors, 0 warnings, 0 notices

            """, lines[1], StringComparison.Ordinal);
    }

    private void Ip(string arguments)
    {
        string program = System.IO.File.Exists("/usr/sbin/ip") ? "/usr/sbin/ip" : "/sbin/ip";
        using DaemonProcess process =
            DaemonProcess.RunToEnd(_room, new DaemonCommand(program, arguments.Split(' ')));
        Assert.True(process.WaitForExit() == 0, $"ip {arguments}: {process.Text(error: true)}");
    }
}
