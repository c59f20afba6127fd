using Wanctl.Config.Schema;

namespace Wanctl.Tests.Config;

public sealed class NearestKeyTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("", "abc", 3)]
    [InlineData("abc", "", 3)]
    [InlineData("host", "host", 0)]
    [InlineData("hots", "host", 1)]
    [InlineData("hosst", "host", 1)]
    [InlineData("hst", "host", 1)]
    [InlineData("hast", "host", 1)]
    [InlineData("ca", "abc", 3)]
    [InlineData("queues", "router", 5)]
    public void Swaps_count_as_one_letter(string left, string right, int expected) =>
        Assert.Equal(expected, NearestKey.Distance(left, right));

    [Fact]
    public void A_name_of_any_length_is_compared_in_no_time() =>
        Assert.Equal(int.MaxValue, NearestKey.Distance(new string('a', 100_000), "host"));

    [Theory]
    [InlineData("hots", "host")]
    [InlineData("prot", "port")]
    [InlineData("x", null)]
    [InlineData("completely_different", null)]
    public void Only_a_near_name_is_suggested(string name, string? expected) =>
        Assert.Equal(expected, NearestKey.Among(["host", "port", "certificate_pin"], name));
}
