using System.Buffers.Binary;

namespace Wanctl.Wire.Netlink;

/// <summary>What a message says about an interface (linux/if_link.h).</summary>
public readonly ref struct LinkEntry
{
    private const int HeaderSize = 16;
    private const uint FlagUp = 0x01;
    private const uint FlagRunning = 0x40;

    /// <summary>
    /// Whether it is about the interface itself. Bridges tell of their ports in messages of their own family, where
    /// "gone" means "no longer in the bridge".
    /// </summary>
    public bool General { get; private init; }

    /// <summary>The kernel's number of the interface; another interface of the same name has another.</summary>
    public int Index { get; private init; }

    /// <summary>Whether it is up and can carry packets.</summary>
    public bool Running { get; private init; }

    /// <summary>Its name.</summary>
    public ReadOnlySpan<byte> Name { get; private init; }

    /// <summary>Its other names, as a nest of attributes; see <see cref="IsCalled"/>.</summary>
    private ReadOnlySpan<byte> OtherNames { get; init; }

    /// <summary>What was received through it and sent through it, in bytes; null where the message does not say.
    /// </summary>
    public (ulong Received, ulong Sent)? Bytes { get; private init; }

    /// <summary>Its kind, such as <c>ifb</c> or <c>veth</c>; empty for a plain one.</summary>
    public ReadOnlySpan<byte> Kind { get; private init; }

    /// <summary>How many queues it has for sending; 0 where the message does not say.</summary>
    public uint Queues { get; private init; }

    /// <summary>
    /// Reads a message of kind <see cref="NetlinkKind.NewLink"/> or <see cref="NetlinkKind.DelLink"/>.
    /// </summary>
    public static Decoded TryRead(scoped in NetlinkMessage message, out LinkEntry link)
    {
        link = default;
        ReadOnlySpan<byte> payload = message.Payload;
        if (message.Kind is not (NetlinkKind.NewLink or NetlinkKind.DelLink)) return Decoded.Malformed;
        if (payload.Length < HeaderSize) return Decoded.Partial;

        AttributeReader attributes = new(payload[HeaderSize..]);
        ReadOnlySpan<byte> name = default, kind = default, others = default;
        uint queues = 0;
        (ulong, ulong)? bytes = null;
        while (attributes.Next())
        {
            switch (attributes.Type)
            {
                case Attribute.Name: name = attributes.Text(); break;
                case Attribute.SendQueues: queues = attributes.Word(); break;
                case Attribute.Statistics: bytes = BytesIn(attributes.Value, ref attributes); break;
                case Attribute.Properties: others = NamesIn(attributes.Value, ref attributes); break;
                case Attribute.Info: kind = KindIn(attributes.Value, ref attributes); break;
            }
        }
        if (attributes.Broken) return Decoded.Malformed;

        uint flags = BinaryPrimitives.ReadUInt32LittleEndian(payload[8..]);
        link = new LinkEntry
        {
            General = payload[0] == 0,
            Index = BinaryPrimitives.ReadInt32LittleEndian(payload[4..]),
            Running = (flags & (FlagUp | FlagRunning)) == (FlagUp | FlagRunning),
            Name = name,
            OtherNames = others,
            Bytes = bytes,
            Kind = kind,
            Queues = queues,
        };
        return Decoded.Whole;
    }

    /// <summary>Whether a name is its own or one of its alternative names (<c>ip link property add</c>).</summary>
    public bool IsCalled(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || Name.SequenceEqual(name)) return !name.IsEmpty;
        AttributeReader others = new(OtherNames);
        while (others.Next())
        {
            if (others.Type == Attribute.OtherName && others.Text().SequenceEqual(name)) return true;
        }
        return false;
    }

    /// <summary>One of its alternative names; empty beyond the last one.</summary>
    /// <param name="number">Which, from 0.</param>
    public ReadOnlySpan<byte> OtherName(int number)
    {
        AttributeReader others = new(OtherNames);
        while (others.Next())
        {
            if (others.Type == Attribute.OtherName && number-- == 0) return others.Text();
        }
        return default;
    }

    private static ReadOnlySpan<byte> NamesIn(ReadOnlySpan<byte> properties, scoped ref AttributeReader outer)
    {
        AttributeReader inner = new(properties);
        while (inner.Next())
        {
        }
        if (inner.Broken) outer.Refuse();
        return properties;
    }

    /// <summary>struct rtnl_link_stats64: packets received and sent, bytes received and sent, and more.</summary>
    private static (ulong, ulong)? BytesIn(ReadOnlySpan<byte> statistics, scoped ref AttributeReader outer)
    {
        if (statistics.Length >= 4 * sizeof(ulong))
        {
            return (BinaryPrimitives.ReadUInt64LittleEndian(statistics[(2 * sizeof(ulong))..]),
                BinaryPrimitives.ReadUInt64LittleEndian(statistics[(3 * sizeof(ulong))..]));
        }
        outer.Refuse();
        return null;
    }

    private static ReadOnlySpan<byte> KindIn(ReadOnlySpan<byte> info, scoped ref AttributeReader outer)
    {
        ReadOnlySpan<byte> kind = default;
        AttributeReader inner = new(info);
        while (inner.Next())
        {
            if (inner.Type == Attribute.InfoKind) kind = inner.Text();
        }
        if (inner.Broken) outer.Refuse();
        return kind;
    }

    private static class Attribute
    {
        public const ushort Name = 3;
        public const ushort Info = 18;
        public const ushort InfoKind = 1;
        public const ushort Statistics = 23;
        public const ushort SendQueues = 31;
        public const ushort Properties = 52;
        public const ushort OtherName = 53;
    }
}
