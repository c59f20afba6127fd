using System.Linq;
using Wanctl.Config;
using Wanctl.Tests.Config;

namespace Wanctl.Tests;

/// <summary>What a reload says of the values that differ.</summary>
public sealed class ChangedValueTests
{
    [Fact]
    public void The_same_file_has_no_changes() =>
        Assert.Empty(ChangedValue.Between(Sample.Load(Sample.Text), Sample.Load(Sample.Text)));

    [Fact]
    public void A_value_is_told_with_its_key_before_and_after() => Assert.Equal(
        ["continuous_monitoring.download.step_up_mbps changed from 1 to 2.5"],
        Changes(Sample.With("step_up_mbps: 1\n", "step_up_mbps: 2.5\n")));

    [Fact]
    public void A_secret_is_never_shown() => Assert.Equal(
        ["router.password changed from *** to ***"],
        Changes(Sample.With("${ROUTER_PASSWORD}", "another")));

    [Fact]
    public void A_value_that_was_not_there_came_from_nothing() => Assert.Contains(
        "ping_interface changed from nothing to eth0",
        Changes(Sample.With("wan_name: cable", "wan_name: cable\nping_interface: eth0")));

    [Theory]
    [InlineData("router", "router.port", true)]
    [InlineData("ping_hosts", "continuous_monitoring.ping_hosts", true)]
    [InlineData("fallback_checks", "continuous_monitoring.fallback_checks.enabled", true)]
    [InlineData("lock_file", "continuous_monitoring.download.ceiling_mbps", false)]
    public void A_key_that_needs_a_start_covers_those_below_it(string rule, string key, bool covers) =>
        Assert.Equal(covers, ReloadRules.Covers([rule], key));

    private static string[] Changes(string text) =>
        [.. ChangedValue.Between(Sample.Load(Sample.Text), Sample.Load(text)).Select(change => change.ToString())];
}
