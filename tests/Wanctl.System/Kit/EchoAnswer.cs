using System.Net;

namespace Wanctl.SystemTests.Kit;

/// <summary>Writes the packets that a reflector sends for a request: the true answer, a forged one, an error.</summary>
internal static class EchoAnswer
{
    /// <summary>The same identifier, sequence number and payload, back to the sender.</summary>
    public static byte[] True(IcmpDatagram request, int? truncateTo)
    {
        IcmpDatagram reply = Reply(request);
        if (truncateTo is not int length || length >= reply.Message.Length) return reply.ToPacket();
        IcmpDatagram cut = new()
        {
            Source = reply.Source,
            Destination = reply.Destination,
            Message = reply.Message[..length],
        };
        // Below four bytes there is no checksum to fill in.
        if (length >= 4) cut.FillChecksum();
        return cut.ToPacket();
    }

    public static byte[] Forged(IcmpDatagram request, EchoForgery forgery, IPAddress? impostor)
    {
        IPAddress source = forgery == EchoForgery.WrongSource
            ? impostor ?? throw new InvalidOperationException("EchoForgery.WrongSource wants EchoBehaviour.Impostor")
            : request.Destination;
        byte[] payload = request.Message[IcmpDatagram.EchoHeader..];
        if (forgery == EchoForgery.WrongPayload)
        {
            for (int i = 0; i < payload.Length; i++) payload[i] ^= 0xff;
        }
        int identifier = request.Identifier ^ (forgery == EchoForgery.ForeignIdentifier ? 0x5555 : 0);
        int sequence = request.Sequence + (forgery == EchoForgery.WrongSequence ? 1000 : 0);
        bool reply = forgery != EchoForgery.RequestComesBack;
        IcmpDatagram forged = IcmpDatagram.Echo(
            source, request.Source, reply, (ushort)identifier, (ushort)sequence, payload);
        if (forgery == EchoForgery.BadChecksum) forged.Message[2] ^= 0xff;
        return forged.ToPacket();
    }

    /// <summary>An error from the address that was asked, quoting the request.</summary>
    public static byte[] Refusing(IcmpDatagram request, EchoRefusal refusal)
    {
        (byte type, byte code) = (refusal, request.IsIPv6) switch
        {
            (EchoRefusal.HostUnreachable, false) => ((byte)3, (byte)1),
            (EchoRefusal.HostUnreachable, true) => ((byte)1, (byte)3),
            (EchoRefusal.Prohibited, false) => ((byte)3, (byte)13),
            (EchoRefusal.Prohibited, true) => ((byte)1, (byte)1),
            (EchoRefusal.TimeExceeded, false) => ((byte)11, (byte)0),
            (EchoRefusal.TimeExceeded, true) => ((byte)3, (byte)0),
            _ => throw new ArgumentOutOfRangeException(nameof(refusal), refusal, "no message belongs to it"),
        };
        byte[] quoted = request.ToPacket();
        byte[] message = new byte[8 + quoted.Length];
        message[0] = type;
        message[1] = code;
        quoted.CopyTo(message, 8);
        IcmpDatagram error = new() { Source = request.Destination, Destination = request.Source, Message = message };
        error.FillChecksum();
        return error.ToPacket();
    }

    private static IcmpDatagram Reply(IcmpDatagram request) => IcmpDatagram.Echo(
        request.Destination, request.Source, reply: true, request.Identifier, request.Sequence,
        request.Message.AsSpan(IcmpDatagram.EchoHeader));
}
