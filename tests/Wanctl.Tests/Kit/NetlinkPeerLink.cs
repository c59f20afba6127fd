using System.Buffers.Binary;
using System.Linq;
using System.Text;

namespace Wanctl.Tests.Kit;

/// <summary>An interface of the scripted kernel.</summary>
internal sealed class NetlinkPeerLink(string name, int index)
{
    /// <summary>Its name; a test may rename it.</summary>
    public string Name { get; set; } = name;

    /// <summary>Its number.</summary>
    public int Index => index;

    /// <summary>Whether it is up and has a carrier.</summary>
    public bool Running { get; set; } = true;

    /// <summary>The address family of the message: 7 is a bridge's, about its port.</summary>
    public byte Family { get; set; }

    /// <summary>Its alternative names.</summary>
    public List<string> OtherNames { get; } = [];

    /// <summary>Bytes received and sent.</summary>
    public (ulong Received, ulong Sent) Bytes { get; set; }

    /// <summary>Its qdiscs, the root first.</summary>
    public List<NetlinkPeerQdisc> Qdiscs { get; } = [];

    /// <summary>What a message about it holds.</summary>
    public byte[] Payload()
    {
        byte[] header = new byte[16];
        header[0] = Family;
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), index);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Running ? 0x41u : 0x02u);
        byte[] statistics = new byte[24 * sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(statistics.AsSpan(16), Bytes.Received);
        BinaryPrimitives.WriteUInt64LittleEndian(statistics.AsSpan(24), Bytes.Sent);
        byte[] kind = NetlinkPeerQdisc.Attribute(1, "ifb\0"u8.ToArray());
        return
        [
            .. header,
            .. NetlinkPeerQdisc.Attribute(3, Encoding.UTF8.GetBytes(Name + "\0")),
            .. NetlinkPeerQdisc.Attribute(18, kind),
            .. NetlinkPeerQdisc.Attribute(23, statistics),
            .. OtherNames.Count == 0 ? [] : NetlinkPeerQdisc.Attribute(0x8000 | 52,
                [.. OtherNames.SelectMany(other =>
                    NetlinkPeerQdisc.Attribute(53, Encoding.UTF8.GetBytes(other + "\0")))]),
        ];
    }
}
