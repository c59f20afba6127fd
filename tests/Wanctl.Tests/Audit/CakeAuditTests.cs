using Wanctl.Audit;
using Wanctl.Config.Schema;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Counting;
using Wanctl.Host.Cake;
using Wanctl.Tests.Kit;
using Wanctl.Wire.Cake;
using Wanctl.Wire.Netlink;

namespace Wanctl.Tests.Audit;

/// <summary>What an audit finds, and that it finds nothing where nothing is wrong.</summary>
public sealed class CakeAuditTests
{
    private const int Wan = 2;
    private const int Ifb = 3;
    private const int Other = 4;

    private static readonly LinkSettings Link = Links.Cable with
    {
        DownloadQueue = "ifb4wan",
        UploadQueue = "wan",
        Download = Links.CableDownload with { Ceiling = Rate.FromMbps(940) },
        Upload = Links.CableUpload with { Ceiling = Rate.FromMbps(38.5) },
        Router = Links.Cable.Router with { Transport = RouterTransport.LinuxCake },
    };

    private static readonly CakeSetup Down = new()
    {
        BytesPerSecond = 1, Isolation = CakeIsolation.DualDestinationHost, Ingress = true, Overhead = 18, Mpu = 64,
    };

    private static readonly CakeSetup Up = new()
    {
        BytesPerSecond = 1, Isolation = CakeIsolation.DualSourceHost, Overhead = 18, Mpu = 64,
    };

    private readonly List<SurveyedLink> _links =
    [
        new(1, "lo", "", Running: true), new(Wan, "wan", "", Running: true), new(Ifb, "ifb4wan", "ifb", Running: true),
        new(Other, "lan", "", Running: true),
    ];

    private readonly List<SurveyedQdisc> _qdiscs =
    [
        new(1, "noqueue", 0, QdiscEntry.Root, null),
        new(Wan, "cake", 0x8001_0000, QdiscEntry.Root, Up), new(Wan, "ingress", 0xFFFF_0000, QdiscEntry.Ingress, null),
        new(Ifb, "cake", 0x8002_0000, QdiscEntry.Root, Down),
    ];

    private readonly List<SurveyedRedirect> _redirects = [new(Wan, Ifb)];

    [Theory]
    [InlineData(null)]
    [InlineData("docsis")]
    public void A_sound_set_up_has_no_findings(string? line) => Assert.Empty(Findings(line));

    [Fact]
    public void A_download_that_is_shaped_on_the_lan_s_interface_is_sound()
    {
        _links[2] = _links[2] with { Kind = "" };
        _redirects.Clear();
        _qdiscs[3] = _qdiscs[3] with { Setup = Down with { Ingress = false } };

        Assert.Empty(Findings());
    }

    [Fact]
    public void Missing_interfaces_come_with_the_commands_that_make_an_ifb()
    {
        _links.RemoveRange(1, 2);
        _qdiscs.Clear();

        Assert.Equal(["error: ifb4wan: found no such interface, wanted one; or another name in the configuration",
            "    ip link add ifb4wan type ifb", "    ip link set ifb4wan up",
            "error: wan: found no such interface, wanted one; or another name in the configuration",
            "    ip link show"], Findings());
    }

    [Fact]
    public void An_interface_that_is_down_is_an_error()
    {
        _links[1] = _links[1] with { Running = false };

        Assert.Equal(["error: wan: found the interface down or without carrier, wanted it up",
            "    ip link set wan up"], Findings());
    }

    [Fact]
    public void A_missing_cake_comes_with_the_command_that_makes_it_for_its_direction_and_line()
    {
        _qdiscs.RemoveAt(3);
        _qdiscs.RemoveAt(1);

        Assert.Equal(["error: ifb4wan: found no CAKE, wanted one",
            "    tc qdisc replace dev ifb4wan root cake bandwidth 940mbit dual-dsthost ingress pppoe-ptm",
            "error: wan: found no CAKE, wanted one",
            "    tc qdisc replace dev wan root cake bandwidth 38.5mbit dual-srchost pppoe-ptm"], Findings("pppoe-ptm"));
    }

    [Fact]
    public void A_default_cake_and_several_are_errors()
    {
        _qdiscs[3] = _qdiscs[3] with { Handle = 0 };
        _qdiscs[1] = new SurveyedQdisc(Wan, "mq", 0x1_0000, QdiscEntry.Root, null);
        _qdiscs.Add(new SurveyedQdisc(Wan, "cake", 0x8003_0000, 0x1_0001, Up));
        _qdiscs.Add(new SurveyedQdisc(Wan, "cake", 0x8004_0000, 0x1_0002, Up));

        Assert.Equal([
            "error: ifb4wan: found the kernel's default CAKE, which cannot be changed, wanted one that was made by "
            + "hand",
            "    tc qdisc replace dev ifb4wan root cake bandwidth 940mbit dual-dsthost ingress",
            "error: wan: found 2 CAKEs, each with a bandwidth of its own, wanted one that shapes all packets",
            "    tc qdisc replace dev wan root cake bandwidth 38.5mbit dual-srchost"], Findings());
    }

    [Fact]
    public void A_cake_mq_with_its_parts_is_one_cake()
    {
        _qdiscs[1] = _qdiscs[1] with { Kind = "cake_mq" };
        _qdiscs.Add(new SurveyedQdisc(Wan, "cake", 0, 0x8001_0001, Up));
        _qdiscs.Add(new SurveyedQdisc(Wan, "cake", 0, 0x8001_0002, Up));

        Assert.Empty(Findings("docsis"));
    }

    [Fact]
    public void A_cake_on_one_hardware_queue_leaves_the_others_unshaped()
    {
        _qdiscs[1] = new SurveyedQdisc(Wan, "mq", 0x1_0000, QdiscEntry.Root, null);
        _qdiscs.Add(new SurveyedQdisc(Wan, "cake", 0x8003_0000, 0x1_0001, Up));

        Assert.Equal(["error: wan: found CAKE on one of the interface's hardware queues, wanted CAKE at the root: what "
            + "the other queues send is not shaped",
            "    tc qdisc replace dev wan root cake bandwidth 38.5mbit dual-srchost"], Findings());
    }

    [Fact]
    public void A_shaper_above_cake_is_the_second_in_a_row_and_a_leaf_is_changed_where_it_hangs()
    {
        _qdiscs[1] = new SurveyedQdisc(Wan, "htb", 0x1_0000, QdiscEntry.Root, null);
        _qdiscs.Add(new SurveyedQdisc(Wan, "cake", 0x8003_0000, 0x1_0010, Up with { Overhead = 0, Raw = true }));

        Assert.Equal(["warning: wan: found raw mpu 64, wanted docsis: CAKE counts packets shorter than the line does, "
            + "and the queue moves to the modem",
            "    tc qdisc change dev wan parent 1:10 cake docsis",
            "warning: wan: found two shapers in a row: CAKE below htb, wanted CAKE at the root, or a rate above it "
            + "that never binds: the lower of the two decides, and wanctl moves only CAKE",
            "    tc qdisc replace dev wan root cake bandwidth 38.5mbit dual-srchost docsis"], Findings("docsis"));
    }

    [Theory]
    [InlineData("docsis", 18, 64, CakeCells.None, "")]
    [InlineData("docsis", 18, 0, CakeCells.None, "warning")]
    [InlineData("docsis", 44, 64, CakeCells.None, "notice")]
    [InlineData("docsis", 18, 64, CakeCells.Atm, "warning")]
    [InlineData("pppoe-ptm", 30, 0, CakeCells.Ptm, "")]
    [InlineData("pppoe-ptm", 22, 0, CakeCells.Ptm, "warning")]
    [InlineData("pppoe-llcsnap", 44, 0, CakeCells.Atm, "notice")]
    [InlineData("pppoe-llcsnap", 40, 0, CakeCells.None, "warning")]
    [InlineData("ether-vlan", 42, 84, CakeCells.None, "")]
    public void The_overhead_is_held_against_the_kind_of_line(
        string line, int overhead, uint mpu, CakeCells cells, string expected)
    {
        CakeSetup framing = Up with { Overhead = overhead, Mpu = mpu, Cells = cells };
        _qdiscs[1] = _qdiscs[1] with { Setup = framing };
        _qdiscs[3] = _qdiscs[3] with
        {
            Setup = framing with { Ingress = true, Isolation = CakeIsolation.DualDestinationHost },
        };
        List<string> findings = Findings(line);

        if (expected.Length == 0)
        {
            Assert.Empty(findings);
            return;
        }
        Assert.StartsWith(expected + ": ifb4wan: found ", findings[0], StringComparison.Ordinal);
        string keywords = line == "ether-vlan" ? "ethernet ether-vlan" : line;
        Assert.Equal($"    tc qdisc change dev ifb4wan root cake {keywords}", findings[1]);
    }

    [Fact]
    public void Without_a_kind_of_line_no_overhead_at_all_is_worth_a_notice()
    {
        _qdiscs[1] = _qdiscs[1] with { Setup = Up with { Overhead = 0, Mpu = 0, Raw = true } };

        Assert.Equal(["notice: wan: found no overhead (raw), wanted that of the line, or packets weigh more there than "
            + "CAKE counts; cake.line names its kind"], Findings());
    }

    [Fact]
    public void Two_controllers_are_one_too_many()
    {
        _qdiscs[3] = _qdiscs[3] with { Setup = Down with { AutorateIngress = true } };

        Assert.Equal(["error: ifb4wan: found autorate-ingress: CAKE moves its bandwidth itself, wanted one "
            + "controller; to set the bandwidth ends CAKE's own",
            "    tc qdisc change dev ifb4wan root cake bandwidth 940mbit"], Findings());
    }

    [Fact]
    public void An_ifb_for_the_upload_is_the_wrong_way_round()
    {
        LinkSettings swapped = Link with { DownloadQueue = "wan", UploadQueue = "ifb4wan" };
        List<string> findings = Findings(null, swapped);

        Assert.Contains("error: ifb4wan: found an IFB for the upload, and a sending interface for the download, "
            + "wanted the other way round: cake.download_interface: ifb4wan, cake.upload_interface: wan", findings);
        Assert.Contains(findings, finding => finding.StartsWith(
            "warning: wan: found isolation of the hosts on the Internet (source) for the download",
            StringComparison.Ordinal));
    }

    [Fact]
    public void An_ifb_that_nothing_feeds_shapes_nothing()
    {
        _redirects.Clear();

        Assert.Equal(["error: ifb4wan: found an IFB that nothing is redirected to, wanted what comes in through "
            + "wan, or the download is not shaped",
            "    tc qdisc replace dev wan handle ffff: ingress",
            "    tc filter add dev wan parent ffff: protocol all matchall action mirred egress redirect dev ifb4wan"],
            Findings());
    }

    [Fact]
    public void An_ifb_that_the_lan_feeds_carries_the_upload()
    {
        _redirects[0] = new SurveyedRedirect(Other, Ifb);

        Assert.StartsWith("error: ifb4wan: found an IFB that lan feeds, wanted one that wan feeds", Findings()[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public void Ingress_belongs_behind_the_bottleneck_and_nowhere_else()
    {
        _qdiscs[1] = _qdiscs[1] with { Setup = Up with { Ingress = true } };
        _qdiscs[3] = _qdiscs[3] with { Setup = Down with { Ingress = false } };

        Assert.Equal(
            ["    tc qdisc change dev ifb4wan root cake ingress", "    tc qdisc change dev wan root cake egress"],
            Findings().FindAll(line => line.StartsWith(' ')));
    }

    [Fact]
    public void Another_shaper_is_named_unless_it_is_another_links()
    {
        _qdiscs.Add(new SurveyedQdisc(Other, "cake", 0x8009_0000, QdiscEntry.Root, Up));
        Assert.Equal(["warning: lan: found a CAKE with a bandwidth that no link here moves, wanted none on the way "
            + "of the same packets: of two shapers in a row the slower decides",
            "    tc qdisc del dev lan root"], Findings());

        var configured = new HashSet<string> { "wan", "ifb4wan", "lan" };
        Assert.Empty(CakeAudit.Examine(Survey(), Link, null, configured));
        _qdiscs[^1] = _qdiscs[^1] with { Setup = Up with { BytesPerSecond = 0 } };
        Assert.Empty(Findings());
    }

    [Fact]
    public void The_configuration_knows_the_same_kinds_of_line()
    {
        Assert.Equal(CakeKeys.LineWords, new List<LineKind>(LineKind.All).ConvertAll(kind => kind.Name));
        Assert.Null(LineKind.Find("cable"));
        Assert.Null(LineKind.Find(null));
    }

    [Theory]
    [InlineData("ether-vlan", 42, CakeCells.None, 84)]
    [InlineData("ethernet ether-vlan", 42, CakeCells.None, 84)]
    [InlineData("ethernet,ether-vlan,ether-vlan", 46, CakeCells.None, 84)]
    [InlineData("pppoe-ptm ether-vlan", 34, CakeCells.Ptm, 0)]
    [InlineData("ethernet,pppoe-ptm", 68, CakeCells.Ptm, 84)]
    public void The_words_of_a_line_add_up(string words, int overhead, CakeCells cells, int mpu)
    {
        LineKind line = LineKind.Find(words)!;
        Assert.Equal((overhead, cells, (uint)mpu), (line.Overhead, line.Cells, line.Mpu));
        Assert.Equal(line, LineKind.OfScheme(line.Scheme)! with { Name = line.Name });
    }

    [Fact]
    public void Interfaces_may_be_called_by_an_alternative_name()
    {
        _links[1] = _links[1] with { OtherNames = ["second", "uplink"] };
        LinkSettings link = Link with { UploadQueue = "uplink" };
        var configured = new HashSet<string> { "uplink", "ifb4wan" };
        Assert.Empty(CakeAudit.Examine(Survey(), link, null, configured));

        AuditFinding twice = Assert.Single(
            CakeAudit.Examine(Survey(), link with { DownloadQueue = "wan" }, null, configured),
            finding => finding.Found == "the interface wan, as wan is");
        Assert.Equal(AuditSeverity.Error, twice.Severity);
    }

    [Theory]
    [InlineData(0, 2_000_000, 24, "error: ifb4wan: found 0 bytes counted as download while 2.0 MB came in through wan: "
        + "packets go past this CAKE")]
    [InlineData(2_000_000, 0, 24, "error: wan: found 0 bytes counted as upload while 2.0 MB went out through wan")]
    [InlineData(2_000_000, 99_000, 24, "warning: wan: found 99.0 kB counted as upload while 2.0 MB went out")]
    public void A_cake_that_counts_nothing_of_what_passes_is_named(int down, int up, int answers, string expected)
    {
        var passage = new Passage(
            Duration.FromSeconds(3.5), (ulong)down, (ulong)up, "wan", 2_000_000, 2_000_000, answers);
        AuditFinding finding = Assert.Single(
            CakeAudit.Examine(Survey(), Link, null, new HashSet<string> { "wan", "ifb4wan" }, passage));
        Assert.StartsWith(expected, finding.ToString(), StringComparison.Ordinal);
        Assert.Contains("nft list flowtables", finding.Commands);
    }

    private List<string> Findings(string? line = null, LinkSettings? link = null)
    {
        var lines = new List<string>();
        var configured = new HashSet<string> { "wan", "ifb4wan" };
        foreach (AuditFinding one in CakeAudit.Examine(Survey(), link ?? Link, LineKind.Find(line), configured))
        {
            lines.Add(one.ToString());
            foreach (string command in one.Commands)
                lines.Add("    " + command);
        }
        return lines;
    }

    private KernelSurvey Survey() => new(_links, _qdiscs, _redirects);
}
