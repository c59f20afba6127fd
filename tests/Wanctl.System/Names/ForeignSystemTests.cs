using System.Diagnostics;
using System.IO;
using System.Net;
using System.Threading;
using Wanctl.SystemTests.Install;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Names;

/// <summary>
/// The static file on systems whose nsswitch.conf names more modules than the C library has, and whose C library is
/// another one than that of the build: the router is named by a name.
/// </summary>
[SideBySide]
public sealed class ForeignSystemTests : IDisposable
{
    private const string Router = "router.home.arpa";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly Rig _rig;

    public ForeignSystemTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _rig = new Rig();
    }

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData("bookworm", false)]
    [InlineData("bookworm", true)]
    [InlineData("trixie", false)]
    [InlineData("trixie", true)]
    public void A_router_is_found_by_its_name_by_every_verb(string suite, bool tls)
    {
        using Box box = Open(suite, tls);
        using var names = new RoomNameServer(_rig.Room, Router, IPAddress.Loopback);
        box.Write("/etc/wan.yaml", Text(Router), OwnerOnly);

        foreach (string verb in (string[])["check", "check --router", "release"])
        {
            using DaemonProcess ended = Start(box, verb + " /etc/wan.yaml");
            Assert.True(ended.WaitForExit() == 0, $"{verb}: {ended.Story()}");
        }
        using DaemonProcess daemon = Start(box, "run /etc/wan.yaml");
        daemon.WaitForLine("connected, queues looked up");
        daemon.WaitForLine("the line is answering");
        daemon.Send(Signal.Terminate);
        Assert.Equal(0, daemon.WaitForExit());
    }

    [Theory]
    [InlineData("bookworm", false)]
    [InlineData("bookworm", true)]
    [InlineData("trixie", false)]
    [InlineData("trixie", true)]
    public void A_name_that_nobody_knows_ends_with_a_sentence(string suite, bool tls)
    {
        using Box box = Open(suite, tls);
        using var names = new RoomNameServer(_rig.Room, Router, IPAddress.Loopback);
        foreach ((string host, string told) in ((string, string)[])
        [
            ("nobody.home.arpa", "the name was not found: neither /etc/hosts nor the name server 127.0.0.1 knows it"),
            ("nobody", "the name was not found: neither /etc/hosts nor the name server 127.0.0.1 knows it"),
            ("mikrotik.local", "Names under .local are announced by mDNS"),
        ])
        {
            box.Write("/etc/wan.yaml", Text(host), OwnerOnly);
            // A measurement takes its fifteen seconds; one tells about all.
            string[] verbs = host == "nobody" ? ["check --router", "release", "measure --idle"]
                : ["check --router", "release"];
            foreach (string verb in verbs)
            {
                using DaemonProcess ended = Start(box, verb + " /etc/wan.yaml");
                Assert.True(ended.WaitForExit(TimeSpan.FromSeconds(40)) == 6, $"{verb}: {ended.Story()}");
                Assert.Contains(told, ended.Story(), StringComparison.Ordinal);
            }
            using DaemonProcess daemon = Start(box, "run /etc/wan.yaml");
            daemon.WaitForLine(told);
            Thread.Sleep(200);
            Assert.False(daemon.HasExited, daemon.Story());
        }
    }

    [Fact]
    public void Without_a_name_server_the_end_comes_in_time()
    {
        using Box box = Open("trixie", tls: false);
        box.Write("/etc/resolv.conf", "nameserver 198.18.0.99\noptions timeout:30 attempts:5\n");
        box.Write("/etc/wan.yaml", Text(Router), OwnerOnly);
        using DaemonProcess ended = Start(box, "check --router /etc/wan.yaml");

        Assert.Equal(6, ended.WaitForExit(TimeSpan.FromSeconds(15)));
        Assert.Contains("no name server of /etc/resolv.conf answered (198.18.0.99 does not answer)", ended.Story(),
            StringComparison.Ordinal);
    }

    /// <summary>A system of a Debian release with the program in it.</summary>
    private Box Open(string suite, bool tls)
    {
        string binary = tls ? Artifacts.TlsBinary : Artifacts.Binary;
        Box.SkipUnlessRoot();
        var box = new Box(_rig.Room, Debian(suite));
        box.MountProc();
        box.Copy(binary, "/wanctl");
        return box;
    }

    private static string Debian(string suite)
    {
        string script = Path.Combine(Artifacts.Repository, "build/nssroot");
        using Process process = Process.Start(
            new ProcessStartInfo(script, [suite]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.SkipWhen(process.ExitCode == 4, errors.Trim());
        Assert.True(process.ExitCode == 0, errors);
        return Path.Combine(Artifacts.Repository, ".cache/nss-" + suite);
    }

    private DaemonProcess Start(Box box, string words) => DaemonProcess.Start(
        _rig.Room, new DaemonCommand("/usr/sbin/chroot", [box.Root, "/wanctl", .. words.Split(' ')]));

    private string Text(string host) => ConfigWriter.Text(_rig.Folder, _rig.File with
    {
        RouterHost = host,
        Extra = new Dictionary<string, object?>
        {
            ["lock_file"] = "/run/cable.lock",
            ["state_file"] = "/run/cable_state.json",
            ["logging"] = null,
        },
    });
}
