using System.Net;
using System.Net.Sockets;
using Wanctl.Core.Settings;
using Wanctl.Host.Net;

namespace Wanctl.Tests.Host;

public class PlainDialerTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public void A_listening_router_is_connected_by_address_and_by_name(string host)
    {
        using TcpListener listener = Listen();
        using Socket near = Dial(RouterAt.Clear(host, PortOf(listener)));
        using Socket far = listener.AcceptSocket();
        near.Send("ping"u8);
        byte[] heard = new byte[4];
        Assert.Equal(4, far.Receive(heard));
        Assert.Equal("ping"u8.ToArray(), heard);
    }

    [Fact]
    public void A_connection_returns_at_once_and_sends_without_delay()
    {
        using TcpListener listener = Listen();
        int descriptor = new PlainDialer().Connect(RouterAt.Clear("127.0.0.1", PortOf(listener)), Waiting.Patience);
        Assert.False(Waiting.Waits(descriptor));
        using Socket near = Waiting.Socket(descriptor);
        Assert.True(near.NoDelay);
    }

    [Fact]
    public void A_peer_that_vanishes_is_noticed_by_the_kernel()
    {
        using TcpListener listener = Listen();
        using Socket near = Dial(RouterAt.Clear("127.0.0.1", PortOf(listener)));
        Assert.Equal(1, near.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
        Assert.Equal(10, near.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
        Assert.Equal(3, near.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval));
        Assert.Equal(3, near.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount));
        byte[] userTimeout = new byte[4];
        near.GetRawSocketOption(6, 18, userTimeout);
        Assert.Equal(3000, BitConverter.ToInt32(userTimeout));
    }

    [Theory]
    [InlineData(RouterTransport.Api, "is the API enabled? /ip service enable api")]
    [InlineData(RouterTransport.ApiSsl, "is the TLS API enabled? /ip service enable api-ssl")]
    public void A_refusal_names_the_command_that_mends_it(RouterTransport transport, string cure)
    {
        int port = ClosedPort();
        RouterSettings router = RouterAt.Clear("127.0.0.1", port) with { Transport = transport };
        DialException refusal = Assert.Throws<DialException>(() => RouterTcp.Connect(router, Waiting.Patience));
        Assert.Equal($"router 127.0.0.1 refused the connection on port {port}: {cure}", refusal.Message);
    }

    [Fact]
    public void A_router_that_stays_silent_is_given_up_at_the_timeout()
    {
        // A listener that accepts nobody and whose queue is full drops further handshakes, as a firewall does.
        using Socket full = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        full.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        full.Listen(0);
        int port = ((IPEndPoint)full.LocalEndPoint!).Port;
        List<Socket> waiting = [];
        try
        {
            DialException silence = Assert.Throws<DialException>(() =>
            {
                for (int i = 0; i < 8; i++)
                    waiting.Add(RouterTcp.Connect(RouterAt.Clear("127.0.0.1", port), TimeSpan.FromSeconds(0.5)));
            });
            Assert.StartsWith($"router 127.0.0.1 did not answer on port {port} within 0.5 s", silence.Message);
        }
        finally
        {
            foreach (Socket socket in waiting) socket.Dispose();
        }
    }

    [Fact]
    public void A_name_that_does_not_exist_is_said_to_be_missing()
    {
        // RFC 6761 keeps the zone "invalid" free of names, so no resolver finds this one.
        DialException missing = Assert.Throws<DialException>(
            () => new PlainDialer().Connect(RouterAt.Clear("router.invalid", 8728), Waiting.Patience));
        Assert.StartsWith("router router.invalid: the name was not", missing.Message);
    }

    [Fact]
    public void A_network_without_a_route_is_said_to_be_out_of_reach()
    {
        // 255.255.255.255 is refused for TCP by the kernel itself, whatever the routing table holds.
        DialException unreachable = Assert.Throws<DialException>(
            () => new PlainDialer().Connect(RouterAt.Clear("255.255.255.255", 8728), Waiting.Patience));
        Assert.StartsWith("router 255.255.255.255: there is no route to it from here", unreachable.Message);
    }

    private static Socket Dial(RouterSettings router) =>
        Waiting.Socket(new PlainDialer().Connect(router, Waiting.Patience));

    private static TcpListener Listen()
    {
        TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return listener;
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

    private static int ClosedPort()
    {
        using TcpListener listener = Listen();
        return PortOf(listener);
    }
}
