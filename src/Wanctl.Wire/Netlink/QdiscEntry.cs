using System.Buffers.Binary;

namespace Wanctl.Wire.Netlink;

/// <summary>What a message says about a qdisc (linux/rtnetlink.h).</summary>
public readonly ref struct QdiscEntry
{
    /// <summary>The parent of a qdisc at the root of an interface.</summary>
    public const uint Root = 0xFFFF_FFFF;

    /// <summary>The parent of an <c>ingress</c> or <c>clsact</c> qdisc.</summary>
    public const uint Ingress = 0xFFFF_FFF1;

    private const int HeaderSize = 20;

    /// <summary>The interface's number.</summary>
    public int Index { get; private init; }

    /// <summary>
    /// Its handle; 0 for a qdisc that the kernel has put there by default, and that cannot be changed.
    /// </summary>
    public uint Handle { get; private init; }

    /// <summary>What it hangs on: <see cref="Root"/>, <see cref="Ingress"/>, or a class.</summary>
    public uint Parent { get; private init; }

    /// <summary>Its kind, such as <c>cake</c>.</summary>
    public ReadOnlySpan<byte> Kind { get; private init; }

    /// <summary>Its set-up, in attributes of its kind; empty where it has none.</summary>
    public ReadOnlySpan<byte> Options { get; private init; }

    /// <summary>Its counters, for <see cref="QdiscCounters"/>; empty where the message has none.</summary>
    public ReadOnlySpan<byte> Statistics { get; private init; }

    /// <summary>The qdisc that a handle or class belongs to: its upper half.</summary>
    public static uint Major(uint handle) => handle & 0xFFFF_0000;

    /// <summary>
    /// Reads a message of kind <see cref="NetlinkKind.NewQdisc"/> or <see cref="NetlinkKind.DelQdisc"/>.
    /// </summary>
    public static Decoded TryRead(scoped in NetlinkMessage message, out QdiscEntry qdisc)
    {
        qdisc = default;
        ReadOnlySpan<byte> payload = message.Payload;
        if (message.Kind is not (NetlinkKind.NewQdisc or NetlinkKind.DelQdisc)) return Decoded.Malformed;
        if (payload.Length < HeaderSize) return Decoded.Partial;

        AttributeReader attributes = new(payload[HeaderSize..]);
        ReadOnlySpan<byte> kind = default, options = default, statistics = default;
        while (attributes.Next())
        {
            switch (attributes.Type)
            {
                case Attribute.Kind: kind = attributes.Text(); break;
                case Attribute.Options: options = attributes.Value; break;
                case Attribute.Statistics: statistics = attributes.Value; break;
            }
        }
        if (attributes.Broken) return Decoded.Malformed;

        qdisc = new QdiscEntry
        {
            Index = IndexOf(payload),
            Handle = BinaryPrimitives.ReadUInt32LittleEndian(payload[8..]),
            Parent = BinaryPrimitives.ReadUInt32LittleEndian(payload[12..]),
            Kind = kind,
            Options = options,
            Statistics = statistics,
        };
        return Decoded.Whole;
    }

    /// <summary>
    /// The interface's number alone, so that a dump's other interfaces are passed over cheaply; -1 where the message is
    /// too short.
    /// </summary>
    public static int IndexOf(in NetlinkMessage message) =>
        message.Payload.Length < HeaderSize ? -1 : IndexOf(message.Payload);

    private static int IndexOf(ReadOnlySpan<byte> payload) => BinaryPrimitives.ReadInt32LittleEndian(payload[4..]);

    private static class Attribute
    {
        public const ushort Kind = 1;
        public const ushort Options = 2;
        public const ushort Statistics = 7;
    }
}
