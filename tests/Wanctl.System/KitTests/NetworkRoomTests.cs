using System.IO;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.KitTests;

public sealed class NetworkRoomTests : IDisposable
{
    private readonly NetworkRoom _room;

    public NetworkRoomTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _room = new NetworkRoom();
    }

    public void Dispose() => _room.Dispose();

    [Fact]
    public void A_room_has_a_namespace_of_its_own_and_leaves_the_machines_alone()
    {
        string outside = RoomThread.NamespaceOfThisThread;
        Assert.NotEqual(outside, _room.Namespace);
        Assert.Equal(_room.Namespace, _room.Run(() => RoomThread.NamespaceOfThisThread));
        Assert.Equal(outside, RoomThread.NamespaceOfThisThread);
    }

    [Fact]
    public void A_room_knows_its_loopback_and_its_lines_and_no_other_interface()
    {
        _room.OpenLine("lineone", "198.18.0.1/24");
        _room.OpenLine("linetwo", "198.18.1.1/24");
        // Some kernels put idle tunnel devices into each namespace; the machine's real interfaces are not among them.
        string inside = _room.Run(() => File.ReadAllText("/proc/thread-self/net/dev"));
        string outside = File.ReadAllText("/proc/thread-self/net/dev");
        Assert.Contains("lo:", inside, StringComparison.Ordinal);
        Assert.Contains("lineone:", inside, StringComparison.Ordinal);
        Assert.Contains("linetwo:", inside, StringComparison.Ordinal);
        Assert.DoesNotContain("eth", inside, StringComparison.Ordinal);
        Assert.DoesNotContain("lineone:", outside, StringComparison.Ordinal);
    }

    [Fact]
    public void A_listener_in_a_room_is_reached_from_inside_and_not_from_outside()
    {
        // The same port is taken outside, without anybody listening, so that no stranger can answer there.
        using Socket reserved = NewTcpSocket();
        reserved.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        EndPoint there = reserved.LocalEndPoint!;
        using Socket listener = _room.Run(() => NewTcpSocket());
        listener.Bind(there);
        listener.Listen();
        using Socket inside = _room.Run(() => NewTcpSocket());
        inside.Connect(there);
        Assert.True(inside.Connected);
        using Socket outside = NewTcpSocket();
        Assert.Throws<SocketException>(() => outside.Connect(there));
    }

    [Fact]
    public void Two_rooms_do_not_see_each_other()
    {
        using NetworkRoom other = new();
        IPEndPoint there = new(IPAddress.Loopback, 4000);
        using Socket listener = _room.Run(() => NewTcpSocket());
        listener.Bind(there);
        listener.Listen();
        using Socket stranger = other.Run(() => NewTcpSocket());
        Assert.Throws<SocketException>(() => stranger.Connect(there));
    }

    [Fact]
    public async Task The_rooms_http_client_reaches_a_server_in_the_room()
    {
        using Socket listener = _room.Run(() => NewTcpSocket());
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        Task serving = Task.Run(() => AnswerOneRequest(listener), TestContext.Current.CancellationToken);
        using HttpClient client = _room.NewHttpClient();
        Uri page = new($"http://{listener.LocalEndPoint}/");
        Assert.Equal("fine", await client.GetStringAsync(page, TestContext.Current.CancellationToken));
        await serving;
    }

    [Fact]
    public void Ping_sockets_are_refused_until_they_are_allowed()
    {
        Assert.Throws<SocketException>(() => _room.Run(NewPingSocket));
        _room.AllowPingSockets(true);
        _room.Run(NewPingSocket).Dispose();
        _room.AllowPingSockets(false);
        Assert.Throws<SocketException>(() => _room.Run(NewPingSocket));
    }

    [Fact]
    public void A_route_carries_foreign_addresses_to_the_line()
    {
        TunLine line = _room.OpenLine("wan0", "198.18.0.1/24");
        using EchoHost host = new(line, ["9.9.9.9"]);
        using PlainPing ping = new(_room, "9.9.9.9", "198.18.0.1");
        Assert.Equal(SocketError.NetworkUnreachable, Assert.Throws<SocketException>(() => ping.Send()).SocketErrorCode);
        line.AddRoute("0.0.0.0/0", metric: 5);
        Assert.NotNull(ping.Measure(Patience.Default));
    }

    [Fact]
    public void Work_that_throws_throws_at_the_caller_and_the_room_goes_on()
    {
        Assert.Throws<FormatException>(() => _room.Run(() => int.Parse("x", null)));
        Assert.Equal(7, _room.Run(() => 7));
    }

    [Fact]
    public void Work_that_starts_a_thread_in_the_room_is_refused()
    {
        using ManualResetEventSlim end = new();
        Thread? stray = null;
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => _room.Run(() =>
        {
            stray = new Thread(() => end.Wait()) { IsBackground = true, Name = "stray" };
            stray.Start();
        }));
        end.Set();
        stray!.Join();
        Assert.Contains("'stray'", refusal.Message, StringComparison.Ordinal);
    }

    private static Socket NewTcpSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private static Socket NewPingSocket() => new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Icmp);

    private static void AnswerOneRequest(Socket listener)
    {
        using Socket client = listener.Accept();
        client.Receive(new byte[4096]);
        client.Send(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nfine"));
    }
}
