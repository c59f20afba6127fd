using System.IO;
using Wanctl.Check;
using Wanctl.Config;
using Wanctl.Setup;
using Wanctl.Tests.Kit;
using Wanctl.Verbs;

namespace Wanctl.Tests.Setup;

/// <summary>A plan from options, from answers, or from both; and files that run.</summary>
public sealed class SetupDialogueTests
{
    public static TheoryData<string, bool, bool> Lines
    {
        get
        {
            var data = new TheoryData<string, bool, bool>();
            foreach (LineProfile line in LineProfile.All)
            {
                data.Add(line.Name, false, false);
                data.Add(line.Name, false, true);
                data.Add(line.Name, true, false);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_written_file_passes_the_check_without_a_word(string line, bool linux, bool tls)
    {
        foreach ((double down, double up) in new[] { (940.0, 38.0), (95, 18), (6, 1), (10_000, 10_000), (2.5, 1.25) })
        {
            SetupPlan plan = RouterKit.Cable with
            {
                Line = LineProfile.Find(line)!,
                Down = Wanctl.Core.Units.Rate.FromMbps(down),
                Up = Wanctl.Core.Units.Rate.FromMbps(up),
                Router = linux ? null : "192.168.88.1",
                Wan = "wan",
                Lan = "ifb4wan",
                Tls = tls,
            };
            LoadResult result = ConfigLoader.Parse(ConfigText.Of(plan), "new.yaml", Environment);
            Assert.Empty(result.Problems);
            Assert.Empty(result.Warnings);
            Assert.All(
                ConsistencyTable.Of([result.File!]), row => Assert.Equal(RowVerdict.Ok, row.Verdict));
            Assert.Equal(plan.Kind.Name, result.File!.Line);
            Assert.Equal(down, result.File.Link.Download.Ceiling.Mbps);
        }
    }

    [Fact]
    public void Options_alone_make_a_plan()
    {
        SetupPlan? plan = Plan(null, out string problem, out _, "--line", "dsl", "--down", "95", "--up", "18.5",
            "--router", "10.0.0.1", "--box", "10.0.0.2", "--wan", "pppoe-out1", "--dead-man");
        Assert.Equal("", problem);
        Assert.Equal(("dsl", "pppoe-ptm", 17.575, "bridge", "10.0.0.2", true),
            (plan!.Name, plan.Kind.Name, plan.Up.Mbps, plan.Lan, plan.Box, plan.DeadMan));
    }

    [Fact]
    public void What_no_option_says_is_asked_until_it_fits()
    {
        SetupPlan? plan = Plan(
            "no\ncabel\ncable\nfast\n500\n38\n\n10.0.0.x\n10.0.0.2\nether9\n\n\n\n",
            out string problem, out string said);
        Assert.Equal("", problem);
        Assert.Equal(("cable", 475.0, "192.168.88.1", "10.0.0.2", "ether9", "bridge", false, true), (plan!.Name,
            plan.Down.Mbps, plan.Router, plan.Box, plan.Wan, plan.Lan, plan.Marks, plan.DeadMan));
        Assert.Contains("  found 'cabel', wanted one of cable, dsl, fibre, lte, satellite\n", said,
            StringComparison.Ordinal);
        Assert.Contains("  found 'fast', wanted a number from 1 to 10000 (Mbit/s)\n", said, StringComparison.Ordinal);
        Assert.Contains("The router's address, as seen from this machine? [192.168.88.1] ", said,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_that_is_the_router_is_asked_for_nothing_else()
    {
        SetupPlan? plan = Plan("yes\nfiber\n1000\n1000\neth0\n\n", out string problem, out _);
        Assert.Equal("", problem);
        Assert.Null(plan!.Router);
        Assert.Equal(("eth0", "ifb4eth0", "fibre"), (plan.Wan, plan.Lan, plan.Name));
    }

    [Theory]
    [InlineData("--line is missing: What kind of line is it?", "--down", "9")]
    [InlineData("--line: found 'x', wanted one of cable", "--line", "x")]
    [InlineData("--up: found '-1', wanted a number", "--line", "cable", "--down", "9", "--up", "-1")]
    [InlineData("--name: found 'a b', wanted 1 to 48 letters", "--line", "cable", "--down", "9", "--up", "1",
        "--router", "10.0.0.1", "--box", "10.0.0.2", "--name", "a b")]
    [InlineData("--wan: found 'a\ab', wanted the name of an interface", "--line", "cable", "--down", "9", "--up", "1",
        "--router", "10.0.0.1", "--box", "10.0.0.2", "--wan", "a\ab")]
    [InlineData("--framing: found 'x', wanted one of docsis, ethernet", "--line", "cable", "--down", "9", "--up", "1",
        "--router", "10.0.0.1", "--box", "10.0.0.2", "--framing", "x")]
    public void Without_a_terminal_what_is_missing_or_wrong_is_said(string expected, params string[] args)
    {
        Assert.Null(Plan(null, out string problem, out _, args));
        Assert.StartsWith(expected, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pppoe-ptm,ether-vlan", "pppoe-ptm,ether-vlan", 34)]
    [InlineData("PPPOE-PTM ether-v", "pppoe-ptm,ether-vlan", 34)]
    [InlineData("ether-vlan", "ethernet,ether-vlan", 42)]
    public void A_framing_may_take_several_words(string words, string scheme, int overhead)
    {
        SetupPlan plan = Plan(null, out _, out _, "--line", "dsl", "--down", "100", "--up", "40", "--router",
            "10.0.0.1", "--box", "10.0.0.2", "--framing", words)!;
        Assert.Equal((scheme, overhead), (plan.Kind.Scheme, plan.Kind.Overhead));
        Assert.Contains("cake-overhead-scheme=" + scheme, RouterScript.Of(plan), StringComparison.Ordinal);
        Assert.Equal(plan.Kind.Name, ConfigLoader.Parse(ConfigText.Of(plan), "dsl.yaml", _ => "x").File?.Line);
    }

    [Fact]
    public void An_end_of_input_is_no_answer()
    {
        Assert.Null(Plan("no\ncable\n", out string problem, out _));
        Assert.Equal("setup cancelled; nothing was written", problem);
    }

    [Theory]
    [InlineData("cable", "cable")]
    [InlineData("CABLE", "cable")]
    [InlineData("c", "cable")]
    [InlineData("Sat", "satellite")]
    [InlineData("2", "dsl")]
    [InlineData("Fiber", "fibre")]
    [InlineData("fib", "fibre")]
    [InlineData("0", null)]
    [InlineData("6", null)]
    [InlineData("x", null)]
    [InlineData("cables", null)]
    public void A_choice_is_taken_in_any_case_by_its_number_or_its_first_letters(string answer, string? line)
    {
        SetupPlan? plan = Plan(null, out _, out _, "--line", answer, "--down", "9", "--up", "1", "--router", "10.0.0.1",
            "--box", "10.0.0.2");
        Assert.Equal(line, plan?.Line.Name);
    }

    [Theory]
    [InlineData("pppoe-", "'pppoe-', wanted more letters: pppoe-ptm or pppoe-vcmux or pppoe-llcsnap")]
    [InlineData("", "found '', wanted one of")]
    public void What_several_words_begin_with_is_asked_for_more_letters(string text, string problem)
    {
        SetupAnswer answer = SetupAnswer.Choice(text, ["pppoe-ptm", "pppoe-vcmux", "pppoe-llcsnap", "docsis"]);
        Assert.Contains(problem, answer.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yes", "yes")]
    [InlineData("Y", "yes")]
    [InlineData("NO", "no")]
    [InlineData("n", "no")]
    [InlineData("1", "")]
    [InlineData("maybe", "")]
    [InlineData("", "")]
    public void Yes_and_no_are_a_letter(string text, string answer) =>
        Assert.Equal(answer, SetupAnswer.YesNo(text).Value);

    [Theory]
    [InlineData("940", "940")]
    [InlineData("37.5", "37.5")]
    [InlineData("940M", "940")]
    [InlineData("940m", "940")]
    [InlineData("940 Mbit/s", "940")]
    [InlineData("940MBIT", "940")]
    [InlineData("940 Mbps", "940")]
    [InlineData("940 Mb/s", "940")]
    [InlineData("0.94G", "940")]
    [InlineData("1 Gbit/s", "1000")]
    [InlineData("37500k", "37.5")]
    [InlineData("37500 kbit/s", "37.5")]
    [InlineData("940 MB/s", "")]
    [InlineData("940T", "")]
    [InlineData("M", "")]
    [InlineData("", "")]
    [InlineData("-1", "")]
    [InlineData("1e3", "")]
    [InlineData("37,5", "")]
    [InlineData("0.5", "")]
    [InlineData("11G", "")]
    [InlineData("1.2.3", "")]
    public void A_rate_is_taken_with_its_unit(string text, string mbps) =>
        Assert.Equal(mbps, SetupAnswer.Mbps(text, 1, 10_000).Value);

    [Fact]
    public void The_ceilings_are_95_per_cent_of_the_speed_test_and_the_file_says_so()
    {
        SetupPlan plan = Plan(null, out _, out _, "--line", "cable", "--down", "940M", "--up", "40", "--router",
            "10.0.0.1", "--box", "10.0.0.2")!;
        Assert.Equal((893.0, 38.0), (plan.Down.Mbps, plan.Up.Mbps));
        string text = ConfigText.Of(plan);
        Assert.Contains("# Ceilings are 95 % of what a speed test measures (940 and 40 Mbit/s)", text,
            StringComparison.Ordinal);
        Assert.Contains("    ceiling_mbps: 893\n", text, StringComparison.Ordinal);
        Assert.Contains(" max-limit=893000000 ", RouterScript.Of(plan), StringComparison.Ordinal);
    }

    [Fact]
    public void The_interfaces_of_this_machine_are_listed_and_taken_by_number()
    {
        Assert.True(SetupOptions.TryParse([], out SetupOptions options, out _));
        using var output = new StringWriter { NewLine = "\n" };
        SetupPlan? plan = new SetupDialogue(options, new StringReader("y\nd\n100\n40\n2\n3\n"), output, () => "",
            ["eth0", "pppoe-wan", "lan0"]).Plan(out _);
        Assert.Contains("This machine's interfaces: 1 eth0, 2 pppoe-wan, 3 lan0\n", output.ToString(),
            StringComparison.Ordinal);
        Assert.Equal(("pppoe-wan", "lan0"), (plan!.Wan, plan.Lan));
    }

    [Fact]
    public void The_address_toward_the_router_is_offered_and_a_foreign_one_is_known()
    {
        Plan("n\nc\n9\n1\n127.0.0.1\n", out _, out string said);
        Assert.Contains("(only it may use the API)? [127.0.0.1] ", said, StringComparison.Ordinal);
        Assert.True(LocalAddress.IsOwn(System.Net.IPAddress.Loopback));
        Assert.False(LocalAddress.IsOwn(System.Net.IPAddress.Parse("203.0.113.9")));
    }

    /// <summary>What the README and docs/DEPLOYMENT.md tell is what setup tells, but for its remarks.</summary>
    [Theory]
    [InlineData("README.md", "cable.yaml", false)]
    [InlineData("docs/DEPLOYMENT.md", "my-line.yaml", true)]
    public void The_documents_repeat_the_steps(string document, string file, bool root)
    {
        string text = File.ReadAllText(Path.Combine(House.Repository.Root, document));
        SetupPlan plan = RouterKit.Cable with { Path = file, Password = "..." };
        string[] steps = [.. SetupSteps.Of(plan, known: root, kept: false, root)];
        foreach (string step in steps[1..])
        {
            string command = step.Split("   #")[0];
            // There the file lies in its place when it is looked at.
            if (root && command.StartsWith("wanctl check", StringComparison.Ordinal))
                command = command.Replace(" " + file, "", StringComparison.Ordinal);
            Assert.Contains(command, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/etc/wanctl/a.yaml", true, false)]
    [InlineData("a.yaml", false, true)]
    public void The_steps_lead_to_a_running_service(string path, bool root, bool copies)
    {
        SetupPlan plan = RouterKit.Cable with { Path = path, Password = "it's $x" };
        string steps = string.Join('\n', SetupSteps.Of(plan, known: false, kept: false, root));
        string sudo = root ? "" : "sudo ";
        foreach (string step in (string[])
            [
                "export ROUTER_PASSWORD='it'\\''s $x'", $"wanctl check {path}", $"wanctl check --router {path}",
                $"{sudo}wanctl install", "wanctl status", "printf '%s\\n' 'ROUTER_PASSWORD=\"it'\\''s \\$x\"' ",
            ])
            Assert.Contains(step, steps, StringComparison.Ordinal);
        Assert.Equal(copies, steps.Contains("cp a.yaml /etc/wanctl/", StringComparison.Ordinal));
        string fewer = string.Join('\n', SetupSteps.Of(plan, known: true, kept: true, root));
        Assert.DoesNotContain("ROUTER_PASSWORD", fewer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("setup has no option '--lin' (did you mean --line?)", "--lin", "x")]
    [InlineData("setup takes no 'cable'", "cable")]
    [InlineData("--line without a value", "--line")]
    [InlineData("--tls with --linux, which contacts no router", "--linux", "--tls")]
    public void A_command_line_that_makes_no_sense_is_refused(string expected, params string[] args)
    {
        Assert.False(SetupOptions.TryParse(args, out _, out string problem));
        Assert.Equal(expected, problem);
    }

    [Fact]
    public void A_file_with_a_password_is_its_owner_s_alone_and_nothing_is_overwritten_unasked()
    {
        using var folder = new ScratchFolder();
        string path = folder.File("line.yaml");
        string[] words =
        [
            "--line", "cable", "--down", "500", "--up", "30", "--router", "127.0.0.1", "--wan", "ether1", "--out", path,
            "--password", "it's ${odd} # yes", "--store-password",
        ];
        Assert.Equal(ExitCode.Fine, SetupVerb.Execute(words));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        LoadResult result = ConfigLoader.Load(path, _ => null);
        Assert.Empty(result.Problems);
        Assert.Empty(result.Warnings);
        Assert.Equal("it's ${odd} # yes", result.File!.Link.Router.Password.Reveal());
        string before = File.ReadAllText(path);
        if (System.Console.IsInputRedirected)
            Assert.Equal(ExitCode.Usage, SetupVerb.Execute(words));
        Assert.Equal(before, File.ReadAllText(path));
        Assert.Equal(ExitCode.Fine, SetupVerb.Execute([.. words, "--force"]));
    }

    private static SetupPlan? Plan(string? input, out string problem, out string said, params string[] args)
    {
        Assert.True(SetupOptions.TryParse(args, out SetupOptions options, out problem), problem);
        using var output = new StringWriter { NewLine = "\n" };
        SetupPlan? plan = new SetupDialogue(
            options, input is null ? null : new StringReader(input), output, () => "drawn").Plan(out problem);
        said = output.ToString();
        return plan;
    }

    private static string? Environment(string name) =>
        name == "ROUTER_PASSWORD" ? "x" : name == "ROUTER_CERTIFICATE_PIN" ? new string('a', 64) : null;
}
