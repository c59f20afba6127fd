namespace Wanctl.Tests.Config;

public sealed class KeyProblemTests
{
    [Theory]
    [InlineData("host: 192", "hots: 192",
        "4:3: router.hots: found an unknown key, wanted router.host (the nearest known key)")]
    [InlineData("wan_name: cable", "wan_nmae: cable",
        "1:1: wan_nmae: found an unknown key, wanted wan_name (the nearest known key)")]
    [InlineData("wan_name: cable", "wan_name: cable\nceiling_mbps: 5",
        "2:1: ceiling_mbps: found an unknown key, wanted continuous_monitoring.download.ceiling_mbps (it "
        + "belongs there)")]
    [InlineData("wan_name: cable", "wan_name: cable\npassword: hunter2",
        "2:1: password: found an unknown key, wanted router.password (it belongs there)")]
    [InlineData("wan_name: cable", "wan_name: cable\ntransprot: api",
        "2:1: transprot: found an unknown key, wanted router.transport (it belongs there)")]
    [InlineData("wan_name: cable", "wan_name: cable\nqwertyuiop: 1",
        "2:1: qwertyuiop: found an unknown key, wanted one of schema_version, wan_name, "
        + "cycle_interval_seconds, ping_source_ip, ping_interface, control, router, queues, cake, "
        + "continuous_monitoring, timeouts, lock_file, ...")]
    [InlineData("user: wanctl", "user: wanctl\n  user: other",
        "6:3: router.user: found the same key again, wanted it once (line 5 has it)")]
    [InlineData("user: wanctl", "user: wanctl\n  ? [a, b]\n  : c",
        "6:5: router: found a key that is not a plain word, wanted 'key: value'")]
    [InlineData("user: wanctl", "user: wanctl\n  <<: {port: 1}",
        "6:3: router: found a merge key (<<), wanted the keys themselves")]
    [InlineData("lock_file: /run/wanctl/cable.lock\n", "timeouts: {ping: 1}\n",
        "1:1: lock_file: found nothing, wanted an absolute path of a file (required)")]
    [InlineData("  user: wanctl\n", "",
        "2:1: router.user: found nothing, wanted a user name (required)")]
    [InlineData("user: wanctl", "user:",
        "5:8: router.user: found nothing, wanted a user name (required)")]
    [InlineData("user: wanctl", "user: ~",
        "5:9: router.user: found nothing, wanted a user name (required)")]
    [InlineData("user: wanctl", "user: null",
        "5:9: router.user: found nothing, wanted a user name (required)")]
    [InlineData("    ceiling_mbps: 100\n", "",
        "13:3: continuous_monitoring.download.ceiling_mbps: found nothing, wanted a number from 1 to 10000 "
        + "Mbit/s (required)")]
    [InlineData("  transport: api\n", "",
        "2:1: router.transport: found nothing, wanted api or api-ssl or linux-cake: RouterOS's API, enabled on "
        + "the router by '/ip service enable api' (or api-ssl), or the kernel of this machine (required)")]
    [InlineData("lock_file: /run", "timeouts: 5\nlock_file: /run",
        "28:11: timeouts: found a single value, wanted a group of keys, indented below it")]
    [InlineData("lock_file: /run", "timeouts: [ping, 5]\nlock_file: /run",
        "28:11: timeouts: found a list, wanted a group of keys, indented below it")]
    [InlineData("user: wanctl", "user: [wanctl]",
        "5:9: router.user: found a list, wanted a user name")]
    [InlineData("user: wanctl", "user: {name: wanctl}",
        "5:9: router.user: found a group of keys, wanted a user name")]
    [InlineData("user: wanctl", "user: !!str wanctl",
        "5:9: router.user: found a YAML tag (a word that begins with '!'), wanted the value alone, in quotes "
        + "if it begins with '!'")]
    public void A_key_that_does_not_belong_is_reported_with_what_does(string passage, string other, string problem) =>
        Assert.Equal(problem, Sample.Problem(Sample.With(passage, other)));
}
