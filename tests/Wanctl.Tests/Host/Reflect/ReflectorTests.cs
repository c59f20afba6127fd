using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using Wanctl.Core.Settings;
using Wanctl.Host.Reflect;
using Wanctl.Wire;
using Wanctl.Wire.Digest;
using Wanctl.Wire.Stamp;

namespace Wanctl.Tests.Host.Reflect;

public sealed class ReflectorTests
{
    private const string Key = "a key of enough bytes";

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", false)]
    [InlineData("0.0.0.0", "127.0.0.2", false)]
    [InlineData("::", "127.0.0.1", true)]
    [InlineData("::", "127.0.0.3", false)]
    [InlineData("::", "::1", true)]
    [InlineData("::1", "::1", false)]
    public void A_request_is_answered_from_the_address_that_was_asked(string listening, string asked, bool keyed)
    {
        using Reflector reflector = Open(listening, keyed ? Key : null);
        HmacKey<Sha256>? key = keyed ? new HmacKey<Sha256>(Encoding.UTF8.GetBytes(Key)) : null;
        using Socket client = Client(reflector, asked);
        byte[] packet = new byte[StampPacket.KeyedSize];
        var request = new StampRequest(7, 0x1122334455667788, new StampError(0x0F84), 9);
        int size = StampPacket.WriteRequest(packet, request, key);
        long before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        client.Send(packet.AsSpan(0, size));
        Turn(reflector);
        byte[] answer = new byte[2000];
        // Connected, so that an answer from another address does not come through.
        Assert.Equal(size, client.Receive(answer));
        Assert.Equal(Decoded.Whole, StampPacket.TryReadReply(answer.AsSpan(0, size), key, out StampReply reply));
        Assert.Equal((7u, 7u, 9), (reply.Sequence, reply.SenderSequence, reply.SessionId));
        Assert.Equal(request.Time, reply.SenderTime);
        Assert.Equal(64, reply.SenderHops);
        Assert.InRange(reply.TurnNanos, 0, 1_000_000_000);
        Assert.InRange(StampTime.UnixNanosOf(reply.Receive) / 1_000_000, before - 1000, before + 10_000);
        Assert.Equal(1, reflector.Counts.Answered);
    }

    [Theory]
    [InlineData(44)]
    [InlineData(45)]
    [InlineData(1000)]
    [InlineData(1472)]
    public void An_answer_is_as_long_as_its_question(int size)
    {
        using Reflector reflector = Open("127.0.0.1");
        using Socket client = Client(reflector, "127.0.0.1");
        client.Send(new byte[size]);
        Turn(reflector);
        Assert.Equal(size, client.Receive(new byte[2000]));
    }

    [Fact]
    public void What_is_no_request_is_counted_and_not_answered()
    {
        using Reflector reflector = Open("127.0.0.1");
        using Socket client = Client(reflector, "127.0.0.1");
        client.Send(ReadOnlySpan<byte>.Empty);
        client.Send(new byte[43]);
        client.Send(new byte[1473]);
        client.Send(new byte[5000]);
        byte[] answered = new byte[44];
        StampReflection.Answer(answered, null, 5, 6, new StampError(0x0F84), 64);
        client.Send(answered);
        Turn(reflector);
        ReflectorCounts counts = reflector.Counts;
        Assert.Equal(
            (5, 0, 2, 2, 1), (counts.Received, counts.Answered, counts.TooShort, counts.TooLong, counts.Looped));
        Assert.False(client.Poll(50_000, SelectMode.SelectRead));
    }

    [Fact]
    public void With_a_key_nothing_else_is_answered()
    {
        using Reflector reflector = Open("127.0.0.1", Key);
        using Socket client = Client(reflector, "127.0.0.1");
        byte[] packet = new byte[StampPacket.KeyedSize];
        StampPacket.WriteRequest(packet, default, new HmacKey<Sha256>("another key"u8));
        client.Send(packet);
        client.Send(new byte[StampPacket.KeyedSize]);
        client.Send(new byte[StampPacket.Size]);
        Turn(reflector);
        Assert.Equal((0, 2, 1), (reflector.Counts.Answered, reflector.Counts.WrongSum, reflector.Counts.TooShort));
    }

    [Fact]
    public void More_than_a_source_may_ask_is_not_answered()
    {
        using Reflector reflector = Open("127.0.0.1");
        using Socket client = Client(reflector, "127.0.0.1");
        for (int i = 0; i < 30; i++)
            client.Send(new byte[44]);
        Turn(reflector);
        Turn(reflector);
        // The burst, and what the time between two turns adds.
        Assert.InRange(reflector.Counts.Answered, 10, 12);
        Assert.Equal(30, reflector.Counts.Answered + reflector.Counts.SourceLimited);
    }

    [Fact]
    public void More_than_is_answered_in_all_is_not_answered()
    {
        using Reflector reflector = Open("0.0.0.0", inAll: 20);
        int asked = 0;
        for (int host = 2; host < 8; host++)
        {
            using Socket client = Client(reflector, "127.0.0.1", from: $"127.0.0.{host}");
            for (int i = 0; i < 5; i++, asked++)
                client.Send(new byte[44]);
        }
        Turn(reflector);
        Assert.InRange(reflector.Counts.Answered, 10, 12);
        Assert.Equal(asked, reflector.Counts.Answered + reflector.Counts.Limited);
    }

    [Fact]
    public void It_allocates_nothing_once_it_runs()
    {
        using Reflector reflector = Open("127.0.0.1", perSource: 1_000_000, inAll: 1_000_000);
        using Socket client = Client(reflector, "127.0.0.1");
        byte[] packet = new byte[100];
        byte[] answer = new byte[100];
        long before = 0;
        for (int i = 0; i < 2000; i++)
        {
            if (i == 1000)
                before = GC.GetAllocatedBytesForCurrentThread();
            client.Send(packet);
            while (reflector.Turn() == 0)
                Thread.Yield();
            client.Receive(answer);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_port_that_is_taken_and_an_address_that_is_not_here_are_told()
    {
        using Reflector reflector = Open("127.0.0.1");
        var settings = new ReflectorSettings { Address = reflector.Address };
        Assert.Null(Reflector.TryOpen(settings, out string problem, out bool forbidden));
        Assert.StartsWith($"{reflector.Address}: found the port taken", problem, StringComparison.Ordinal);
        Assert.False(forbidden);
        settings = new ReflectorSettings { Address = new IPEndPoint(IPAddress.Parse("192.0.2.77"), 0) };
        Assert.Null(Reflector.TryOpen(settings, out problem, out forbidden));
        Assert.StartsWith("192.0.2.77:0: found no such address", problem, StringComparison.Ordinal);
        Assert.False(forbidden);
    }

    [Fact]
    public void It_ends_when_it_is_asked_to()
    {
        using Reflector reflector = Open("127.0.0.1");
        using var ending = new CancellationTokenSource();
        var thread = new Thread(() => reflector.Run(ending.Token)) { IsBackground = true };
        thread.Start();
        ending.Cancel();
        Assert.True(thread.Join(TimeSpan.FromSeconds(20)));
    }

    private static Reflector Open(string address, string? key = null, int perSource = 50, int inAll = 2000)
    {
        var settings = new ReflectorSettings
        {
            Address = new IPEndPoint(IPAddress.Parse(address), 0),
            Key = key is null ? null : new Secret(key),
            PerSource = perSource,
            InAll = inAll,
        };
        Reflector? reflector = Reflector.TryOpen(settings, out string problem, out _);
        Assert.True(reflector is not null, problem);
        return reflector;
    }

    private static Socket Client(Reflector reflector, string address, string? from = null)
    {
        IPAddress to = IPAddress.Parse(address);
        var client = new Socket(to.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 20_000 };
        if (from is not null)
            client.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        client.Connect(new IPEndPoint(to, reflector.Address.Port));
        return client;
    }

    private static void Turn(Reflector reflector)
    {
        // Over the loopback a datagram has arrived when it has been sent.
        Assert.InRange(reflector.Turn(), 0, ReflectorSocket.Batch);
    }
}
