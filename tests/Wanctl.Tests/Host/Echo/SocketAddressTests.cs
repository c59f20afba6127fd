using Wanctl.Host.Echo;
using Wanctl.Wire.Icmp;

namespace Wanctl.Tests.Host.Echo;

/// <summary>Addresses as the kernel takes them.</summary>
public class SocketAddressTests
{
    [Theory]
    [InlineData("192.0.2.1", "0000c00002010000000000000000")]
    [InlineData("2001:db8::1", "00000000000020010db8000000000000000000000001" + "00000000")]
    [InlineData("fe80::1%7", "000000000000fe800000000000000000000000000001" + "07000000")]
    public void The_bytes_are_port_flow_address_and_scope(string literal, string hex)
    {
        var address = new SocketAddress(literal);

        Assert.Equal(hex, Convert.ToHexStringLower(address.Bytes[2..]));
        Assert.Equal(literal.Contains(':') ? EchoFamily.V6 : EchoFamily.V4, address.Family);
        Assert.Equal(literal.Contains(':') ? 10 : 2, BitConverter.ToUInt16(address.Bytes));
    }

    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("2001:db8::1", "2001:db8:0::1", true)]
    [InlineData("2001:db8::1", "2001:db8::2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", false)]
    public void The_same_host_is_told_by_family_and_address(string left, string right, bool same) =>
        Assert.Equal(same, new SocketAddress(left).SameHost(new SocketAddress(right).Bytes));

    [Fact]
    public void Port_and_flow_do_not_count_and_a_cut_address_is_nobody()
    {
        var address = new SocketAddress("2001:db8::1");
        byte[] other = address.Bytes.ToArray();
        other[3] = 9;
        other[7] = 9;

        Assert.True(address.SameHost(other));
        for (int size = 0; size < 24; size++)
            Assert.False(address.SameHost(other.AsSpan(0, size)));
    }

    [Theory]
    [InlineData("one.one.one.one")]
    [InlineData("")]
    [InlineData("1.2.3.4.5")]
    public void A_name_is_no_address(string text) =>
        Assert.Throws<FormatException>(() => new SocketAddress(text));
}
