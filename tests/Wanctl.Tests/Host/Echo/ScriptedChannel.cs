using Wanctl.Host.Echo;
using Wanctl.Wire;
using Wanctl.Wire.Icmp;

namespace Wanctl.Tests.Host.Echo;

/// <summary>A line in memory: keeps what was sent, and delivers what the test puts in.</summary>
internal sealed class ScriptedChannel : IEchoChannel
{
    public const ushort Identifier = 77;

    private readonly Queue<(byte[] Bytes, int Reflector, long Wall, EchoFamily Family)> _arrivals = new();

    public List<byte[]> Sent { get; } = [];

    /// <summary>The reflectors that were given another identifier.</summary>
    public List<int> Renewed { get; } = [];

    public bool Broken { get; set; }

    /// <summary>When true, the last arrival comes again and again.</summary>
    public bool Flood { get; set; }

    public int Taken { get; private set; }

    public int Trouble => Broken ? 101 : 0;

    public EchoFamily FamilyOf(int reflector) => reflector == 2 ? EchoFamily.V6 : EchoFamily.V4;

    public ushort IdentifierOf(int reflector) => Identifier;

    public bool TrySend(int reflector, ReadOnlySpan<byte> packet)
    {
        if (Broken)
            return false;
        Sent.Add(packet.ToArray());
        return true;
    }

    /// <summary>The answer that a reflector would give to request number <paramref name="index"/>.</summary>
    public byte[] AnswerTo(int index, EchoFamily family = EchoFamily.V4, ushort? id = null, ulong token = 0)
    {
        Assert.Equal(Decoded.Whole, EchoPacket.TryReadRequest(Sent[index], family, false, out EchoRequest request));
        EchoPayload payload = request.Payload;
        payload = payload with { Token = payload.Token ^ token };
        var changed = new EchoRequest(id ?? request.Id, request.WireSequence, payload);
        byte[] bytes = new byte[EchoPacket.Size];
        Assert.Equal(bytes.Length, EchoPacket.WriteReply(bytes, family, in changed));
        return bytes;
    }

    public void Arrive(byte[] bytes, int reflector, long wall, EchoFamily family = EchoFamily.V4) =>
        _arrivals.Enqueue((bytes, reflector, wall, family));

    public bool TryReceive(out EchoArrival arrival)
    {
        arrival = default;
        if (_arrivals.Count == 0)
            return false;
        Taken++;
        (byte[] bytes, int reflector, long wall, EchoFamily family) = _arrivals.Count == 1 && Flood
            ? _arrivals.Peek()
            : _arrivals.Dequeue();
        arrival = new EchoArrival
        {
            Bytes = bytes,
            Family = family,
            WithIpHeader = false,
            Reflector = reflector,
            WallNanos = wall,
        };
        return true;
    }

    public void Renew()
    {
    }

    public void Renew(int reflector) => Renewed.Add(reflector);

    public void Dispose()
    {
    }
}
