using Wanctl.Core.Units;
using Wanctl.Host.Echo;
using Wanctl.Host.Time;
using Wanctl.Wire;
using Wanctl.Wire.Icmp;

namespace Wanctl.Demo;

/// <summary>
/// Carries echoes over a simulated line: reads the real bytes of a request, writes the bytes of its answer, and
/// delivers them when their time has come, with the stamp that a kernel would give. Allocates nothing after
/// construction. The loop's thread only.
/// </summary>
internal sealed class SimulatedEchoChannel(EchoPath path) : IEchoChannel
{
    /// <summary>
    /// Answers under way: 128 are six seconds of requests at 50 ms, and nothing stays under way for that long.
    /// </summary>
    private const int Capacity = 128;

    private const ushort Identifier = 0x7761;
    private const int ENOBUFS = 105;
    private const int EINVAL = 22;

    private readonly Answer[] _answers = new Answer[Capacity];
    private readonly byte[] _bytes = new byte[Capacity * EchoPacket.Size];

    /// <inheritdoc/>
    public int Trouble { get; private set; }

    /// <inheritdoc/>
    public EchoFamily FamilyOf(int reflector) => EchoFamily.V4;

    /// <inheritdoc/>
    public ushort IdentifierOf(int reflector) => Identifier;

    /// <inheritdoc/>
    public bool TrySend(int reflector, ReadOnlySpan<byte> packet)
    {
        Decoded found = EchoPacket.TryReadRequest(packet, EchoFamily.V4, withIpHeader: false, out EchoRequest request);
        if (found != Decoded.Whole)
        {
            Trouble = EINVAL;
            return false;
        }
        int free = Array.FindIndex(_answers, IsFree);
        Trouble = free < 0 ? ENOBUFS : 0;
        if (free < 0)
            return false;
        if (!path(reflector, out Duration delay))
            return true;
        EchoPacket.WriteReply(BytesOf(free), EchoFamily.V4, in request);
        _answers[free] = new Answer(true, reflector, Clock.Now() + delay, Clock.WallNanos() + delay.Nanos);
        return true;
    }

    /// <inheritdoc/>
    public bool TryReceive(out EchoArrival arrival)
    {
        arrival = default;
        Instant now = Clock.Now();
        int first = -1;
        for (int i = 0; i < Capacity; i++)
        {
            bool due = _answers[i].UnderWay && _answers[i].At <= now;
            if (due && (first < 0 || _answers[i].At < _answers[first].At))
                first = i;
        }
        if (first < 0)
            return false;
        // The bytes stay where they are until the next send, which cannot come before the next call.
        _answers[first].UnderWay = false;
        arrival = new EchoArrival
        {
            Bytes = BytesOf(first),
            Family = EchoFamily.V4,
            WithIpHeader = false,
            Reflector = _answers[first].Reflector,
            WallNanos = _answers[first].WallNanos,
        };
        return true;
    }

    /// <summary>A simulated line has no sockets that could grow stale.</summary>
    public void Renew()
    {
    }

    /// <inheritdoc/>
    public void Renew(int reflector)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private Span<byte> BytesOf(int index) => _bytes.AsSpan(index * EchoPacket.Size, EchoPacket.Size);

    private static bool IsFree(Answer answer) => !answer.UnderWay;

    /// <summary>One answer on its way back.</summary>
    private record struct Answer(bool UnderWay, int Reflector, Instant At, long WallNanos);
}
