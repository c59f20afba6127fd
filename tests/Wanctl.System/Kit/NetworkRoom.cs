using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace Wanctl.SystemTests.Kit;

/// <summary>
/// A private network for one test class: a network namespace with its loopback up and as many TUN lines as the test
/// opens. Nothing in it reaches the machine's network and nothing outside reaches it. It vanishes with the last
/// thread, socket and process inside.
/// </summary>
public sealed class NetworkRoom : IDisposable
{
    private const string PingGroups = "/proc/sys/net/ipv4/ping_group_range";

    private static readonly Lazy<string?> Obstacle = new(() => FindObstacle("198.18.0.1/24"));

    private static readonly Lazy<string?> ObstacleToIPv6 = new(() => FindObstacle("fd00:77::1/64"));

    private readonly RoomThread _thread;
    private readonly List<TunLine> _lines = [];

    /// <summary>Makes the namespace and brings its loopback up; see <see cref="WhyNot"/>.</summary>
    public NetworkRoom()
    {
        _thread = new RoomThread("network room");
        try
        {
            Run(() => LinkControl.SetUp("lo", up: true));
        }
        catch
        {
            _thread.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Why this machine or this user cannot have a room, as a sentence with the cure, or null if it can. Tests give
    /// it to <see cref="SkipUnlessPossible"/>.
    /// </summary>
    public static string? WhyNot => Obstacle.Value;

    /// <summary>Why a room cannot have IPv6, or null if it can.</summary>
    public static string? WhyNotIPv6 => WhyNot ?? ObstacleToIPv6.Value;

    /// <summary>Skips the running test with the reason if there can be no room. Call it before anything else.</summary>
    public static void SkipUnlessPossible() => Assert.SkipWhen(WhyNot is not null, WhyNot ?? "");

    /// <summary>Skips the running test with the reason if a room cannot have IPv6.</summary>
    public static void SkipUnlessIPv6() => Assert.SkipWhen(WhyNotIPv6 is not null, WhyNotIPv6 ?? "");

    /// <summary>The namespace's name as the kernel writes it.</summary>
    public string Namespace => _thread.Namespace;

    /// <summary>
    /// Runs work inside the room: sockets made and processes started by it live here. The work must not start
    /// threads, tasks or asynchronous calls: those would stay in the room for good. The room checks, and throws.
    /// </summary>
    public T Run<T>(Func<T> work) => _thread.Run(work);

    /// <inheritdoc cref="Run{T}"/>
    public void Run(Action work)
    {
        _thread.Run(() =>
        {
            work();
            return true;
        });
    }

    /// <summary>
    /// Opens a TUN line with the given addresses. All packets to its networks come to whoever reads the line,
    /// usually an <see cref="EchoHost"/>. The room closes it.
    /// </summary>
    /// <param name="name">The interface's name, at most 15 characters.</param>
    /// <param name="addresses">
    /// The room's own addresses on the line with their prefix lengths; without any, <c>198.18.0.1/24</c>
    /// and (where the machine has IPv6) <c>fd00:77::1/64</c>, which are set aside for measurements and for private use.
    /// </param>
    public TunLine OpenLine(string name = "wan0", params string[] addresses)
    {
        if (addresses.Length == 0)
            addresses = WhyNotIPv6 is null ? ["198.18.0.1/24", "fd00:77::1/64"] : ["198.18.0.1/24"];
        TunLine line = Run(() => TunLine.Open(this, name));
        _lines.Add(line);
        line.SetUp(true);
        foreach (string address in addresses) line.AddAddress(address);
        return line;
    }

    /// <summary>
    /// Whether programs in the room may use ping sockets (net.ipv4.ping_group_range; all groups or none). A fresh
    /// namespace allows none, not even root, so that only raw sockets work.
    /// </summary>
    public void AllowPingSockets(bool allowed) =>
        Run(() => File.WriteAllText(PingGroups, allowed ? "0 2147483647" : "1 0"));

    /// <summary>
    /// An HTTP client whose connections start inside the room, for a daemon's status page on the room's loopback.
    /// </summary>
    public HttpClient NewHttpClient()
    {
        SocketsHttpHandler handler = new()
        {
            UseProxy = false,
            ConnectCallback = async (context, cancel) =>
            {
                Socket socket = Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
                try
                {
                    IPAddress address = IPAddress.Parse(context.DnsEndPoint.Host);
                    await socket.ConnectAsync(new IPEndPoint(address, context.DnsEndPoint.Port), cancel)
                        .ConfigureAwait(false);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        return new HttpClient(handler, disposeHandler: true) { Timeout = Patience.Default };
    }

    public void Dispose()
    {
        foreach (TunLine line in _lines) line.Dispose();
        _thread.Dispose();
    }

    /// <summary>Tries the real thing: a guess from user ids would be wrong in containers.</summary>
    private static string? FindObstacle(string address)
    {
        if (!OperatingSystem.IsLinux()) return "network namespaces need Linux";
        try
        {
            using NetworkRoom room = new();
            using TunLine line = room.OpenLine("probe", address);
            return null;
        }
        catch (InvalidOperationException refusal)
        {
            return $"no network room: {refusal.Message}. It needs root (or CAP_SYS_ADMIN and CAP_NET_ADMIN), "
                + "network namespaces and /dev/net/tun; in a container: --privileged";
        }
    }
}
