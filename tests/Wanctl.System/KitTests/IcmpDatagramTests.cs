using System.Net;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.KitTests;

public sealed class IcmpDatagramTests
{
    /// <summary>RFC 1071, section 3: the sum of these bytes is ddf2.</summary>
    [Fact]
    public void The_checksum_is_that_of_the_rfcs_example()
    {
        byte[] bytes = Convert.FromHexString("0001f203f4f5f6f7");
        Assert.Equal(0xddf2, (ushort)~InternetChecksum.Finish(InternetChecksum.Sum(bytes)));
    }

    [Theory]
    [InlineData("198.18.0.1", "198.18.0.11")]
    [InlineData("fd00:77::1", "fd00:77::11")]
    public void What_is_written_is_read_again(string source, string destination)
    {
        IcmpDatagram written = IcmpDatagram.Echo(
            IPAddress.Parse(source), IPAddress.Parse(destination), reply: true, 0xabcd, 0x0102, [1, 2, 3]);
        IcmpDatagram? read = IcmpDatagram.Read(written.ToPacket());
        Assert.NotNull(read);
        Assert.True(read.IsEchoReply && read.ChecksumIsRight);
        Assert.Equal((source, destination), (read.Source.ToString(), read.Destination.ToString()));
        Assert.Equal((0xabcd, 0x0102), (read.Identifier, read.Sequence));
        Assert.Equal([1, 2, 3], read.Message[IcmpDatagram.EchoHeader..]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("45")]
    [InlineData("60")]
    [InlineData("4500001c000020004001000000000000000000000800000000000000")] // a fragment
    [InlineData("4500001c000000004011000000000000000000000800000000000000")] // UDP
    [InlineData("450000ff000000004001000000000000000000000800000000000000")] // shorter than it says
    public void Anything_else_is_passed_over(string packet)
    {
        Assert.Null(IcmpDatagram.Read(Convert.FromHexString(packet)));
    }
}
