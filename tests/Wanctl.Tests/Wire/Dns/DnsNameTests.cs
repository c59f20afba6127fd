using System.Text;
using Wanctl.Wire;
using Wanctl.Wire.Dns;

namespace Wanctl.Tests.Wire.Dns;

public class DnsNameTests
{
    [Theory]
    [InlineData("router", "\u0006router\0")]
    [InlineData("router.lan.", "\u0006router\u0003lan\0")]
    [InlineData("a.b.c", "\u0001a\u0001b\u0001c\0")]
    public void A_name_is_written_label_by_label(string text, string wire) =>
        Assert.Equal(wire, Encoding.ASCII.GetString(DnsAnswer.Wire(text)));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("a..b")]
    [InlineData(".a")]
    [InlineData("a b")]
    [InlineData("röuter.lan")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123.lan")]
    public void What_is_no_name_is_not_written(string text) => Assert.Empty(DnsAnswer.Wire(text));

    [Fact]
    public void The_longest_name_has_255_bytes_on_the_wire()
    {
        string label = new('a', 63);
        string longest = $"{label}.{label}.{label}.{new string('b', 61)}";

        Assert.Equal(255, DnsAnswer.Wire(longest).Length);
        Assert.Empty(DnsAnswer.Wire(longest + "b"));
    }

    [Fact]
    public void Pointers_lead_to_the_rest_of_a_name()
    {
        byte[] message = [3, (byte)'l', (byte)'a', (byte)'n', 0, 1, (byte)'r', 0xC0, 0, 9];

        Assert.Equal(("r.lan", 9), Read(message, 5));
    }

    [Fact]
    public void Every_truncation_is_partial()
    {
        byte[] message = [3, (byte)'l', (byte)'a', (byte)'n', 0, 1, (byte)'r', 0xC0, 0];
        for (int length = 5; length < message.Length; length++)
            Assert.Equal(Decoded.Partial, Try(message[..length], 5));
    }

    [Theory]
    [InlineData(new byte[] { 0xC0, 0 })]
    [InlineData(new byte[] { 0xC0, 1, 0 })]
    [InlineData(new byte[] { 1, 65, 0xC0, 0 })]
    [InlineData(new byte[] { 1, 65, 0xC0, 2 })]
    [InlineData(new byte[] { 0x40, 0 })]
    [InlineData(new byte[] { 0x80, 0 })]
    public void Circles_ways_forward_and_unknown_kinds_are_malformed(byte[] message) =>
        Assert.Equal(Decoded.Malformed, Try(message, 0));

    [Fact]
    public void A_name_that_grows_by_pointers_beyond_255_bytes_is_malformed()
    {
        // Eight pieces of 40 bytes, each with a pointer to the one before it.
        var message = new List<byte>();
        int before = -1;
        for (int piece = 0; piece < 8; piece++)
        {
            int at = message.Count;
            message.Add(40);
            message.AddRange(new byte[40]);
            if (before < 0)
                message.Add(0);
            else
                message.AddRange([(byte)(0xC0 | (before >> 8)), (byte)before]);
            before = at;
        }

        Assert.Equal(Decoded.Malformed, Try([.. message], before));
    }

    [Theory]
    [InlineData("Router.LAN", "router.lan", true)]
    [InlineData("router.lan", "router.lam", false)]
    [InlineData("ab.c", "a.bc", false)]
    [InlineData("a@", "a`", false)]
    public void Letters_count_alike_in_both_cases(string one, string other, bool same) =>
        Assert.Equal(same, DnsName.Same(DnsAnswer.Wire(one), DnsAnswer.Wire(other)));

    private static Decoded Try(byte[] message, int at) =>
        DnsName.TryRead(message, at, new byte[DnsName.Longest], out _, out _);

    private static (string Name, int Next) Read(byte[] message, int at)
    {
        byte[] name = new byte[DnsName.Longest];
        Assert.Equal(Decoded.Whole, DnsName.TryRead(message, at, name, out int length, out int next));
        var words = new List<string>();
        for (int i = 0; name[i] != 0 && i < length; i += name[i] + 1)
            words.Add(Encoding.ASCII.GetString(name, i + 1, name[i]));
        return (string.Join('.', words), next);
    }
}
