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
        Assert.Equal(("dsl", "pppoe-ptm", 18.5, "bridge", "10.0.0.2", true), (plan!.Name, plan.Kind.Name, plan.Up.Mbps,
            plan.Lan, plan.Box, plan.DeadMan));
    }

    [Fact]
    public void What_no_option_says_is_asked_until_it_fits()
    {
        SetupPlan? plan = Plan(
            "no\ncabel\ncable\nfast\n500\n38\n\n10.0.0.x\n10.0.0.2\nether9\n\n\n", out string problem, out string said);
        Assert.Equal("", problem);
        Assert.Equal(("cable", 500.0, "192.168.88.1", "10.0.0.2", "ether9", "bridge", false), (plan!.Name,
            plan.Down.Mbps, plan.Router, plan.Box, plan.Wan, plan.Lan, plan.Marks));
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
    [InlineData("--wan: found 'a\"b', wanted the name of an interface", "--line", "cable", "--down", "9", "--up", "1",
        "--router", "10.0.0.1", "--box", "10.0.0.2", "--wan", "a\"b")]
    [InlineData("--framing: found 'x', wanted one of docsis, ethernet", "--line", "cable", "--down", "9", "--up", "1",
        "--router", "10.0.0.1", "--box", "10.0.0.2", "--framing", "x")]
    public void Without_a_terminal_what_is_missing_or_wrong_is_said(string expected, params string[] args)
    {
        Assert.Null(Plan(null, out string problem, out _, args));
        Assert.StartsWith(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_of_input_is_no_answer()
    {
        Assert.Null(Plan("no\ncable\n", out string problem, out _));
        Assert.Equal("no answer", problem);
    }

    [Theory]
    [InlineData("setup has no option '--lin'", "--lin", "x")]
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
