using System.Buffers.Binary;
using System.Diagnostics;
using Wanctl.Wire.Digest;

namespace Wanctl.Wire.Stamp;

/// <summary>
/// A stateless reflector (RFC 8762, 4.3): turns a request into its answer in place, so that the answer is exactly as
/// long as the question. First <see cref="Examine"/>, then, just before sending, <see cref="Answer"/>.
/// </summary>
public static class StampReflection
{
    /// <summary>
    /// The times of an answer lie so close to each other; those of a request with something in the place of the second
    /// do not, but for a chance of one in 35 million.
    /// </summary>
    private const long AnswerTurnMaxNanos = 60_000_000_000;

    /// <summary>Whether a datagram is to be answered.</summary>
    /// <param name="datagram">The UDP payload.</param>
    /// <param name="key">The key, which makes the authenticated mode the only one; null for the other mode.</param>
    public static StampRefusal Examine(ReadOnlySpan<byte> datagram, HmacKey<Sha256>? key)
    {
        StampLayout layout = key is null ? StampLayout.Plain : StampLayout.Keyed;
        if (datagram.Length < layout.Size) return StampRefusal.TooShort;
        if (LooksAnswered(datagram, layout)) return StampRefusal.Answer;
        return StampPacket.IsSigned(datagram, layout, key) ? StampRefusal.None : StampRefusal.WrongSum;
    }

    /// <summary>Turns a request that was examined into its answer.</summary>
    /// <param name="datagram">The request; becomes the answer.</param>
    /// <param name="key">The key that it was examined with.</param>
    /// <param name="receive">When it arrived (T2), in the NTP form.</param>
    /// <param name="transmit">When the answer is sent (T3).</param>
    /// <param name="error">The error estimate of both; not of the PTP form.</param>
    /// <param name="hops">TTL or hop limit with which the request arrived; 0 where that is not known.</param>
    public static void Answer(
        Span<byte> datagram, HmacKey<Sha256>? key, ulong receive, ulong transmit, StampError error, byte hops)
    {
        StampLayout layout = key is null ? StampLayout.Plain : StampLayout.Keyed;
        Debug.Assert(datagram.Length >= layout.Size && !error.Ptp, "examined, and of the clock that is told");
        uint sequence = BinaryPrimitives.ReadUInt32BigEndian(datagram[StampLayout.Sequence..]);
        ulong time = BinaryPrimitives.ReadUInt64BigEndian(datagram[layout.Time..]);
        ushort estimate = BinaryPrimitives.ReadUInt16BigEndian(datagram[(layout.Time + StampLayout.ToError)..]);
        ushort session = BinaryPrimitives.ReadUInt16BigEndian(datagram[layout.SessionId..]);

        Span<byte> answer = datagram[..layout.Size];
        answer.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(answer[StampLayout.Sequence..], sequence);
        BinaryPrimitives.WriteUInt64BigEndian(answer[layout.Time..], transmit);
        BinaryPrimitives.WriteUInt16BigEndian(answer[(layout.Time + StampLayout.ToError)..], error.Raw);
        BinaryPrimitives.WriteUInt16BigEndian(answer[layout.SessionId..], session);
        BinaryPrimitives.WriteUInt64BigEndian(answer[layout.Receive..], receive);
        BinaryPrimitives.WriteUInt32BigEndian(answer[layout.SenderSequence..], sequence);
        BinaryPrimitives.WriteUInt64BigEndian(answer[layout.SenderTime..], time);
        BinaryPrimitives.WriteUInt16BigEndian(answer[(layout.SenderTime + StampLayout.ToError)..], estimate);
        answer[layout.Hops] = hops;
        key?.Compute(answer.Slice(layout.Signed, StampPacket.SumSize), answer[..layout.Signed]);

        StampTlvs.Reflect(datagram[layout.Size..], answer.Slice(StampLayout.Sequence, sizeof(uint)), key);
    }

    private static bool LooksAnswered(ReadOnlySpan<byte> datagram, StampLayout layout)
    {
        ulong receive = BinaryPrimitives.ReadUInt64BigEndian(datagram[layout.Receive..]);
        if (receive == 0) return false;
        ulong transmit = BinaryPrimitives.ReadUInt64BigEndian(datagram[layout.Time..]);
        // A minute is the same in both forms to within a fraction of a second.
        return Math.Abs(StampTime.Difference(transmit, receive, ptp: false)) <= AnswerTurnMaxNanos;
    }
}
