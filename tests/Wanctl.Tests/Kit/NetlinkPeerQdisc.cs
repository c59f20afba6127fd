using System.Buffers.Binary;
using System.Text;
using Wanctl.Wire.Netlink;

namespace Wanctl.Tests.Kit;

/// <summary>A qdisc of the scripted kernel; a CAKE where the test says nothing else.</summary>
internal sealed class NetlinkPeerQdisc
{
    public string Kind { get; set; } = "cake";

    public uint Handle { get; set; } = 0x8001_0000;

    public uint Parent { get; set; } = QdiscEntry.Root;

    public ulong BytesPerSecond { get; set; }

    public uint Diffserv { get; set; } = 3;

    public uint Overhead { get; set; }

    public ulong Bytes { get; set; }

    public uint Packets { get; set; }

    public uint Backlog { get; set; }

    /// <summary>What each tin has: bytes, drops, marks, backlog, mean and peak delay.</summary>
    public List<(ulong Bytes, uint Dropped, uint Marked, uint Backlog, uint Delay, uint Peak)> Tins { get; } =
        [(0, 0, 0, 0, 0, 0)];

    /// <summary>Whether its options are cut short, as no kernel would.</summary>
    public bool Broken { get; set; }

    /// <summary>An attribute with its padding.</summary>
    public static byte[] Attribute(int type, byte[] value)
    {
        byte[] bytes = new byte[(4 + value.Length + 3) & ~3];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)(4 + value.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(2), (ushort)type);
        value.CopyTo(bytes, 4);
        return bytes;
    }

    /// <summary>What a message about it holds.</summary>
    public byte[] Payload(int index)
    {
        byte[] header = new byte[20];
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(4), index);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(8), Handle);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(12), Parent);
        byte[] options = Broken
            ? [200, 0, 2, 0]
            : [.. Wide(2, BytesPerSecond), .. Word(3, Diffserv), .. Word(6, Overhead)];
        byte[] basic = new byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(basic, Bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(basic.AsSpan(8), Packets);
        byte[] queue = new byte[20];
        BinaryPrimitives.WriteUInt32LittleEndian(queue.AsSpan(4), Backlog);
        byte[] statistics = [.. Attribute(4, Application()), .. Attribute(1, basic), .. Attribute(3, queue)];
        return
        [
            .. header,
            .. Attribute(1, Encoding.UTF8.GetBytes(Kind + "\0")),
            .. Attribute(2, options),
            .. Attribute(7, statistics),
        ];
    }

    private byte[] Application()
    {
        var tins = new List<byte>();
        for (int i = 0; i < Tins.Count; i++)
        {
            (ulong bytes, uint dropped, uint marked, uint backlog, uint delay, uint peak) = Tins[i];
            tins.AddRange(Attribute(
                i + 1,
                [
                    .. Wide(3, bytes), .. Word(4, dropped), .. Word(8, marked), .. Word(11, backlog),
                    .. Word(18, peak), .. Word(19, delay),
                ]));
        }
        return Tins.Count == 0 ? [] : Attribute(10, [.. tins]);
    }

    private static byte[] Word(int type, uint value) => Attribute(type, BitConverter.GetBytes(value));

    private static byte[] Wide(int type, ulong value) => Attribute(type, BitConverter.GetBytes(value));
}
