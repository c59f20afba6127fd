using System.Buffers.Binary;

namespace Wanctl.Wire.Netlink;

/// <summary>
/// What a message says about a filter, as far as it sends packets to another interface (linux/pkt_cls.h, tc_mirred.h).
/// </summary>
public readonly record struct RedirectEntry
{
    private const int HeaderSize = 20;
    private const int MirredSize = 28;
    private const int EgressRedirect = 1;

    /// <summary>The interface that has the filter.</summary>
    public int Index { get; private init; }

    /// <summary>What the filter hangs below.</summary>
    public uint Parent { get; private init; }

    /// <summary>The interface that packets are redirected to; 0 where they are not.</summary>
    public int Target { get; private init; }

    /// <summary>Reads a message of kind <see cref="NetlinkKind.NewFilter"/>.</summary>
    public static Decoded TryRead(scoped in NetlinkMessage message, out RedirectEntry redirect)
    {
        redirect = default;
        ReadOnlySpan<byte> payload = message.Payload;
        if (message.Kind != NetlinkKind.NewFilter) return Decoded.Malformed;
        if (payload.Length < HeaderSize) return Decoded.Partial;

        AttributeReader attributes = new(payload[HeaderSize..]);
        ReadOnlySpan<byte> kind = default, options = default;
        while (attributes.Next())
        {
            switch (attributes.Type)
            {
                case Attribute.Kind: kind = attributes.Text(); break;
                case Attribute.Options: options = attributes.Value; break;
            }
        }
        if (attributes.Broken || !TryFindTarget(options, ActionsOf(kind), out int target)) return Decoded.Malformed;

        redirect = new RedirectEntry
        {
            Index = BinaryPrimitives.ReadInt32LittleEndian(payload[4..]),
            Parent = BinaryPrimitives.ReadUInt32LittleEndian(payload[12..]),
            Target = target,
        };
        return Decoded.Whole;
    }

    /// <summary>
    /// Each kind of filter has its actions under a number of its own; 0 for a kind that is not known.
    /// </summary>
    private static ushort ActionsOf(ReadOnlySpan<byte> kind)
    {
        if (kind.SequenceEqual("matchall"u8)) return 2;
        if (kind.SequenceEqual("u32"u8)) return 7;
        if (kind.SequenceEqual("flower"u8) || kind.SequenceEqual("basic"u8)) return 3;
        if (kind.SequenceEqual("fw"u8)) return 4;
        return kind.SequenceEqual("bpf"u8) ? (ushort)1 : (ushort)0;
    }

    private static bool TryFindTarget(ReadOnlySpan<byte> options, ushort actions, out int target)
    {
        target = 0;
        AttributeReader attributes = new(options);
        while (attributes.Next())
        {
            if (attributes.Type != actions) continue;
            AttributeReader list = new(attributes.Value);
            while (list.Next())
            {
                if (!TryReadAction(list.Value, ref target)) list.Refuse();
            }
            if (list.Broken) attributes.Refuse();
        }
        return !attributes.Broken;
    }

    private static bool TryReadAction(ReadOnlySpan<byte> action, ref int target)
    {
        AttributeReader attributes = new(action);
        bool mirred = false;
        ReadOnlySpan<byte> options = default;
        while (attributes.Next())
        {
            switch (attributes.Type)
            {
                case Attribute.Kind: mirred = attributes.Text().SequenceEqual("mirred"u8); break;
                case Attribute.Options: options = attributes.Value; break;
            }
        }
        if (!mirred || attributes.Broken) return !attributes.Broken;

        AttributeReader inner = new(options);
        while (inner.Next())
        {
            if (inner.Type != Attribute.MirredParameters || inner.Value.Length < MirredSize) continue;
            bool redirects = BinaryPrimitives.ReadInt32LittleEndian(inner.Value[20..]) == EgressRedirect;
            if (redirects) target = BinaryPrimitives.ReadInt32LittleEndian(inner.Value[24..]);
        }
        return !inner.Broken;
    }

    private static class Attribute
    {
        public const ushort Kind = 1;
        public const ushort Options = 2;
        public const ushort MirredParameters = 2;
    }
}
