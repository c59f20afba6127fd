using System.Text;
using Wanctl.Wire.RouterOs;

namespace Wanctl.Tests.Wire.RouterOs;

public sealed class ValueTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("940000000", 940_000_000)]
    [InlineData("40M", 40_000_000)]
    [InlineData("512k", 512_000)]
    [InlineData("512K", 512_000)]
    [InlineData("1G", 1_000_000_000)]
    [InlineData("1.5G", 1_500_000_000)]
    [InlineData("8.2Mbps", 8_200_000)]
    [InlineData("10Mbps", 10_000_000)]
    [InlineData("64kbps", 64_000)]
    [InlineData("700bps", 700)]
    [InlineData("9223372036854775807", long.MaxValue)]
    public void A_rate_is_read_in_each_of_its_spellings(string text, long rate)
    {
        Assert.True(Value.TryRate(Bytes(text), out long read));
        Assert.Equal(rate, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("M")]
    [InlineData("bps")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData(" 1")]
    [InlineData("1 M")]
    [InlineData("1.5")]
    [InlineData("1.M")]
    [InlineData(".5M")]
    [InlineData("1.0000000001G")]
    [InlineData("40m")]
    [InlineData("1/2")]
    [InlineData("40MM")]
    [InlineData("9223372036854775808")]
    [InlineData("9223372036854775807k")]
    public void What_is_no_rate_is_refused(string text)
    {
        Assert.False(Value.TryRate(Bytes(text), out long read));
        Assert.Equal(0, read);
    }

    [Theory]
    [InlineData("0", 0UL)]
    [InlineData("18446744073709551615", ulong.MaxValue)]
    public void A_counter_is_read_up_to_64_bits(string text, ulong counter)
    {
        Assert.True(Value.TryCounter(Bytes(text), out ulong read));
        Assert.Equal(counter, read);
    }

    [Theory]
    [InlineData("18446744073709551616")]
    [InlineData("99999999999999999999999")]
    [InlineData("")]
    [InlineData("+5")]
    [InlineData("-5")]
    [InlineData("5x")]
    [InlineData("0x5")]
    public void A_counter_that_overflows_or_is_no_number_is_refused(string text)
    {
        Assert.False(Value.TryCounter(Bytes(text), out ulong read));
        Assert.Equal(0UL, read);
    }

    [Theory]
    [InlineData("true", true, true)]
    [InlineData("yes", true, true)]
    [InlineData("false", true, false)]
    [InlineData("no", true, false)]
    [InlineData("", false, false)]
    [InlineData("True", false, false)]
    [InlineData("1", false, false)]
    public void Both_pairs_of_booleans_are_read(string text, bool known, bool value)
    {
        Assert.Equal(known, Value.TryBool(Bytes(text), out bool read));
        Assert.Equal(value, read);
    }

    [Theory]
    [InlineData("2d20h12m20s", 245_540_000_000_000)]
    [InlineData("1w", 604_800_000_000_000)]
    [InlineData("1w1d1h1m1s1ms1us", 694_861_001_001_000)]
    [InlineData("100ms", 100_000_000)]
    [InlineData("10s", 10_000_000_000)]
    [InlineData("0s", 0)]
    [InlineData("382us", 382_000)]
    [InlineData("40ns", 40)]
    [InlineData("1.5s", 1_500_000_000)]
    [InlineData("12ms345us", 12_345_000)]
    [InlineData("01:22:53", 4_973_000_000_000)]
    [InlineData("1d02:03:04", 93_784_000_000_000)]
    [InlineData("1w2d00:00:00.5", 777_600_500_000_000)]
    public void A_time_is_read_in_both_grammars(string text, long nanos)
    {
        Assert.True(Value.TryDuration(Bytes(text), out long read));
        Assert.Equal(nanos, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("s")]
    [InlineData("never")]
    [InlineData("1x")]
    [InlineData("1s2")]
    [InlineData("-1s")]
    [InlineData("1..5s")]
    [InlineData("1.5ns")]
    [InlineData("01:22")]
    [InlineData("01:60:00")]
    [InlineData("01:00:60")]
    [InlineData("01:00:00s")]
    [InlineData("01:00:00:00")]
    [InlineData("99999999999w")]
    [InlineData("15250w15250w")]
    public void What_is_no_time_is_refused(string text)
    {
        Assert.False(Value.TryDuration(Bytes(text), out long read));
        Assert.Equal(0, read);
    }

    [Theory]
    [InlineData("45", true, 45)]
    [InlineData("45%", true, 45)]
    [InlineData("100", true, 100)]
    [InlineData("101", false, 0)]
    [InlineData("%", false, 0)]
    [InlineData("", false, 0)]
    [InlineData("4%5", false, 0)]
    public void A_percentage_may_have_its_sign(string text, bool known, int percent)
    {
        Assert.Equal(known, Value.TryPercent(Bytes(text), out int read));
        Assert.Equal(percent, read);
    }

    [Theory]
    [InlineData("20000000/100000000", true, "20000000", "100000000")]
    [InlineData("1/", true, "1", "")]
    [InlineData("1", false, "", "")]
    [InlineData("1/2/3", false, "", "")]
    public void A_pair_is_split_at_its_only_slash(string text, bool known, string first, string second)
    {
        Assert.Equal(known, Value.TryPair(Bytes(text), out ReadOnlySpan<byte> left, out ReadOnlySpan<byte> right));
        Assert.Equal((first, second), (Encoding.ASCII.GetString(left), Encoding.ASCII.GetString(right)));
    }

    [Fact]
    public void Random_text_never_throws()
    {
        const string letters = "0123456789.:/%kMGbpstruefalsydhmwun- ";
        var random = new Random(7);
        Span<byte> text = stackalloc byte[24];
        for (int i = 0; i < 200_000; i++)
        {
            Span<byte> part = text[..random.Next(text.Length)];
            foreach (ref byte letter in part) letter = (byte)letters[random.Next(letters.Length)];
            Value.TryRate(part, out long rate);
            Value.TryDuration(part, out long nanos);
            Value.TryCounter(part, out _);
            Value.TryPercent(part, out _);
            Value.TryBool(part, out _);
            Value.TryPair(part, out _, out _);
            Assert.True(rate >= 0 && nanos >= 0);
        }
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);
}
