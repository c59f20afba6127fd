using Wanctl.Wire.Cake;
using Wanctl.Wire.Netlink;

namespace Wanctl.Tests.Wire.Netlink;

public sealed class NetlinkWriterTests
{
    [Fact]
    public void A_question_about_an_interface_is_written_byte_for_byte() => Assert.Equal(
        "28000000" + "1200" + "0100" + "05000000" + "00000000"
        + "00000000" + "00000000" + "00000000" + "00000000"
        + "0800" + "0300" + "77616E00",
        Written((ref NetlinkWriter writer) => NetlinkRequests.AskLink(ref writer, "wan"u8, 5)));

    [Fact]
    public void The_question_for_all_qdiscs_is_written_byte_for_byte() => Assert.Equal(
        "24000000" + "2600" + "0103" + "06000000" + "00000000"
        + "00000000" + "00000000" + "00000000" + "00000000" + "00000000",
        Written((ref NetlinkWriter writer) => NetlinkRequests.AskQdiscs(ref writer, 6)));

    [Fact]
    public void A_change_names_the_place_the_kind_and_the_bandwidth_and_neither_creates_nor_replaces() => Assert.Equal(
        // Flags 0x005: a request and an acknowledgement; 0x100 would replace, 0x400 create.
        "40000000" + "2400" + "0500" + "07000000" + "00000000"
        + "00000000" + "02000000" + "00000180" + "FFFFFFFF" + "00000000"
        + "0900" + "0100" + "63616B65" + "00" + "000000"
        + "1000" + "0200" + "0C00" + "0200" + "60E3160000000000",
        Written((ref NetlinkWriter writer) => CakeCodec.SetBandwidth(
            ref writer, new CakePlace(2, 0x8001_0000, QdiscEntry.Root, Multi: false), 1_500_000, 7)));

    [Fact]
    public void A_cake_mq_is_changed_under_its_own_kind() => Assert.Contains(
        "0C00" + "0100" + "63616B655F6D7100",
        Written((ref NetlinkWriter writer) => CakeCodec.SetBandwidth(
            ref writer, new CakePlace(2, 0x8001_0000, QdiscEntry.Root, Multi: true), 1, 7)),
        StringComparison.Ordinal);

    [Fact]
    public void A_request_that_does_not_fit_is_taken_back_and_the_one_before_it_stays()
    {
        for (int size = 0; size < 2 * 40; size++)
        {
            byte[] buffer = new byte[size];
            NetlinkWriter writer = new(buffer);
            bool first = NetlinkRequests.AskLink(ref writer, "wan"u8, 1);
            bool second = NetlinkRequests.AskLink(ref writer, "lan"u8, 2);

            Assert.Equal((size >= 40, false), (first, second));
            Assert.Equal(size >= 40 ? 40 : 0, writer.Length);
        }
    }

    private delegate bool Write(ref NetlinkWriter writer);

    private static string Written(Write write)
    {
        byte[] buffer = new byte[256];
        buffer.AsSpan().Fill(0xEE);
        NetlinkWriter writer = new(buffer);
        Assert.True(write(ref writer));
        return Convert.ToHexString(buffer.AsSpan(0, writer.Length));
    }
}
