namespace Wanctl.Tests.Config;

public sealed class AddressProblemTests
{
    [Theory]
    [InlineData("-f", "-f (a leading '-' reads as an option)")]
    [InlineData("one.one.one.one", "one.one.one.one (a name, not an address)")]
    [InlineData("192.0.2", "192.0.2")]
    [InlineData("1", "1")]
    [InlineData("0x7f.0.0.1", "0x7f.0.0.1")]
    [InlineData("010.0.0.1", "010.0.0.1")]
    [InlineData("192.0.2.256", "192.0.2.256")]
    [InlineData("192.0.2.7:80", "192.0.2.7:80")]
    [InlineData("\"fe80::1%eth0\"", "\"fe80::1%eth0\" (a zone belongs into router.host alone)")]
    [InlineData("'::ffff:0.0.0.0'", "\"::ffff:0.0.0.0\" (the address of no host)")]
    [InlineData("'::ffff:224.0.0.1'", "\"::ffff:224.0.0.1\" (the address of a group, not of one host)")]
    [InlineData("\"[::1]\"", "\"[::1]\"")]
    [InlineData("0.0.0.0", "0.0.0.0 (the address of no host)")]
    [InlineData("224.0.0.1", "224.0.0.1 (the address of a group, not of one host)")]
    [InlineData("255.255.255.255", "255.255.255.255 (the address of a group, not of one host)")]
    [InlineData("\"::\"", "\"::\" (the address of no host)")]
    [InlineData("ff02::1", "ff02::1 (the address of a group, not of one host)")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("null", "nothing")]
    [InlineData("[192.0.2.7]", "a list")]
    [InlineData("192.0.2.7/32", "192.0.2.7/32")]
    [InlineData("\"192.0.2.7 \"", "\"192.0.2.7 \"")]
    public void A_reflector_that_is_not_the_address_of_one_host_is_refused(string value, string found) => Assert.Equal(
        $"12:16: continuous_monitoring.ping_hosts[0]: found {found}, wanted an IPv4 or IPv6 address",
        Sample.Problem(Sample.With("192.0.2.7", value)));

    [Theory]
    [InlineData("ping_hosts: [192.0.2.7, 192.0.2.8]", "ping_hosts: 192.0.2.7",
        "12:15: continuous_monitoring.ping_hosts: found a single value, wanted a list of 1 to 8 different "
        + "addresses")]
    [InlineData("ping_hosts: [192.0.2.7, 192.0.2.8]", "ping_hosts: []",
        "12:15: continuous_monitoring.ping_hosts: found a list of 0, wanted a list of 1 to 8 different "
        + "addresses")]
    [InlineData("ping_hosts: [192.0.2.7, 192.0.2.8]", "ping_hosts: [192.0.2.7, \"::ffff:192.0.2.7\"]",
        "12:27: continuous_monitoring.ping_hosts[1]: found the same as item 0, wanted each value once")]
    [InlineData("ping_hosts: [192.0.2.7, 192.0.2.8]", "ping_hosts: [\"::1\", \"0:0::1\"]",
        "12:23: continuous_monitoring.ping_hosts[1]: found the same as item 0, wanted each value once")]
    [InlineData("ping_hosts: [192.0.2.7, 192.0.2.8]",
        "ping_hosts: [1.0.0.1, 1.0.0.2, 1.0.0.3, 1.0.0.4, 1.0.0.5, 1.0.0.6, 1.0.0.7, 1.0.0.8, 1.0.0.9]",
        "12:15: continuous_monitoring.ping_hosts: found a list of 9, wanted a list of 1 to 8 different "
        + "addresses")]
    public void Reflectors_are_one_to_eight_different_addresses(string passage, string other, string problem) =>
        Assert.Equal(problem, Sample.Problem(Sample.With(passage, other)));

    [Theory]
    [InlineData("download:\n    floor", "fallback_checks: {tcp_targets: 1.1.1.1}\n  download:\n    floor",
        "13:34: continuous_monitoring.fallback_checks.tcp_targets: found a single value, wanted a list of 0 "
        + "to 8 pairs [address, port]")]
    [InlineData("download:\n    floor", "fallback_checks: {tcp_targets: [[1.1.1.1]]}\n  download:\n    floor",
        "13:35: continuous_monitoring.fallback_checks.tcp_targets[0]: found a list, wanted a pair [address, "
        + "port]")]
    [InlineData("download:\n    floor", "fallback_checks: {tcp_targets: [[1.1.1.1, 0]]}\n  download:\n    floor",
        "13:45: continuous_monitoring.fallback_checks.tcp_targets[0][1]: found 0, wanted a whole number from "
        + "1 to 65535")]
    [InlineData("download:\n    floor",
        "fallback_checks: {tcp_targets: [[example.net, 443]]}\n  download:\n    floor",
        "13:36: continuous_monitoring.fallback_checks.tcp_targets[0][0]: found example.net (a name, not an "
        + "address), wanted an IPv4 or IPv6 address")]
    [InlineData("download:\n    floor",
        "fallback_checks: {tcp_targets: [[1.1.1.1, 443], [1.1.1.1, 443]]}\n  download:\n    floor",
        "13:51: continuous_monitoring.fallback_checks.tcp_targets[1]: found the same as item 0, wanted each "
        + "value once")]
    public void A_tcp_target_is_a_pair_of_address_and_port(string passage, string other, string problem) =>
        Assert.Equal(problem, Sample.Problem(Sample.With(passage, other)));

    [Fact]
    public void A_reflector_must_be_of_the_family_of_the_own_address()
    {
        string text = Sample.With("192.0.2.8]", "'2001:db8::8']") + "ping_source_ip: 192.0.2.2\n";
        Assert.Equal(
            "12:27: continuous_monitoring.ping_hosts[1]: found 2001:db8::8, "
            + "wanted the address family of ping_source_ip (192.0.2.2)",
            Sample.Problem(text));
    }

    [Fact]
    public void Addresses_are_kept_in_their_normal_spelling()
    {
        string text = Sample.With("192.0.2.7", "'2001:DB8:0::0:7'");
        Assert.Equal(["2001:db8::7", "192.0.2.8"], Sample.File(text).Link.Probe.Reflectors);
    }
}
