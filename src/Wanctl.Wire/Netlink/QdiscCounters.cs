using System.Buffers.Binary;

namespace Wanctl.Wire.Netlink;

/// <summary>What every qdisc counts (linux/gen_stats.h).</summary>
public readonly ref struct QdiscCounters
{
    private const int BasicSize = 12;
    private const int QueueSize = 20;

    /// <summary>Bytes that have left, link-layer header included.</summary>
    public ulong Bytes { get; private init; }

    /// <summary>Packets that have left; of a kernel that counts only 32 bits the count wraps.</summary>
    public ulong Packets { get; private init; }

    /// <summary>Bytes that wait.</summary>
    public uint BacklogBytes { get; private init; }

    /// <summary>Packets that were dropped for any reason; wraps.</summary>
    public uint Dropped { get; private init; }

    /// <summary>What its kind counts beside these; empty where that is nothing.</summary>
    public ReadOnlySpan<byte> Application { get; private init; }

    /// <summary>Reads <see cref="QdiscEntry.Statistics"/>.</summary>
    public static Decoded TryRead(ReadOnlySpan<byte> statistics, out QdiscCounters counters)
    {
        counters = default;
        AttributeReader attributes = new(statistics);
        ReadOnlySpan<byte> basic = default, queue = default, application = default;
        ulong packets = 0;
        while (attributes.Next())
        {
            switch (attributes.Type)
            {
                case Attribute.Basic: basic = attributes.Value; break;
                case Attribute.Queue: queue = attributes.Value; break;
                case Attribute.Application: application = attributes.Value; break;
                case Attribute.Packets: packets = attributes.Wide(); break;
            }
        }
        if (attributes.Broken) return Decoded.Malformed;
        if (basic.Length < BasicSize || queue.Length < QueueSize) return Decoded.Partial;

        counters = new QdiscCounters
        {
            Bytes = BinaryPrimitives.ReadUInt64LittleEndian(basic),
            Packets = packets > 0 ? packets : BinaryPrimitives.ReadUInt32LittleEndian(basic[8..]),
            BacklogBytes = BinaryPrimitives.ReadUInt32LittleEndian(queue[4..]),
            Dropped = BinaryPrimitives.ReadUInt32LittleEndian(queue[8..]),
            Application = application,
        };
        return Decoded.Whole;
    }

    private static class Attribute
    {
        public const ushort Basic = 1;
        public const ushort Queue = 3;
        public const ushort Application = 4;
        public const ushort Packets = 8;
    }
}
