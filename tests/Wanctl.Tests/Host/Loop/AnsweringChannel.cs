using Wanctl.Host.Echo;
using Wanctl.Wire;
using Wanctl.Wire.Icmp;

namespace Wanctl.Tests.Host.Loop;

/// <summary>A line on which every request is answered at once, until the test says otherwise.</summary>
internal sealed class AnsweringChannel : IEchoChannel
{
    private readonly Queue<(byte[] Bytes, int Reflector)> _answers = new();
    private volatile int _faults;

    /// <summary>How many of the next requests end in an exception.</summary>
    public int Faults
    {
        get => _faults;
        set => _faults = value;
    }

    /// <summary>Whether nobody answers; the channel then allocates nothing.</summary>
    public bool Silent { get; init; }

    public bool Disposed { get; private set; }

    public int Trouble => 0;

    public EchoFamily FamilyOf(int reflector) => EchoFamily.V4;

    public ushort IdentifierOf(int reflector) => 77;

    public bool TrySend(int reflector, ReadOnlySpan<byte> packet)
    {
        if (_faults > 0)
        {
            _faults--;
            throw new InvalidOperationException("a fault of ours");
        }
        if (Silent)
            return true;
        Assert.Equal(Decoded.Whole, EchoPacket.TryReadRequest(packet, EchoFamily.V4, false, out EchoRequest request));
        byte[] answer = new byte[EchoPacket.Size];
        EchoPacket.WriteReply(answer, EchoFamily.V4, in request);
        _answers.Enqueue((answer, reflector));
        return true;
    }

    public bool TryReceive(out EchoArrival arrival)
    {
        arrival = default;
        if (!_answers.TryDequeue(out (byte[] Bytes, int Reflector) answer))
            return false;
        arrival = new EchoArrival
        {
            Bytes = answer.Bytes,
            Family = EchoFamily.V4,
            WithIpHeader = false,
            Reflector = answer.Reflector,
            WallNanos = 0,
        };
        return true;
    }

    public void Renew()
    {
    }

    public void Renew(int reflector)
    {
    }

    public void Dispose() => Disposed = true;
}
