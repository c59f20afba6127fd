using System.Text;
using Wanctl.Tests.Kit;
using Wanctl.Wire;
using Wanctl.Wire.Netlink;

namespace Wanctl.Tests.Wire.Netlink;

/// <summary>Interfaces, qdiscs and refusals, as kernels have told them.</summary>
public sealed class EntryTests
{
    [Theory]
    [MemberData(nameof(NetlinkCapture.Kernels), MemberType = typeof(NetlinkCapture))]
    public void An_interface_is_read_with_its_number_name_kind_and_state(string kernel)
    {
        var capture = NetlinkCapture.Of(kernel);

        Assert.Equal("wan veth running=True general=True", Link(capture.Datagram("link wan")));
        Assert.Equal("ifb4wan ifb running=True general=True", Link(capture.Datagram("link ifb4wan")));
        Assert.Equal("many veth running=False general=True", Link(capture.Datagram("link many")));
        LinkEntry many = Whole(capture.Datagram("link many"));
        Assert.Equal(2u, many.Queues);
        Assert.True(Whole(capture.Datagram("link wan")).Bytes is { Received: < 1 << 20, Sent: < 1 << 20 });
        Assert.True(many.IsCalled("many"u8));
        Assert.False(many.IsCalled("man"u8));
        Assert.False(many.IsCalled([]));
        Assert.True(many.Index > Whole(capture.Datagram("link wan")).Index);
    }

    [Fact]
    public void An_interface_has_alternative_names()
    {
        var link = new NetlinkPeerLink("wan0", 7) 
        {
            OtherNames = { "uplink", "the-way-to-the-provider" }, Bytes = (7_000_000_000, 40),
        };
        byte[] message = new byte[16 + link.Payload().Length];
        link.Payload().CopyTo(message, 16);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(message, message.Length);
        message[4] = (byte)NetlinkKind.NewLink;
        LinkEntry read = Whole(message);
        Assert.Equal("wan0", Encoding.UTF8.GetString(read.Name));
        Assert.Equal("uplink", Encoding.UTF8.GetString(read.OtherName(0)));
        Assert.Equal("the-way-to-the-provider", Encoding.UTF8.GetString(read.OtherName(1)));
        Assert.True(read.OtherName(2).IsEmpty);
        Assert.True(read.IsCalled("the-way-to-the-provider"u8) && read.IsCalled("wan0"u8));
        Assert.False(read.IsCalled("the-way"u8));
        Assert.Equal((7_000_000_000ul, 40ul), read.Bytes);
    }

    [Fact]
    public void A_port_that_leaves_its_bridge_is_no_interface_that_is_gone()
    {
        int leavings = 0;
        foreach (byte[] datagram in NetlinkCapture.Of("6.12.117").Datagrams("news of a bridge's port"))
        {
            NetlinkMessage message = First(datagram);
            Assert.Equal(Decoded.Whole, LinkEntry.TryRead(in message, out LinkEntry link));
            if (message.Kind != NetlinkKind.DelLink)
                continue;
            Assert.False(link.General);
            leavings++;
        }

        Assert.Equal(1, leavings);
    }

    [Theory]
    [MemberData(nameof(NetlinkCapture.Kernels), MemberType = typeof(NetlinkCapture))]
    public void A_dump_lists_every_qdisc_with_its_place(string kernel)
    {
        var capture = NetlinkCapture.Of(kernel);

        Assert.Equal(["noqueue 0 FFFFFFFF", "cake 80010000 FFFFFFFF", "ingress FFFF0000 FFFFFFF1",
            "cake 80020000 FFFFFFFF"], Qdiscs(capture.Datagrams("dump")));
        Assert.Contains("cake 80050000 10010", Qdiscs(capture.Datagrams("dump of a leaf")));
        Assert.Contains("cake 0 FFFFFFFF", Qdiscs(capture.Datagrams("dump of a default")));
        List<string> leaves = Qdiscs(capture.Datagrams("dump of two leaves"));
        Assert.Contains("mq 10000 FFFFFFFF", leaves);
        Assert.Contains("cake 80110000 10001", leaves);
        Assert.Contains("cake 80120000 10002", leaves);
    }

    [Theory]
    [InlineData("set with another handle", 17, "NLM_F_REPLACE needed to override")]
    [InlineData("set with another kind", 22, "Invalid qdisc name")]
    [InlineData("set on no interface", 19, "")]
    [InlineData("set after a deletion", 2, "Qdisc not found. To create specify NLM_F_CREATE flag")]
    [InlineData("set without the right", 1, "")]
    [InlineData("link nosuch", 19, "")]
    [InlineData("set", 0, "")]
    [InlineData("set while down", 0, "")]
    [InlineData("set of a leaf", 0, "")]
    public void A_verdict_is_read_with_the_kernels_own_words(string name, int error, string text)
    {
        foreach (string kernel in new[] { "6.1.176", "6.12.117" })
        {
            NetlinkMessage message = First(NetlinkCapture.Of(kernel).Datagram(name));

            Assert.Equal(Decoded.Whole, NetlinkRefusal.TryRead(in message, out NetlinkRefusal verdict));
            Assert.Equal((error, text), (verdict.Error, Encoding.UTF8.GetString(verdict.Text)));
        }
    }

    [Theory]
    // The number is given negated; a positive one, and the one that has no positive, are none.
    [InlineData("01000000" + "10000000240005000100000000000000", 0, Decoded.Malformed)]
    [InlineData("00000080" + "10000000240005000100000000000000", 0, Decoded.Malformed)]
    [InlineData("FFFFFFFF" + "100000002400050001000000000000", 0, Decoded.Partial)]
    // Not capped: the whole request is quoted, and its length is the sender's word only.
    [InlineData("FFFFFFFF" + "00000000240005000100000000000000", 0x200, Decoded.Malformed)]
    [InlineData("FFFFFFFF" + "0F000000240005000100000000000000", 0x200, Decoded.Malformed)]
    [InlineData("FFFFFFFF" + "FFFFFFFF240005000100000000000000", 0x200, Decoded.Partial)]
    [InlineData("FFFFFFFF" + "11000000240005000100000000000000", 0x200, Decoded.Partial)]
    [InlineData("FFFFFFFF" + "10000000240005000100000000000000", 0x200, Decoded.Whole)]
    [InlineData("FFFFFFFF" + "FFFFFFFF240005000100000000000000" + "06000100AB", 0x300, Decoded.Malformed)]
    public void A_hostile_verdict_is_refused(string hex, int flags, Decoded expected)
    {
        byte[] payload = Convert.FromHexString(hex);
        byte[] bytes = [(byte)(16 + payload.Length), 0, 0, 0, 2, 0, (byte)flags, (byte)(flags >> 8), .. new byte[8],
            .. payload];
        NetlinkMessage message = First(bytes);

        Assert.Equal(expected, NetlinkRefusal.TryRead(in message, out _));
    }

    [Theory]
    [InlineData("6.1.176", "filters below ingress")]
    [InlineData("6.12.117", "filters below ingress")]
    [InlineData("6.1.176", "filters of kind u32")]
    [InlineData("6.12.117", "filters of kind u32")]
    public void A_filter_is_read_with_the_interface_that_it_redirects_to(string kernel, string name)
    {
        var capture = NetlinkCapture.Of(kernel);
        // The u32 filter sends to the IFB that was made after the first was gone.
        string target = name == "filters of kind u32" ? "news of an interface created" : "link ifb4wan";
        int ifb = Whole(capture.Datagrams(target)[0]).Index;
        var found = new List<RedirectEntry>();
        foreach (byte[] datagram in capture.Datagrams(name))
        {
            ReadOnlySpan<byte> rest = datagram;
            while (NetlinkMessage.TryRead(rest, out NetlinkMessage message, out int size) == Decoded.Whole)
            {
                rest = rest[size..];
                if (message.Kind == NetlinkKind.Done)
                    continue;
                Assert.Equal(Decoded.Whole, RedirectEntry.TryRead(in message, out RedirectEntry redirect));
                if (redirect.Target != 0)
                    found.Add(redirect);
            }
        }

        RedirectEntry one = Assert.Single(found);
        Assert.Equal((ifb, 0xFFFF_0000u, Whole(capture.Datagram("link wan")).Index),
            (one.Target, one.Parent, one.Index));
    }

    [Fact]
    public void Every_truncation_of_a_filter_is_refused_or_redirects_nowhere_else()
    {
        var capture = NetlinkCapture.Of("6.1.176");
        int ifb = Whole(capture.Datagram("link ifb4wan")).Index;
        ReadOnlySpan<byte> rest = capture.Datagrams("filters below ingress")[0];
        while (NetlinkMessage.TryRead(rest, out _, out int size) == Decoded.Whole)
        {
            byte[] bytes = rest[..size].ToArray();
            rest = rest[size..];
            for (int length = NetlinkMessage.HeaderSize; length < bytes.Length; length++)
            {
                BitConverter.TryWriteBytes(bytes, length);
                NetlinkMessage message = First(bytes);
                if (RedirectEntry.TryRead(in message, out RedirectEntry redirect) == Decoded.Whole)
                    Assert.True(redirect.Target == 0 || redirect.Target == ifb);
                else
                    Assert.Equal(default, redirect);
            }
        }
    }

    [Fact]
    public void Another_kind_of_message_is_not_taken_for_an_entry()
    {
        NetlinkMessage link = First(NetlinkCapture.Of("6.1.176").Datagram("link wan"));
        NetlinkMessage verdict = First(NetlinkCapture.Of("6.1.176").Datagram("set"));

        Assert.Equal(Decoded.Malformed, QdiscEntry.TryRead(in link, out _));
        Assert.Equal(Decoded.Malformed, NetlinkRefusal.TryRead(in link, out _));
        Assert.Equal(Decoded.Malformed, LinkEntry.TryRead(in verdict, out _));
    }

    private static NetlinkMessage First(byte[] datagram)
    {
        Assert.Equal(Decoded.Whole, NetlinkMessage.TryRead(datagram, out NetlinkMessage message, out _));
        return message;
    }

    private static LinkEntry Whole(byte[] datagram)
    {
        NetlinkMessage message = First(datagram);
        Assert.Equal(Decoded.Whole, LinkEntry.TryRead(in message, out LinkEntry link));
        return link;
    }

    private static string Link(byte[] datagram)
    {
        LinkEntry link = Whole(datagram);
        return $"{Encoding.UTF8.GetString(link.Name)} {Encoding.UTF8.GetString(link.Kind)} running={link.Running} "
            + $"general={link.General}";
    }

    private static List<string> Qdiscs(IReadOnlyList<byte[]> datagrams)
    {
        var found = new List<string>();
        foreach (byte[] datagram in datagrams)
        {
            ReadOnlySpan<byte> rest = datagram;
            while (NetlinkMessage.TryRead(rest, out NetlinkMessage message, out int size) == Decoded.Whole)
            {
                rest = rest[size..];
                if (message.Kind == NetlinkKind.Done)
                    continue;
                Assert.Equal(Decoded.Whole, QdiscEntry.TryRead(in message, out QdiscEntry entry));
                Assert.Equal(entry.Index, QdiscEntry.IndexOf(in message));
                found.Add($"{Encoding.UTF8.GetString(entry.Kind)} {entry.Handle:X} {entry.Parent:X}");
            }
        }
        return found;
    }
}
