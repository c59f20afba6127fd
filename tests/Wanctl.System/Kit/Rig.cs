using System.Net;
using System.Net.Sockets;
using System.Threading;
using Wanctl.Core.Units;
using Wanctl.Simulation.RouterOs;

namespace Wanctl.SystemTests.Kit;

/// <summary>
/// Everything that a daemon needs around it, in a network namespace of its own: reflectors that really answer pings, a
/// router that really speaks the API, and a folder for its files.
/// </summary>
public sealed class Rig : IDisposable
{
    private readonly List<DaemonProcess> _daemons = [];

    /// <param name="reflectors">How many reflectors answer.</param>
    /// <param name="reflectorsIPv6">How many more of IPv6.</param>
    /// <param name="busy">
    /// Whether users fill both queues: a law that asks for the load cuts nothing on an idle line.
    /// </param>
    public Rig(int reflectors = 1, int reflectorsIPv6 = 0, bool busy = true)
    {
        Room = new NetworkRoom();
        string[] own = reflectorsIPv6 == 0 ? ["198.18.0.1/24"] : ["198.18.0.1/24", "fd00:77::1/64"];
        Line = Room.OpenLine("wan0", own);
        Reflectors = [.. EchoHost.AddressesIPv4(reflectors), .. EchoHost.AddressesIPv6(reflectorsIPv6)];
        Echoes = new EchoHost(Line, Reflectors);
        World.AddUser("wanctl", "room-password", "write");
        World.AddWan("Cable", Rate.FromMbps(940), Rate.FromMbps(38));
        Traffic = new Traffic(World);
        if (busy)
            Traffic.AddWan("Cable", Echoes);
        Server = Serve(0);
        Port = Server.EndPoint.Port;
    }

    public NetworkRoom Room { get; }

    public TunLine Line { get; }

    public string[] Reflectors { get; }

    public EchoHost Echoes { get; }

    public RouterWorld World { get; } = new(RouterOsServer.Now);

    public RouterFaults Faults { get; } = new();

    /// <summary>What users send through the router's queues.</summary>
    public Traffic Traffic { get; }

    public RouterOsServer Server { get; private set; }

    public int Port { get; }

    public TemporaryFolder Folder { get; } = new();

    /// <summary>A file for this rig; a test changes it with <c>with</c>.</summary>
    public WanFile File => new()
    {
        RouterPort = Port,
        PingHosts = Reflectors,
        DownloadQueue = "WAN-Download-Cable",
        UploadQueue = "WAN-Upload-Cable",
        Extra = Keys(),
    };

    /// <summary>More keys of a file; the law is the default one.</summary>
    public static Dictionary<string, object?> Keys(params (string Path, object? Value)[] more)
    {
        var keys = new Dictionary<string, object?>();
        foreach ((string path, object? value) in more)
            keys[path] = value;
        return keys;
    }

    /// <summary>
    /// Keys that choose the classic law and make it show its vectors: the load average follows each sample, the zones
    /// of the first release, and a budget that is never used up.
    /// </summary>
    public static Dictionary<string, object?> ClassicKeys(params (string Path, object? Value)[] more)
    {
        var keys = new Dictionary<string, object?>
        {
            ["control.law"] = "classic",
            ["continuous_monitoring.thresholds.alpha_load"] = 1.0,
            ["continuous_monitoring.thresholds.alpha_baseline"] = 0.001,
            ["continuous_monitoring.thresholds.soft_red_required"] = 3,
            ["continuous_monitoring.download.factor_down_yellow"] = 1.0,
            ["continuous_monitoring.upload.factor_down_yellow"] = 1.0,
            ["router.rate_limiter.enabled"] = false,
        };
        foreach ((string path, object? value) in more)
            keys[path] = value;
        return keys;
    }

    /// <summary>Starts <c>wanctl run</c> with files of the rig's folder.</summary>
    public DaemonProcess Run(params WanFile[] files) => Start(new DaemonCommand(Artifacts.Binary, Arguments(files)));

    /// <summary>The same with a journal.</summary>
    public DaemonProcess RunWithJournal(string journal, WanFile file) =>
        Start(new DaemonCommand(Artifacts.Binary, [.. Arguments([file]), "--journal", journal]));

    /// <summary>The same with a steering file of this text behind the others.</summary>
    public DaemonProcess RunSteered(string steering, params WanFile[] files) => Start(new DaemonCommand(
        Artifacts.Binary, [.. Arguments(files), Folder.Write("steering.yaml", steering)]));

    /// <summary>The same with another binary.</summary>
    public DaemonProcess Run(string binary, WanFile file) => Start(new DaemonCommand(binary, Arguments([file])));

    /// <summary>The same as another user, who has no privileges.</summary>
    public DaemonProcess RunAs(string user, WanFile file)
    {
        string[] arguments = Arguments([file]);
        Folder.OpenToAll();
        return Start(new DaemonCommand(Artifacts.Binary, arguments) { User = user });
    }

    /// <summary>The same under a supervisor's variables.</summary>
    public DaemonProcess RunWith(Dictionary<string, string> environment, WanFile file) =>
        Start(new DaemonCommand(Artifacts.Binary, Arguments([file])) { Environment = environment });

    /// <summary>Takes the router off the network, as a power cut does.</summary>
    public void StopRouter() => Server.Dispose();

    /// <summary>Brings it back on the same port.</summary>
    public void StartRouter() => Server = Serve(Port);

    /// <summary>The limits that the router accepted for a queue from wanctl, in order.</summary>
    public long[] LimitsSet(string queue, int from = 0)
    {
        var limits = new List<long>();
        foreach (LimitChange change in World.LimitChanges()[from..])
        {
            if (change.Queue == queue && change.User == "wanctl")
                limits.Add(change.Limit.BitsPerSecond);
        }
        return [.. limits];
    }

    /// <summary>Waits until something holds, or fails with the daemon's story.</summary>
    public void Until(Func<bool> holds, string what, TimeSpan? within = null)
    {
        Moment deadline = Moment.Now + (within ?? Patience.Default);
        while (!holds())
        {
            if (Moment.Now > deadline)
            {
                string stories = string.Join('\n', _daemons.ConvertAll(daemon => daemon.Story()));
                Assert.Fail($"not within the time: {what}\n{stories}");
            }
            Thread.Sleep(5);
        }
    }

    public void Dispose()
    {
        foreach (DaemonProcess daemon in _daemons)
            daemon.Dispose();
        Server.Dispose();
        Traffic.Dispose();
        Echoes.Dispose();
        Line.Dispose();
        Room.Dispose();
        Folder.Dispose();
    }

    private string[] Arguments(WanFile[] files)
    {
        var arguments = new List<string> { "run" };
        foreach (WanFile file in files)
            arguments.Add(ConfigWriter.Write(Folder, file));
        return [.. arguments];
    }

    private DaemonProcess Start(DaemonCommand command)
    {
        DaemonProcess daemon = DaemonProcess.Start(Room, command);
        _daemons.Add(daemon);
        return daemon;
    }

    private RouterOsServer Serve(int port)
    {
        Socket listener = Room.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        return new RouterOsServer(World, Faults, listener, new IPEndPoint(IPAddress.Loopback, port));
    }
}
