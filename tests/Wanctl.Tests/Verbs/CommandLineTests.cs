using System.Globalization;
using System.IO;
using Wanctl.Check;
using Wanctl.Demo;
using Wanctl.Install;
using Wanctl.Measure;
using Wanctl.Reflect;
using Wanctl.Release;
using Wanctl.Replay;
using Wanctl.Setup;
using Wanctl.Simulate;
using Wanctl.Status;
using Wanctl.Verbs;

namespace Wanctl.Tests.Verbs;

/// <summary>What the verbs say about themselves, and to those who mistype.</summary>
public sealed class CommandLineTests
{
    /// <summary>What the parser of each verb with options says of a command line.</summary>
    private static readonly Dictionary<string, Func<string[], string>> s_parsers = new()
    {
        ["run"] = words => RunOptions.TryParse(words, out _, out string problem) ? "" : problem,
        ["check"] = words => CheckOptions.TryParse(words, out _, out string problem) ? "" : problem,
        ["setup"] = words => SetupOptions.TryParse(words, out _, out string problem) ? "" : problem,
        ["measure"] = words => MeasureOptions.TryParse(words, out _, out string problem) ? "" : problem,
        ["release"] = words => ReleaseOptions.TryParse(words, out _, out string problem) ? "" : problem,
        ["demo"] = words => DemoOptions.TryParse(words, out _, out string problem) ? "" : problem,
        ["status"] = words => StatusOptions.TryParse(words, out _, out string problem) ? "" : problem,
        ["simulate"] = words =>
            SimulateOptions.TryParse(words, ["step"], ["adaptive"], out _, out string problem) ? "" : problem,
        ["replay"] = words => ReplayOptions.TryParse(words, out _, out string problem) ? "" : problem,
        ["reflect"] = words => ReflectOptions.TryParse(words, out _, out string problem) ? "" : problem,
        ["install"] = words => InstallOptions.TryParse("install", words, out _, out string problem) ? "" : problem,
        ["uninstall"] = words => InstallOptions.TryParse("uninstall", words, out _, out string problem) ? "" : problem,
    };

    public static TheoryData<string> Verbs => [.. ExitTable.Verbs];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_verb_has_a_help_with_its_exit_codes_and_a_line_in_the_overview(string verb)
    {
        Assert.StartsWith($"usage: wanctl {verb}", Help.TextOf(verb), StringComparison.Ordinal);
        Assert.DoesNotContain("exit code", Help.TextOf(verb), StringComparison.OrdinalIgnoreCase);
        string codes = ExitTable.Of(verb);
        foreach (ExitRow row in ExitTable.Rows)
        {
            if (row.Verb == verb)
                Assert.Contains($"  {row.Code,2}  {row.Meaning}\n", codes, StringComparison.Ordinal);
        }
        (int code, string overview, _) = Printed([]);
        Assert.Equal(ExitCode.Fine, code);
        Assert.Contains($"\n  {verb} ", overview, StringComparison.Ordinal);
        foreach (string line in $"{overview}\n{Help.TextOf(verb)}\n{codes}".Split('\n'))
            Assert.InRange(line.Length, 0, 120);
    }

    [Fact]
    public void Each_option_that_a_help_names_is_understood_and_a_letter_too_many_finds_it()
    {
        int seen = 0;
        foreach ((string verb, Func<string[], string> parse) in s_parsers)
        {
            Assert.NotEmpty(CommandWords.OptionsOf(verb));
            foreach (string option in CommandWords.OptionsOf(verb))
            {
                seen++;
                Assert.DoesNotContain("has no option", parse([option, "1"]), StringComparison.Ordinal);
                string mistyped = option.Insert(4, "q");
                Assert.Equal($"{verb} has no option '{mistyped}' (did you mean {option}?)", parse([mistyped]));
            }
        }
        Assert.InRange(seen, 50, 100);
    }

    [Theory]
    [InlineData("status", "--onec", "status has no option '--onec' (did you mean --once?)")]
    [InlineData("status", "--at=127.0.0.1:80", "status has no option '--at=127.0.0.1:80' (did you mean --at?)")]
    [InlineData("check", "--hlep", "check has no option '--hlep' (did you mean --help?)")]
    [InlineData("check", "--nothing-like-it", "check has no option '--nothing-like-it'")]
    public void A_mistyped_option_gets_the_one_that_was_meant(string verb, string word, string problem) =>
        Assert.Equal(problem, s_parsers[verb]([word]));

    [Theory]
    [InlineData("chek", "there is no verb 'chek' (did you mean check?)")]
    [InlineData("stauts", "there is no verb 'stauts' (did you mean status?)")]
    [InlineData("instal", "there is no verb 'instal' (did you mean install?)")]
    [InlineData("--verson", "there is no verb '--verson' (did you mean --version?)")]
    [InlineData("dance", "there is no verb 'dance'")]
    public void A_mistyped_verb_gets_the_one_that_was_meant(string word, string problem)
    {
        Assert.Equal(problem, CommandWords.NoVerb(word));
        (int code, string output, string errors) = Printed([word]);
        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.StartsWith($"wanctl: {problem}; wanted: run, setup, ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_of_a_verb_is_its_text_and_its_codes()
    {
        (int code, string output, _) = Printed(["status"]);
        Assert.Equal(ExitCode.Fine, code);
        Assert.StartsWith("usage: wanctl status", output, StringComparison.Ordinal);
        Assert.EndsWith("   7  no daemon answers\n", output, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Errors) Printed(string[] words)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        using var errors = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        int code = Help.Print(words, output, errors);
        return (code, output.ToString(), errors.ToString());
    }
}
