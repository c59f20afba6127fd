using Wanctl.Reflect;

namespace Wanctl.Tests.Reflect;

public sealed class ReflectOptionsTests
{
    [Theory]
    [InlineData("", "[::]:862")]
    [InlineData("[::]:862", "[::]:862")]
    [InlineData("8620", "[::]:8620")]
    [InlineData(":8620", "[::]:8620")]
    [InlineData("192.0.2.7", "192.0.2.7:862")]
    [InlineData("192.0.2.7:0", "192.0.2.7:0")]
    [InlineData("192.0.2.7:8620", "192.0.2.7:8620")]
    [InlineData("2001:db8::7", "[2001:db8::7]:862")]
    [InlineData("[2001:db8::7]", "[2001:db8::7]:862")]
    [InlineData("[2001:db8::7]:8620", "[2001:db8::7]:8620")]
    [InlineData("::1", "[::1]:862")]
    public void An_address_a_port_or_both_say_where(string word, string address)
    {
        string[] words = word.Length == 0 ? [] : [word];
        Assert.True(ReflectOptions.TryParse(words, out ReflectOptions options, out string problem), problem);
        Assert.Equal(address, options.Address.ToString());
        Assert.Equal((50, 2000, null), (options.PerSource, options.InAll, options.KeyFile));
    }

    [Theory]
    [InlineData("router.example:862")]
    [InlineData("192.0.2:862")]
    [InlineData("1.2")]
    [InlineData("70000")]
    [InlineData("192.0.2.7:70000")]
    [InlineData("[::1")]
    [InlineData("-1")]
    public void What_is_none_is_told(string word)
    {
        Assert.False(ReflectOptions.TryParse([word], out _, out string problem));
        Assert.Contains($"'{word}'", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_options_are_taken()
    {
        string[] words = ["--rate", "100", "[::1]:9", "--total", "5000", "--key-file", "/a"];
        Assert.True(ReflectOptions.TryParse(words, out ReflectOptions options, out _));
        Assert.Equal((100, 5000, "/a"), (options.PerSource, options.InAll, options.KeyFile));
    }

    [Theory]
    [InlineData("--rate", "0")]
    [InlineData("--rate", "-5")]
    [InlineData("--total", "10000001")]
    [InlineData("--total", "fast")]
    public void A_rate_outside_its_range_is_told(string option, string value)
    {
        Assert.False(ReflectOptions.TryParse([option, value], out _, out string problem));
        Assert.Equal($"{option}: found '{value}', wanted answers a second, 1 to 10000000", problem);
    }

    [Theory]
    [InlineData("--rate")]
    [InlineData("--key-file")]
    public void An_option_without_its_value_is_told(string option)
    {
        Assert.False(ReflectOptions.TryParse([option], out _, out string problem));
        Assert.Equal($"{option} without a value", problem);
    }

    [Fact]
    public void Two_addresses_are_one_too_many()
    {
        Assert.False(ReflectOptions.TryParse(["[::1]:9", "[::2]:9"], out _, out string problem));
        Assert.StartsWith("found a second address '[::2]:9'", problem, StringComparison.Ordinal);
    }
}
