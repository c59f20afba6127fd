using System.Buffers.Binary;
using Wanctl.Core.Units;

namespace Wanctl.Host.Reflect;

/// <summary>
/// How many answers each source may have: token buckets in a table of fixed size, one an IPv4 address or an IPv6 /64.
/// Where the places for a source are all taken, the one that has been quiet the longest is given to it, so that a flood
/// of sources costs no memory. Places are chosen with a secret, so that nobody can aim at those of another source.
/// </summary>
internal sealed class SourceLimiter
{
    /// <summary>Sources that can be remembered: 96 KiB.</summary>
    public const int Capacity = 4096;

    private const int Ways = 4;
    private const int SetBits = 10;
    private const ulong MappedPrefix = 0x0000_FFFF_0000_0000;

    private readonly Bucket[] _buckets = new Bucket[Capacity];
    private readonly long _costNanos;
    private readonly long _burstNanos;
    private readonly ulong _secret;

    /// <summary>Makes an empty table.</summary>
    /// <param name="perSecond">Answers a second for a source, 1 or more.</param>
    /// <param name="burst">Answers at once for a source that was quiet.</param>
    /// <param name="secret">Random bits.</param>
    public SourceLimiter(int perSecond, int burst, ulong secret)
    {
        _costNanos = 1_000_000_000L / perSecond;
        _burstNanos = _costNanos * burst;
        _secret = secret;
        Array.Fill(_buckets, new Bucket { PaidUntil = long.MinValue });
    }

    /// <summary>Whether a source may have another answer; where it may, it is charged.</summary>
    /// <param name="address">4 or 16 bytes; an IPv4 address in an IPv6 one is the IPv4 address.</param>
    /// <param name="now">The time; may not go back.</param>
    public bool Admits(ReadOnlySpan<byte> address, Instant now)
    {
        (ulong high, ulong low) = KeyOf(address);
        ref Bucket bucket = ref Find(high, low, now);
        long paid = Math.Max(bucket.PaidUntil, now.Nanos) + _costNanos;
        if (paid - now.Nanos > _burstNanos)
            return false;
        bucket.PaidUntil = paid;
        return true;
    }

    private static (ulong High, ulong Low) KeyOf(ReadOnlySpan<byte> address)
    {
        if (address.Length == sizeof(uint))
            return (0, MappedPrefix | BinaryPrimitives.ReadUInt32BigEndian(address));
        ulong high = BinaryPrimitives.ReadUInt64BigEndian(address);
        ulong low = BinaryPrimitives.ReadUInt64BigEndian(address[sizeof(ulong)..]);
        return high == 0 && low >> 32 == MappedPrefix >> 32 ? (0, low) : (high, 0);
    }

    private ref Bucket Find(ulong high, ulong low, Instant now)
    {
        int set = SetOf(high, low) * Ways;
        int quietest = set;
        for (int i = set; i < set + Ways; i++)
        {
            if (_buckets[i].High == high && _buckets[i].Low == low && _buckets[i].PaidUntil != long.MinValue)
                return ref _buckets[i];
            if (_buckets[i].PaidUntil < _buckets[quietest].PaidUntil)
                quietest = i;
        }
        _buckets[quietest] = new Bucket { High = high, Low = low, PaidUntil = now.Nanos };
        return ref _buckets[quietest];
    }

    private int SetOf(ulong high, ulong low)
    {
        ulong mixed = (high ^ _secret) * 0x9E37_79B9_7F4A_7C15;
        mixed = (mixed ^ (mixed >> 32) ^ low) * 0xD6E8_FEB8_6659_FD93;
        mixed = (mixed ^ (mixed >> 32) ^ _secret) * 0xD6E8_FEB8_6659_FD93;
        return (int)(mixed >> (64 - SetBits));
    }

    private struct Bucket
    {
        public ulong High;
        public ulong Low;
        public long PaidUntil;
    }
}
