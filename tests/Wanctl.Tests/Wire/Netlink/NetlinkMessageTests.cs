using System.Buffers.Binary;
using Wanctl.Tests.Kit;
using Wanctl.Wire;
using Wanctl.Wire.Netlink;

namespace Wanctl.Tests.Wire.Netlink;

public sealed class NetlinkMessageTests
{
    [Theory]
    [MemberData(nameof(NetlinkCapture.Kernels), MemberType = typeof(NetlinkCapture))]
    public void Every_datagram_of_a_kernel_is_a_row_of_whole_messages(string kernel)
    {
        var capture = NetlinkCapture.Of(kernel);
        int messages = 0;
        foreach (string name in capture.Names)
        {
            foreach (byte[] datagram in capture.Datagrams(name))
            {
                ReadOnlySpan<byte> rest = datagram;
                while (!rest.IsEmpty)
                {
                    Assert.Equal(Decoded.Whole, NetlinkMessage.TryRead(rest, out NetlinkMessage message, out int size));
                    Assert.True(size >= NetlinkMessage.HeaderSize + message.Payload.Length);
                    rest = rest[size..];
                    messages++;
                }
            }
        }

        Assert.True(messages > 80, $"{messages} messages");
    }

    [Fact]
    public void The_header_is_read_field_by_field()
    {
        byte[] bytes = [20, 0, 0, 0, 36, 0, 2, 1, 7, 0, 0, 0, 9, 0, 0, 0, 1, 2, 3, 4, 0xEE];

        Assert.Equal(Decoded.Whole, NetlinkMessage.TryRead(bytes, out NetlinkMessage message, out int consumed));
        Assert.Equal(NetlinkKind.NewQdisc, message.Kind);
        Assert.Equal(NetlinkFlags.Multi | NetlinkFlags.Capped, message.Flags);
        Assert.Equal((7u, 9u), (message.Sequence, message.Port));
        Assert.Equal(new byte[] { 1, 2, 3, 4 }, message.Payload.ToArray());
        Assert.Equal(20, consumed);
    }

    [Fact]
    public void A_message_that_ends_too_early_is_never_taken_for_whole()
    {
        byte[] bytes = NetlinkCapture.Of("6.1.176").Datagram("link wan");
        for (int length = 0; length < bytes.Length; length++)
        {
            Span<byte> part = bytes.AsSpan(0, length);
            Assert.Equal(Decoded.Partial, NetlinkMessage.TryRead(part, out NetlinkMessage message, out int consumed));
            Assert.Equal((0u, 0), (message.Sequence, consumed));
        }
    }

    [Theory]
    [InlineData(0u, Decoded.Malformed)]
    [InlineData(15u, Decoded.Malformed)]
    [InlineData(16u, Decoded.Whole)]
    [InlineData(17u, Decoded.Whole)]
    [InlineData(24u, Decoded.Whole)]
    [InlineData(25u, Decoded.Partial)]
    [InlineData(0x7FFF_FFFFu, Decoded.Partial)]
    [InlineData(0x8000_0000u, Decoded.Partial)]
    [InlineData(uint.MaxValue, Decoded.Partial)]
    public void A_length_reaches_no_further_than_the_bytes_that_are_there(uint claimed, Decoded expected)
    {
        byte[] bytes = new byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, claimed);

        Assert.Equal(expected, NetlinkMessage.TryRead(bytes, out NetlinkMessage message, out int consumed));
        Assert.True(consumed <= bytes.Length);
        Assert.Equal(expected == Decoded.Whole, consumed > 0);
        Assert.True(message.Payload.Length <= bytes.Length - NetlinkMessage.HeaderSize);
    }
}
