using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Wanctl.Core.Units;
using Wanctl.Simulation.RouterOs;

namespace Wanctl.Tests.Simulation.RouterOs;

public sealed class RouterOsServerTests : IDisposable
{
    private readonly RouterWorld _world = RouterWorldTests.World();
    private readonly RouterFaults _faults = new();
    private readonly RouterOsServer _server;

    public RouterOsServerTests() => _server = new RouterOsServer(_world, _faults);

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(0, true)]
    public void A_client_is_served_whatever_the_shape_of_the_sends(int fragment, bool oneWritePerWord)
    {
        _faults.FragmentSize = fragment;
        _faults.OneWritePerWord = oneWritePerWord;
        using Socket client = LogIn();
        Assert.Equal("!re=name=MikroTik!done", Ask(client, "/system/identity/print"));
        Assert.Equal((1, 2L), (_server.Sessions, _server.Commands));
    }

    [Fact]
    public void Answers_wait_while_the_router_stalls_and_then_all_come()
    {
        using Socket client = LogIn();
        _faults.Stalled = true;
        client.Send(DialogueClient.Encode("/system/identity/print", "/queue/tree/print =count-only="));
        SpinWait.SpinUntil(() => _server.Commands == 3);
        Assert.False(client.Poll(50_000, SelectMode.SelectRead));
        _faults.Stalled = false;
        Assert.Equal("!re=name=MikroTik!done!done=ret=2", Receive(client, "=ret=2\0"));
    }

    [Fact]
    public void An_answer_is_delayed_by_at_least_what_was_asked()
    {
        using Socket client = LogIn();
        _faults.AnswerDelay = Duration.FromMillis(60);
        Instant before = RouterOsServer.Now;
        Ask(client, "/system/identity/print");
        Assert.True(RouterOsServer.Now - before >= Duration.FromMillis(60));
    }

    [Fact]
    public void Past_the_knee_answers_are_slow()
    {
        using Socket client = LogIn();
        _faults.KneeBurst = 2;
        _faults.KneeRate = 50;
        Instant before = RouterOsServer.Now;
        for (int i = 0; i < 6; i++) Ask(client, "/system/identity/print");
        Assert.True(RouterOsServer.Now - before >= Duration.FromMillis(40));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_connection_breaks_off_inside_a_sentence(bool reset)
    {
        using Socket client = LogIn();
        _faults.CloseWithReset = reset;
        _faults.CloseAfterBytes = 9;
        client.Send(DialogueClient.Encode("/system/identity/print"));
        byte[] buffer = new byte[64];
        int total = 0;
        SocketError error;
        int count;
        while ((count = client.Receive(buffer, total, buffer.Length - total, SocketFlags.None, out error)) > 0)
        {
            total += count;
        }

        Assert.Equal(reset ? SocketError.ConnectionReset : SocketError.Success, error);
        if (!reset) Assert.Equal("\x03!re\x0e=nam"u8, buffer.AsSpan(0, total));
        Assert.Equal(-1, _faults.CloseAfterBytes);
    }

    [Fact]
    public void Injected_bytes_come_once_before_the_next_answer()
    {
        using Socket client = LogIn();
        _faults.Inject(0xEE, 0xEE);
        client.Send(DialogueClient.Encode("/quit"));
        byte[] buffer = new byte[8];
        int total = 0;
        while (total < 8) total += client.Receive(buffer, total, 8 - total, SocketFlags.None);
        Assert.Equal([0xEE, 0xEE, 6, (byte)'!', (byte)'f', (byte)'a', (byte)'t', (byte)'a'], buffer);
    }

    [Fact]
    public void Sessions_are_limited_as_the_service_says()
    {
        _world.Change("/ip/service", "api", "max-sessions", "1", "admin", RouterOsServer.Now);
        using Socket first = LogIn();
        using Socket second = Connect();
        byte[] buffer = new byte[8];
        Assert.Equal(0, second.Receive(buffer, SocketFlags.None, out _));
        Assert.Equal((1L, 1L), (_server.Accepted, _server.Refused));
    }

    [Fact]
    public void A_reboot_drops_the_connections_and_keeps_the_door_shut_for_a_while()
    {
        Socket client = LogIn();
        string? id = _world.Read("/queue/tree", "WAN-Download-Spectrum", ".id");
        _server.Reboot(Duration.FromSeconds(3600));
        Assert.Equal(0, client.Receive(new byte[8], SocketFlags.None, out SocketError error));
        Assert.Equal(SocketError.ConnectionReset, error);
        Assert.NotEqual(id, _world.Read("/queue/tree", "WAN-Download-Spectrum", ".id"));
        using Socket again = Connect();
        Assert.Equal(0, again.Receive(new byte[8], SocketFlags.None, out _));
        Assert.Equal(1, _server.Refused);
    }

    [Fact]
    public void The_server_listens_on_the_loopback_only() =>
        Assert.Throws<ArgumentException>(() => new RouterOsServer(_world, _faults, IPAddress.Any));

    private Socket Connect()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        client.ReceiveTimeout = 20_000;
        client.Connect(_server.EndPoint);
        return client;
    }

    private Socket LogIn()
    {
        Socket client = Connect();
        Assert.Equal("!done", Ask(client, "/login =name=admin =password="));
        return client;
    }

    private static string Ask(Socket client, string sentence)
    {
        client.Send(DialogueClient.Encode(sentence));
        return Receive(client, "\x05!done\0");
    }

    /// <summary>Receives up to an ending and returns the words without their prefixes.</summary>
    private static string Receive(Socket client, string ending)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[256];
        while (!text.ToString().EndsWith(ending, StringComparison.Ordinal))
        {
            int count = client.Receive(buffer);
            Assert.True(count > 0, $"The router closed the connection after: {text}");
            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        var words = new StringBuilder();
        foreach (char letter in text.ToString())
        {
            if (letter >= ' ') words.Append(letter);
        }

        return words.ToString();
    }
}
