using Wanctl.Core.Settings;
using Wanctl.Demo;

namespace Wanctl.Tests.Demo;

public sealed class DemoOptionsTests
{
    [Fact]
    public void All_options_are_understood()
    {
        string[] args = ["--seconds", "2.5", "--plain", "--seed", "7", "--port", "0", "--law", "adaptive2"];
        Assert.True(DemoOptions.TryParse(args, out DemoOptions options, out _));
        Assert.Equal(2.5, options.Length?.Seconds);
        Assert.True(options.Plain);
        Assert.Equal(7UL, options.Seed);
        Assert.Equal(0, options.Port);
        Assert.Equal(RateLawKind.Adaptive2, options.Law);
    }

    [Fact]
    public void Without_options_it_runs_until_it_is_told_to_end()
    {
        Assert.True(DemoOptions.TryParse([], out DemoOptions options, out _));
        Assert.Null(options.Length);
        Assert.False(options.Plain);
    }

    [Theory]
    [InlineData("--seconds", "0")]
    [InlineData("--seconds", "-1")]
    [InlineData("--seconds", "soon")]
    [InlineData("--seconds", "1e9")]
    [InlineData("--seconds", "90000")]
    [InlineData("--seed", "-1")]
    [InlineData("--seed", "x")]
    [InlineData("--port", "65536")]
    [InlineData("--port", "-1")]
    [InlineData("--law", "Adaptive")]
    [InlineData("--speed", "2")]
    [InlineData("now", "")]
    public void What_is_wrong_is_named(string option, string value)
    {
        Assert.False(DemoOptions.TryParse([option, value], out _, out string problem));
        Assert.Contains(option, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--seconds")]
    [InlineData("--seed")]
    public void A_value_that_is_missing_is_named(string option)
    {
        Assert.False(DemoOptions.TryParse([option], out _, out string problem));
        Assert.Contains("nothing", problem, StringComparison.Ordinal);
    }
}
