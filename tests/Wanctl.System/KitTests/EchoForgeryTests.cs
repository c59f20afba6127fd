using System.Net;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.KitTests;

/// <summary>Each wrong answer differs from the true one in what its name says, and in nothing else.</summary>
public sealed class EchoForgeryTests : IDisposable
{
    private const string Reflector = "198.18.0.11";

    private readonly NetworkRoom _room;
    private readonly EchoHost _host;
    private readonly PlainPing _ping;

    public EchoForgeryTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _room = new NetworkRoom();
        _host = new EchoHost(_room.OpenLine("wan0", "198.18.0.1/24"), [Reflector]);
        _ping = new PlainPing(_room, Reflector, "198.18.0.1");
    }

    public void Dispose()
    {
        _ping.Dispose();
        _host.Dispose();
        _room.Dispose();
    }

    [Theory]
    [InlineData(EchoForgery.WrongPayload)]
    [InlineData(EchoForgery.WrongSource)]
    [InlineData(EchoForgery.ForeignIdentifier)]
    [InlineData(EchoForgery.WrongSequence)]
    [InlineData(EchoForgery.BadChecksum)]
    [InlineData(EchoForgery.RequestComesBack)]
    public void A_forged_answer_comes_before_the_true_one(EchoForgery forgery)
    {
        _host[Reflector].Behaviour = new EchoBehaviour
        {
            Delay = TimeSpan.FromMilliseconds(30),
            Forgery = forgery,
            Impostor = IPAddress.Parse("198.18.0.66"),
        };
        ushort sequence = _ping.Send();
        IcmpDatagram forged = Next();
        // The kernel itself answers a request that comes back to it; that answer goes out to the line, not to us.
        IcmpDatagram truth = Next();
        Assert.True(truth.IsEchoReply && truth.ChecksumIsRight);
        Assert.Equal((_ping.Identifier, sequence, Reflector), Key(truth));
        byte[] payload = Payload(truth);
        List<string> differences = [];
        if (!forged.IsEchoReply) differences.Add(nameof(EchoForgery.RequestComesBack));
        if (!forged.Source.Equals(truth.Source)) differences.Add(nameof(EchoForgery.WrongSource));
        if (forged.Identifier != truth.Identifier) differences.Add(nameof(EchoForgery.ForeignIdentifier));
        if (forged.Sequence != truth.Sequence) differences.Add(nameof(EchoForgery.WrongSequence));
        if (!forged.ChecksumIsRight) differences.Add(nameof(EchoForgery.BadChecksum));
        if (!Payload(forged).AsSpan().SequenceEqual(payload)) differences.Add(nameof(EchoForgery.WrongPayload));
        Assert.Equal([forgery.ToString()], differences);
        Assert.Equal(truth.Message.Length, forged.Message.Length);
    }

    [Fact]
    public void A_forgery_goes_alone_from_a_silent_reflector()
    {
        _host[Reflector].Behaviour = new EchoBehaviour { Silent = true, Forgery = EchoForgery.WrongPayload };
        _ping.Send();
        Assert.True(Next().IsEchoReply);
        Assert.Null(_ping.Receive(TimeSpan.FromMilliseconds(100)));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(9)]
    public void A_truncated_answer_has_the_length_that_was_set(int length)
    {
        _host[Reflector].Behaviour = new EchoBehaviour { TruncateTo = length };
        _ping.Send();
        IcmpDatagram answer = Next();
        Assert.Equal(length, answer.Message.Length);
        Assert.True(answer.IsEchoReply && answer.ChecksumIsRight);
    }

    [Theory]
    [InlineData(EchoRefusal.HostUnreachable, 3, 1)]
    [InlineData(EchoRefusal.Prohibited, 3, 13)]
    [InlineData(EchoRefusal.TimeExceeded, 11, 0)]
    public void A_refusal_takes_the_answers_place_and_quotes_the_request(EchoRefusal refusal, int type, int code)
    {
        _host[Reflector].Behaviour = new EchoBehaviour { Refusal = refusal };
        ushort sequence = _ping.Send();
        IcmpDatagram error = Next();
        Assert.Equal((type, code), (error.Message[0], error.Message[1]));
        Assert.True(error.ChecksumIsRight);
        IcmpDatagram? quoted = IcmpDatagram.Read(error.Message.AsSpan(8));
        Assert.True(quoted is { IsEchoRequest: true, ChecksumIsRight: true });
        Assert.Equal((_ping.Identifier, sequence), (quoted.Identifier, quoted.Sequence));
        Assert.Null(_ping.Receive(TimeSpan.FromMilliseconds(100)));
    }

    private static (ushort Identifier, ushort Sequence, string Source) Key(IcmpDatagram datagram) =>
        (datagram.Identifier, datagram.Sequence, datagram.Source.ToString());

    private static byte[] Payload(IcmpDatagram datagram) => datagram.Message[IcmpDatagram.EchoHeader..];

    private IcmpDatagram Next()
    {
        IcmpDatagram? next = _ping.Receive(Patience.Default);
        Assert.NotNull(next);
        return next;
    }
}
