using System.IO;
using System.Text.RegularExpressions;
using Wanctl.Audit;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Setup;
using Wanctl.Simulation.RouterOs;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Audit;

/// <summary>
/// Each mistake is made on a router that was sound, its finding's commands are entered with the broken object in place,
/// and the next audit finds nothing; and no sentence of the audit is without a mistake here that brings it about.
/// </summary>
public sealed partial class RouterFaultTests
{
    private const string Down = "WAN-Download-cable";
    private const string Up = "WAN-Upload-cable";
    private const string DownType = "wanctl-cable-down";
    private const string Net = "wanctl-dead-man-cable";

    private static readonly SetupPlan s_plan = RouterKit.Cable with { DeadMan = true };

    /// <summary>The mistakes whose commands mend them: what the finding begins with, and how it comes about.</summary>
    private static readonly (string Finding, SetupPlan Plan, Action<RouterKit> Break)[] s_mended =
    [
        ("error: WAN-Download-cable: found the queue disabled", s_plan, Set("/queue/tree", Down, "disabled", "true")),
        ("error: WAN-Upload-cable: found the queue invalid", s_plan, Set("/queue/tree", Up, "invalid", "true")),
        ("error: WAN-Upload-cable: found a queue named 'wan-", s_plan,
            Set("/queue/tree", Up, "name", "wan-upload-CABLE")),
        ("error: WAN-Download-cable: found no such queue", s_plan, Drop("/queue/tree", Down)),
        ("error: WAN-Upload-cable: found no such queue", s_plan, Drop("/queue/tree", Up)),
        ("error: WAN-Upload-cable: found the same packets", s_plan, Set("/queue/tree", Up, "parent", "bridge")),
        ("notice: WAN-Upload-cable: found no limit", s_plan, Set("/queue/tree", Up, "max-limit", "0")),
        ("warning: WAN-Upload-cable: found bucket-size 0.1", s_plan, Set("/queue/tree", Up, "bucket-size", "0.1")),
        ("warning: WAN-Upload-cable: found burst-limit", s_plan, Set("/queue/tree", Up, "burst-limit", "50000000")),
        ("warning: WAN-Upload-cable: found queue type 'default'", s_plan, Set("/queue/tree", Up, "queue", "default")),
        ("warning: WAN-Upload-cable: found queue type 'gone'", s_plan, Set("/queue/tree", Up, "queue", "gone")),
        // Our own name, and another kind: what is to be made is there already.
        ("warning: WAN-Download-cable: found queue type 'wanctl-cable-down' (kind pfifo)", s_plan,
            Set("/queue/type", DownType, "kind", "pfifo")),
        ("warning: wanctl-cable-down: found cake-bandwidth", s_plan,
            Set("/queue/type", DownType, "cake-bandwidth", "900000000")),
        ("error: wanctl-cable-down: found cake-autorate-ingress", s_plan,
            Set("/queue/type", DownType, "cake-autorate-ingress", "true")),
        ("warning: wanctl-cable-down: found cake-flowmode", s_plan,
            Set("/queue/type", DownType, "cake-flowmode", "dual-srchost")),
        ("notice: wanctl-cable-down: found cake-nat=no", s_plan, Set("/queue/type", DownType, "cake-nat", "false")),
        ("notice: wanctl-cable-down: found cake-ack-filter", s_plan,
            Set("/queue/type", DownType, "cake-ack-filter", "aggressive")),
        ("warning: wanctl-cable-down: found overhead 0", s_plan, kit =>
        {
            kit.Change("/queue/type", DownType, "cake-overhead-scheme", "");
            kit.Change("/queue/type", DownType, "cake-overhead", "0");
        }),
        ("warning: wanctl-cable-down: found overhead 10", s_plan, Set("/queue/type", DownType, "cake-overhead", "10")),
        ("notice: wanctl-cable-down: found overhead 68, mpu 84 (scheme ethernet,pppoe-ptm)",
            s_plan with { Line = LineProfile.Find("dsl")! },
            kit =>
            {
                kit.Change("/queue/type", DownType, "cake-overhead-scheme", "ethernet,pppoe-ptm");
                kit.Change("/queue/type", DownType, "cake-overhead", "0");
            }),
        ("warning: wanctl-cable-down: found overhead 18", s_plan, Set("/queue/type", DownType, "cake-atm", "ptm")),
        ("notice: wanctl-cable-down: found overhead 44", s_plan, Set("/queue/type", DownType, "cake-overhead", "44")),
        ("error: WAN-Download-cable: found packet-mark wanctl-cable-down", s_plan with { Marks = true }, kit =>
        {
            kit.Change("/ip/firewall/mangle", DownType, "disabled", "true");
            kit.Change("/ipv6/firewall/mangle", DownType, "disabled", "true");
        }),
        ("error: WAN-Download-cable: found packet-mark wanctl-cable-down", s_plan with { Marks = true }, kit =>
        {
            kit.World.Delete("/ip/firewall/mangle", DownType, "admin", RouterOsServer.Now);
            kit.World.Delete("/ipv6/firewall/mangle", DownType, "admin", RouterOsServer.Now);
        }),
        ("error: WAN-Upload-cable: found packet-mark gone", s_plan, Set("/queue/tree", Up, "packet-mark", "gone")),
        ("error: WAN-Download-cable: found 1 active FastTrack rule in /ip/", s_plan,
            Set("/queue/tree", Down, "parent", "global")),
        ("error: WAN-Download-cable: found 1 active FastTrack rule in /ip/", s_plan with { Marks = true }, kit =>
            kit.World.Add("/ip/firewall/filter", ("chain", "forward"), ("action", "fasttrack-connection"))),
        ("warning: service api: found address none", s_plan, Set("/ip/service", "api", "address", "")),
        ("notice: service api-ssl: found address none", s_plan, Set("/ip/service", "api-ssl", "certificate", "x")),
        ("notice: user wanctl: found logins from any address", s_plan, Set("/user", "wanctl", "address", "")),
        ("warning: user wanctl: found group full, which may also policy", s_plan,
            Set("/user", "wanctl", "group", "full")),
        ("error: user wanctl: found group wanctl without write", s_plan,
            Set("/user/group", "wanctl", "policy", "api,read")),
        ("notice: user wanctl: found group wanctl, which may also test", s_plan,
            Set("/user/group", "wanctl", "policy", "api,read,write,test")),
        ("error: wanctl-dead-man-cable: found a safety net, and no rule", s_plan,
            Drop("/ip/firewall/mangle", SafetyNet.RuleName)),
        ("error: wanctl-dead-man-cable: found a safety net, and no rule", s_plan,
            Set("/ip/firewall/mangle", SafetyNet.RuleName, "disabled", "true")),
        ("error: wanctl-dead-man-cable: found a safety net, and no rule", s_plan,
            Set("/ip/firewall/mangle", SafetyNet.RuleName, "address-list", "another")),
        ("warning: wanctl-dead-man-cable: found a safety net with another ceiling for WAN-Download-cable", s_plan,
            Set("/system/scheduler", Net, "on-event", SafetyNet.Script(
                [(Down, Rate.FromMbps(500)), (Up, Rate.FromMbps(38))]))),
        ("notice: wanctl-dead-man-cable: found a safety net that does not know WAN-Upload-cable", s_plan,
            Set("/system/scheduler", Net, "on-event", SafetyNet.Script([(Down, Rate.FromMbps(940))]))),
    ];

    /// <summary>What only somebody at the router, or at the line, can mend; the commands show where to look.</summary>
    private static readonly (string Finding, SetupPlan Plan, Action<RouterKit> Break)[] s_told =
    [
        ("error: RouterOS: found 7.0.5", s_plan, kit => kit.World.SetVersion("7.0.5")),
        ("warning: CPU: found 97 % busy", s_plan, kit => kit.World.SetCpuLoad(97)),
        ("error: WAN-Upload-cable: found 2 queues of this name", s_plan, kit => kit.World.AddCakeQueue(
            Up, "other", "ether2", Rate.FromMbps(1))),
        ("warning: WAN-Download-cable: found the queue 'twin' for the same packets", s_plan, kit =>
            kit.World.AddCakeQueue("twin", "other", "bridge", Rate.FromMbps(1))),
        ("error: WAN-Download-cable: found 0 bytes counted as download while 2.9 MB came in through ether1: packets go "
            + "past the queue", s_plan, kit => kit.Counted = (0, 1)),
        ("error: WAN-Upload-cable: found 0 bytes counted as upload while 2.9 MB went out through ether1", s_plan,
            kit => kit.Counted = (1, 0)),
        ("warning: WAN-Upload-cable: found 291.7 kB counted as upload while 2.9 MB went out through ether1", s_plan,
            kit => kit.Counted = (1, 0.1)),
        ("error: WAN-Upload-cable: found 0 bytes counted as upload while 70 of our echoes were answered", s_plan,
            kit => (kit.Counted, kit.Carried) = ((0, 0), 0)),
        ("error: WAN-Download-cable: found 0 bytes counted as download while 70 of our echoes were answered", s_plan,
            kit => (kit.Counted, kit.Carried) = ((0, 0), 0)),
        ("error: WAN-Upload-cable: found 0 bytes counted", s_plan with { Marks = true }, kit =>
        {
            kit.World.Add("/ip/firewall/filter", ("chain", "forward"), ("action", "fasttrack-connection"));
            kit.Counted = (0, 0);
        }),
        ("notice: user wanctl: found no list of users", s_plan, kit =>
            kit.Change("/user/group", "wanctl", "policy", "api,write")),
    ];

    public static TheoryData<int> Mended => [.. System.Linq.Enumerable.Range(0, s_mended.Length)];

    public static TheoryData<int> Told => [.. System.Linq.Enumerable.Range(0, s_told.Length)];

    [Theory]
    [MemberData(nameof(Mended))]
    public void The_commands_mend_it_with_the_broken_object_in_place(int index)
    {
        (string wanted, SetupPlan plan, Action<RouterKit> spoil) = s_mended[index];
        using var kit = new RouterKit(plan);
        Assert.Empty(kit.Audit());
        spoil(kit);
        IReadOnlyList<AuditFinding> findings = kit.Audit();
        Assert.Contains(findings, finding => finding.ToString().StartsWith(wanted, StringComparison.Ordinal));
        foreach (AuditFinding finding in findings)
            Enter(kit, finding);
        // A simulated queue becomes valid by its parent, as a real one does.
        if (wanted.Contains("invalid", StringComparison.Ordinal))
            kit.Change("/queue/tree", Up, "invalid", "false");
        Assert.Empty(kit.Audit());
    }

    [Theory]
    [MemberData(nameof(Told))]
    public void What_no_command_mends_is_told(int index)
    {
        (string wanted, SetupPlan plan, Action<RouterKit> spoil) = s_told[index];
        using var kit = new RouterKit(plan);
        spoil(kit);
        Assert.Contains(kit.Audit(), finding => finding.ToString().StartsWith(wanted, StringComparison.Ordinal));
    }

    /// <summary>Enters a finding's commands; a name in capitals stands for one of the router's own.</summary>
    internal static void Enter(RouterKit kit, AuditFinding finding)
    {
        Assert.NotEmpty(finding.Commands);
        foreach (string command in finding.Commands)
        {
            string real = command.Replace("\"WAN-INTERFACE\"", "\"ether1\"", StringComparison.Ordinal)
                .Replace("parent=INTERFACE", "parent=ether1", StringComparison.Ordinal)
                .Replace("parent=\"INTERFACE\"", "parent=\"ether1\"", StringComparison.Ordinal);
            if (!command.Contains("/print", StringComparison.Ordinal))
                Assert.Null(kit.Console.Run(real, RouterOsServer.Now));
        }
    }

    /// <summary>
    /// Every sentence that stands in the audit's source is one that a test above has heard, or one of the few that
    /// other tests hear.
    /// </summary>
    [Fact]
    public void No_finding_is_without_a_mistake_that_brings_it_about()
    {
        var heard = new List<string>(s_elsewhere);
        foreach ((_, SetupPlan plan, Action<RouterKit> spoil) in (IEnumerable<(string, SetupPlan, Action<RouterKit>)>)
            [.. s_mended, .. s_told])
        {
            using var kit = new RouterKit(plan);
            spoil(kit);
            foreach (AuditFinding finding in kit.Audit())
                heard.Add(finding.ToString());
        }
        string all = string.Join('\n', heard);
        var silent = new List<string>();
        string folder = Path.Combine(House.Repository.Root, "src/Wanctl/Audit");
        foreach (string file in Directory.GetFiles(folder, "RouterAudit*.cs"))
        {
            foreach (string sentence in Sentences(File.ReadAllText(file)))
            {
                if (!all.Contains(sentence, StringComparison.Ordinal))
                    silent.Add($"{Path.GetFileName(file)}: {sentence}");
            }
        }
        Assert.True(silent.Count == 0, "no mistake above brings about:\n" + string.Join('\n', silent));
    }

    /// <summary>Heard in <see cref="RouterAuditTests"/> or by hand: flash takes an hour, TLS a certificate.</summary>
    private static readonly string[] s_elsewhere =
    [
        "answers after ", " ms (p50) and ", " ms (p99 of ", "less than a tick of ",
        " ms: a cut acts as much later; is the router busy, or Wi-Fi between?",
        " sectors written a day since it booted", "fewer than one in two seconds; wanctl writes less with a smaller "
        + "router.write_budget.per_second", "it enabled beside api-ssl",
        "disabled, where nothing else needs it: there passwords go in clear text", "no answer (", "the policies ",
        "no such queue in /queue/simple", "several of this name", "one, or another name in the configuration",
        "no overhead (raw)",
        "that of the line, or packets weigh more there than CAKE counts; cake.line names its kind",
        "not in /user", "they carry no packet mark", "simple queues never see them",
        // SimpleQueueAuditTests
        "queues.target: lan (its pairs are upload/download) or queues.target: wan (download/upload) in the "
        + "configuration; nothing is written before",
        ", so that its pairs are ", "; queues.target: ", " takes them for ",
        ", or no such key: as it is, wanctl gives each direction the other's limit",
    ];

    /// <summary>The pieces of text of each call of Add that are sentences and no commands.</summary>
    private static IEnumerable<string> Sentences(string source)
    {
        foreach (Match call in Call().Matches(source))
        {
            int end = call.Index + call.Length, depth = 1;
            for (; depth > 0; end++)
                depth += source[end] == '(' ? 1 : source[end] == ')' ? -1 : 0;
            // Holes go first, for they have quotes of their own.
            string arguments = Hole().Replace(Indexer().Replace(source[call.Index..end], ""), "\0");
            foreach (Match text in Text().Matches(Joint().Replace(arguments, "")))
            {
                foreach (string piece in text.Groups["text"].Value.Split('\0'))
                {
                    if (piece.Length >= 10 && piece.Trim().Contains(' ') && !Command().IsMatch(piece))
                        yield return piece;
                }
            }
        }
    }

    private static Action<RouterKit> Set(string menu, string name, string property, string value) =>
        kit => kit.Change(menu, name, property, value);

    private static Action<RouterKit> Drop(string menu, string name) =>
        kit => kit.World.Delete(menu, name, "admin", RouterOsServer.Now);

    [GeneratedRegex(@"\bAdd\(\s*(?=AuditSeverity|median|used|less|spare|known)")]
    private static partial Regex Call();

    /// <summary>Two literals that are one text.</summary>
    [GeneratedRegex("\"\\s*\\+\\s*\\$?\"")]
    private static partial Regex Joint();

    [GeneratedRegex("\"(?<text>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Text();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Hole();

    [GeneratedRegex("\\[\"[^\"]*\"\\]")]
    private static partial Regex Indexer();

    [GeneratedRegex(@"^\s*/|^\]|^ ?[a-z-]+=[^ :]*( [a-z-]+=\S*)*$")]
    private static partial Regex Command();
}
