using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Config;

/// <summary>Files of a machine that is the router itself.</summary>
public sealed class TransportTests
{
    private const string Interface = "the name of an interface of this machine, 1 to 127 bytes";
    private const string Text = """
        wan_name: cable
        router:
          transport: linux-cake
        cake:
          download_interface: ifb4wan
          upload_interface: pppoe-wan
        continuous_monitoring:
          baseline_rtt_initial: 24
          ping_hosts: [192.0.2.7]
          download: {floor_mbps: 20, ceiling_mbps: 100}
          upload: {floor_mbps: 5, ceiling_mbps: 20}
        lock_file: /run/wanctl/cable.lock

        """;

    [Fact]
    public void Two_interfaces_are_all_that_it_takes()
    {
        WanFile file = Sample.File(Text);

        Assert.Equal(("ifb4wan", "pppoe-wan"), (file.Link.DownloadQueue, file.Link.UploadQueue));
        Assert.Equal((RouterTransport.LinuxCake, "", 0), (file.Link.Router.Transport, file.Link.Router.Host,
            file.Link.Router.Port));
        Assert.Null(file.Line);
    }

    [Fact]
    public void Rises_may_go_out_each_200_ms_and_cuts_at_once()
    {
        WriteBudgetSettings writes = Sample.File(Text).Link.Writes;

        Assert.Equal((WriteBudgetKind.Tokens, 5.0, 1, 0),
            (writes.Kind, writes.TokensPerSecond, writes.TokensMax, writes.TokensReserved));
        Assert.Equal("default (with linux-cake)",
            Sample.Value(Sample.Load(Text), "router.write_budget.per_second")?.Source);
    }

    [Fact]
    public void The_classic_law_has_the_same_budget_here_and_a_limiter_where_one_is_written()
    {
        const string Steps = "step_up_mbps: 1, factor_down: 0.9}";
        string classic = Sample.Classic + Text.Replace("_mbps: 100}", "_mbps: 100, " + Steps, StringComparison.Ordinal)
            .Replace("_mbps: 20}", "_mbps: 20, " + Steps, StringComparison.Ordinal)
            .Replace("lock_file", """
                  thresholds: {target_bloat_ms: 15, warn_bloat_ms: 45, baseline_time_constant_sec: 50,
                    load_time_constant_sec: 0.25}
                lock_file
                """, StringComparison.Ordinal);
        Assert.Equal(WriteBudgetKind.Tokens, Sample.File(classic).Link.Writes.Kind);

        WriteBudgetSettings writes = Sample.File(classic.Replace("linux-cake\n",
            "linux-cake\n  rate_limiter: {max_changes: 7}\n", StringComparison.Ordinal)).Link.Writes;
        Assert.Equal((WriteBudgetKind.Window, 7, Duration.FromSeconds(60)),
            (writes.Kind, writes.WindowWrites, writes.Window));
    }

    [Fact]
    public void A_budget_of_one_s_own_wins()
    {
        WriteBudgetSettings writes = Sample.File(With("linux-cake",
            "linux-cake\n  write_budget: {per_second: 2, burst: 3}")).Link.Writes;

        Assert.Equal((2.0, 3, 0), (writes.TokensPerSecond, writes.TokensMax, writes.TokensReserved));
    }

    [Theory]
    [InlineData("linux-cake\n", "linux-cake\n  host: 192.0.2.1\n", "router.host")]
    [InlineData("linux-cake\n", "linux-cake\n  password: x\n", "router.password")]
    [InlineData("linux-cake\n", "linux-cake\n  queue_kind: simple\n", "router.queue_kind")]
    [InlineData("linux-cake\n", "linux-cake\n  statistics_interval_seconds: "
        + "0.1\n", "router.statistics_interval_seconds")]
    [InlineData("cake:\n", "queues: {download: a}\ncake:\n", "queues.download")]
    public void A_key_of_routeros_contradicts_it(string passage, string other, string path) => Assert.EndsWith(
        $": {path}: found a key of RouterOS with transport linux-cake, wanted no such key: CAKE runs in this machine's "
        + "kernel, and nobody is contacted", Sample.Problem(With(passage, other)), StringComparison.Ordinal);

    [Fact]
    public void A_key_of_linux_cake_contradicts_routeros() => Assert.Equal(
        "10:28: cake.download_interface: found a key of transport linux-cake, wanted transport: linux-cake, or no such "
        + "key", Sample.Problem(Sample.With("continuous_monitoring:\n",
            "cake: {download_interface: ifb4wan}\ncontinuous_monitoring:\n")));

    [Theory]
    [InlineData("  download_interface: ifb4wan\n", "",
        "4:1: cake.download_interface: found nothing, wanted the name of an interface of this machine, 1 to 127 bytes "
        + "(required with linux-cake)")]
    [InlineData("ifb4wan", "pppoe-wan",
        "6:21: cake.upload_interface: found pppoe-wan for both directions, wanted two interfaces: an interface "
        + "shapes what it sends; for what comes in there is an IFB")]
    [InlineData("ifb4wan", "a/b", "5:23: cake.download_interface: found a/b (it holds '/'), wanted " + Interface)]
    [InlineData("ifb4wan", "\"a b\"",
        "5:23: cake.download_interface: found \"a b\" (it holds a blank), wanted " + Interface)]
    [InlineData("ifb4wan", "\"a\u00a0b\"",
        "5:23: cake.download_interface: found \"a\\u00a0b\" (it holds a blank), wanted " + Interface)]
    [InlineData("ifb4wan", "\"a\u200bb\"", "5:23: cake.download_interface: found \"a\\u200bb\" (it holds a character "
        + "that nobody can see), wanted " + Interface)]
    [InlineData("ifb4wan", "..", "5:23: cake.download_interface: found .. (no interface can be called so), wanted "
        + Interface)]
    [InlineData("ifb4wan", "$(x)", "5:23: cake.download_interface: found $(x) (it holds '$'), wanted " + Interface)]
    [InlineData("ifb4wan", "ifb4wan\n  line: vdsl",
        "6:9: cake.line: found vdsl, wanted docsis or ethernet or ether-vlan or pppoe-ptm or bridged-ptm or "
        + "pppoa-vcmux or pppoa-llc or pppoe-vcmux or pppoe-llcsnap or bridged-vcmux or bridged-llcsnap or "
        + "ipoa-vcmux or ipoa-llcsnap, or several of them, whose overheads add up")]
    [InlineData("ifb4wan", "ifb4wan\n  line: pppoe-ptm vlan",
        "6:9: cake.line: found pppoe-ptm vlan ('vlan'), wanted docsis or ethernet or ether-vlan or pppoe-ptm or "
        + "bridged-ptm or pppoa-vcmux or pppoa-llc or pppoe-vcmux or pppoe-llcsnap or bridged-vcmux or "
        + "bridged-llcsnap or ipoa-vcmux or ipoa-llcsnap, or several of them, whose overheads add up")]
    public void Interfaces_that_cannot_be_are_refused(string passage, string other, string problem) =>
        Assert.Equal(problem, Sample.Problem(With(passage, other)));

    [Theory]
    [InlineData("пров-7")]
    [InlineData("wan@home")]
    [InlineData("enx0123456789ab-the-way-to-the-provider")]
    public void Interfaces_have_the_names_that_the_kernel_allows(string name) =>
        Assert.Equal(name, Sample.File(With("ifb4wan", name)).Link.DownloadQueue);

    [Theory]
    [InlineData("pppoe-ptm ether-vlan", "pppoe-ptm ether-vlan")]
    [InlineData("\"ethernet,pppoe-ptm\"", "ethernet pppoe-ptm")]
    [InlineData("ethernet,  ether-vlan", "ethernet ether-vlan")]
    public void A_kind_of_line_may_take_several_words(string written, string kept) =>
        Assert.Equal(kept, Sample.File(With("ifb4wan", $"ifb4wan\n  line: {written}")).Line);

    [Fact]
    public void The_kind_of_line_is_kept_for_an_audit() =>
        Assert.Equal("docsis", Sample.File(With("ifb4wan", "ifb4wan\n  line: docsis")).Line);

    private static string With(string passage, string other)
    {
        Assert.Contains(passage, Text, StringComparison.Ordinal);
        return Text.Replace(passage, other, StringComparison.Ordinal);
    }
}
