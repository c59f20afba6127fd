using Wanctl.Measure;

namespace Wanctl.Tests.Measuring;

/// <summary>The command line of <c>wanctl measure</c>.</summary>
public class MeasureOptionsTests
{
    [Fact]
    public void Options_and_file_may_stand_in_any_order()
    {
        Assert.True(MeasureOptions.TryParse(
            ["--load", "iperf3 -c x", "a.yaml", "--seconds", "20", "--json", "--direction", "up"],
            out MeasureOptions options, out _));
        Assert.Equal(("a.yaml", "iperf3 -c x", 20, true, false),
            (options.Path, options.Load, options.Seconds, options.Json, options.Idle));
        Assert.Equal(new LoadedWays(Down: false, Up: true), options.Ways);
    }

    [Theory]
    [InlineData("a b", "measure with several files: one link at a time")]
    [InlineData("a --load", "--load without a value")]
    [InlineData("a --seconds 4", "--seconds: found '4', wanted whole seconds, 5 to 45")]
    [InlineData("a --seconds 46", "--seconds: found '46', wanted whole seconds, 5 to 45")]
    [InlineData("a --seconds -5", "--seconds: found '-5', wanted whole seconds")]
    [InlineData("a --direction left", "--direction: found 'left', wanted down, up or both")]
    [InlineData("a --force", "measure has no option '--force'")]
    public void What_is_not_understood_is_named(string line, string problem)
    {
        string[] args = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.False(MeasureOptions.TryParse(args, out _, out string found));
        Assert.StartsWith(problem, found, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\0b")]
    public void A_load_is_a_command(string command) =>
        Assert.False(MeasureOptions.TryParse(["a.yaml", "--load", command], out _, out _));
}
