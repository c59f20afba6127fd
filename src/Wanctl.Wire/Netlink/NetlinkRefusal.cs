using System.Buffers.Binary;

namespace Wanctl.Wire.Netlink;

/// <summary>The kernel's verdict on a request.</summary>
public readonly ref struct NetlinkRefusal
{
    private const int ErrorSize = 4;
    private const ushort AttributeText = 1;

    /// <summary>The error number, positive; 0 where the request was carried out.</summary>
    public int Error { get; private init; }

    /// <summary>The kernel's own words, where it has some; no more than its longest message.</summary>
    public ReadOnlySpan<byte> Text { get; private init; }

    /// <summary>Reads a message of kind <see cref="NetlinkKind.Error"/>.</summary>
    public static Decoded TryRead(scoped in NetlinkMessage message, out NetlinkRefusal refusal)
    {
        refusal = default;
        ReadOnlySpan<byte> payload = message.Payload;
        if (message.Kind != NetlinkKind.Error) return Decoded.Malformed;
        if (payload.Length < ErrorSize + NetlinkMessage.HeaderSize) return Decoded.Partial;

        // The kernel gives the number negated; int.MinValue has no positive and is no error number either.
        int error = BinaryPrimitives.ReadInt32LittleEndian(payload);
        if (error is > 0 or int.MinValue) return Decoded.Malformed;
        ReadOnlySpan<byte> text = default;
        if ((message.Flags & NetlinkFlags.Explained) != 0)
        {
            uint quoted = (message.Flags & NetlinkFlags.Capped) != 0
                ? NetlinkMessage.HeaderSize
                : BinaryPrimitives.ReadUInt32LittleEndian(payload[ErrorSize..]);
            if (quoted < NetlinkMessage.HeaderSize) return Decoded.Malformed;
            if (quoted > payload.Length - ErrorSize) return Decoded.Partial;
            int start = Math.Min(payload.Length, ErrorSize + NetlinkMessage.Align((int)quoted));
            AttributeReader attributes = new(payload[start..]);
            while (attributes.Next())
            {
                if (attributes.Type == AttributeText) text = attributes.Text();
            }
            if (attributes.Broken) return Decoded.Malformed;
        }

        refusal = new NetlinkRefusal { Error = -error, Text = text };
        return Decoded.Whole;
    }
}
