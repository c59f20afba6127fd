using System.Diagnostics;
using System.IO;
using System.Net;
using System.Net.Sockets;
using Wanctl.Core.Units;
using Wanctl.Simulation.RouterOs;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Names;

/// <summary>
/// A box behind a router that really masquerades, and an Internet whose reflectors and RouterOS API lie on the other
/// side: the kernel's own NAT and connection tracking, in three network namespaces.
/// </summary>
public sealed class MasqueradedLine : IDisposable
{
    private readonly string _router = FormattableString.Invariant($"wanctl-nat-{Environment.ProcessId}");
    private readonly NetworkRoom _net = new();
    private readonly DaemonProcess _boxHolder;
    private readonly DaemonProcess _netHolder;
    private readonly RouterOsServer? _server;
    private readonly TcpRelay? _door;
    private readonly TemporaryFolder _folder = new();

    public MasqueradedLine()
    {
        Box = new NetworkRoom();
        // A process keeps each namespace under a number that "ip" takes.
        _boxHolder = DaemonProcess.Start(Box, new DaemonCommand("/bin/sleep", "600"));
        _netHolder = DaemonProcess.Start(_net, new DaemonCommand("/bin/sleep", "600"));
        Script("down");
        (int exit, string errors) = Script("up", $"{_boxHolder.Id}", $"{_netHolder.Id}");
        if (exit != 0)
        {
            Dispose();
            Assert.Skip($"no masquerading router here (nftables and iproute2 needed): {errors.Trim()}");
        }
        World.AddUser("wanctl", "room-password", "write");
        World.AddWan("Cable", Rate.FromMbps(940), Rate.FromMbps(38));
        Socket listener = _net.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        _server = new RouterOsServer(World, new RouterFaults(), listener, new IPEndPoint(IPAddress.Loopback, 0));
        _door = new TcpRelay(_net, _server.EndPoint);
    }

    /// <summary>Where the daemon runs.</summary>
    public NetworkRoom Box { get; }

    /// <summary>The router with the API.</summary>
    public RouterWorld World { get; } = new(RouterOsServer.Now);

    /// <summary>Takes the WAN's addresses away.</summary>
    public void Lose() => Done(Script("gone"));

    /// <summary>Gives the WAN another address.</summary>
    /// <param name="last">Its last part, 2 to 99.</param>
    public void Return(int last) => Done(Script("back", $"{last}"));

    /// <summary>Starts the daemon in the box.</summary>
    /// <param name="v6">Whether reflectors and API are reached over IPv6.</param>
    public DaemonProcess Run(bool v6)
    {
        string host = v6 ? "2001:db8:9::8" : "203.0.113.8";
        var file = new WanFile
        {
            RouterHost = host,
            RouterPort = _door!.Port,
            PingHosts = [host, v6 ? "2001:db8:9::9" : "203.0.113.9"],
            DownloadQueue = "WAN-Download-Cable",
            UploadQueue = "WAN-Upload-Cable",
        };
        return DaemonProcess.Start(Box, new DaemonCommand(Artifacts.Binary, "run", ConfigWriter.Write(_folder, file)));
    }

    public void Dispose()
    {
        Script("down");
        _door?.Dispose();
        _server?.Dispose();
        _boxHolder.Dispose();
        _netHolder.Dispose();
        Box.Dispose();
        _net.Dispose();
        _folder.Dispose();
    }

    private static void Done((int Exit, string Errors) script) => Assert.True(script.Exit == 0, script.Errors);

    private (int Exit, string Errors) Script(string verb, params string[] more)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Names", "masquerade.sh");
        using Process process = Process.Start(
            new ProcessStartInfo("sh", [script, verb, _router, .. more]) { RedirectStandardError = true })!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }
}
