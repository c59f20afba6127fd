using System.Linq;
using System.Text;
using Wanctl.Config;
using Wanctl.Config.Reading;

namespace Wanctl.Tests.Config;

public sealed class YamlProblemTests
{
    private const string KeysOfOneWan = "wanted the keys of one WAN (wan_name, router, queues, ...)";
    private const string Spaces = "wanted a plain space or nothing; in quotes where it belongs to a text";
    private const string Lines = "wanted lines of 'key: value', indented with spaces";

    [Theory]
    [InlineData("", "1:1: found an empty file, " + KeysOfOneWan)]
    [InlineData("# nothing\n\n", "1:1: found an empty file, " + KeysOfOneWan)]
    [InlineData("---\n", "1:1: found an empty file, " + KeysOfOneWan)]
    [InlineData("null", "1:1: found an empty file, " + KeysOfOneWan)]
    [InlineData("- a\n- b", "1:1: found a list, " + KeysOfOneWan)]
    [InlineData("password:hunter2", "1:1: found a single value, " + KeysOfOneWan)]
    [InlineData("a: b: c",
        "1:5: found broken YAML (While scanning a plain scalar value, found invalid mapping), " + Lines)]
    [InlineData("a: 'b",
        "1:4: found broken YAML (While scanning a quoted scalar, found unexpected end of stream), " + Lines)]
    [InlineData("a: [1,\n2", "1:6: found broken YAML (it breaks off inside a value), " + Lines)]
    [InlineData("router:\n\thost: a", "2:1: found a tab in the indentation, wanted spaces")]
    [InlineData("router:\n  \thost: a", "2:3: found a tab in the indentation, wanted spaces")]
    [InlineData("a: b\n# x\u0000y", "2:4: found the control character 00 (hexadecimal), wanted plain text")]
    [InlineData("a: \u001b[31m", "1:4: found the control character 1b (hexadecimal), wanted plain text")]
    [InlineData("a: b\r\tc: d", "2:1: found a tab in the indentation, wanted spaces")]
    [InlineData("a: b\r\n\rc: \u0007", "3:4: found the control character 07 (hexadecimal), wanted plain text")]
    [InlineData("a: \"b\u2028c\"", "1:6: found the control character 2028 (hexadecimal), wanted plain text")]
    [InlineData("router:\n\u00A0 host: a\n  user: b", "2:1: found the invisible character U+00A0 (a no-break space), "
        + Spaces)]
    [InlineData("a: b\nfloor:\u00A0 20\nc: d", "2:7: found the invisible character U+00A0 (a no-break space), "
        + Spaces)]
    [InlineData("\u200Ba: b", "1:1: found the invisible character U+200B (a zero-width space), " + Spaces)]
    [InlineData("a: 2\u200D0", "1:5: found the invisible character U+200D, " + Spaces)]
    [InlineData("a: [1,\u20032]", "1:7: found the invisible character U+2003, " + Spaces)]
    [InlineData("a: b\u3000# c", "1:5: found the invisible character U+3000 (an ideographic space), " + Spaces)]
    [InlineData("a: b\r\n- \u2800c", "2:3: found the invisible character U+2800, " + Spaces)]
    [InlineData("a: \U000E0041b", "1:4: found the invisible character U+E0041, " + Spaces)]
    [InlineData("a: &x &y 1", "1:7: found broken YAML (found two anchors of one value), " + Lines)]
    [InlineData("b: &b 1\na: &x *b", "2:4: found broken YAML (found an anchor of an alias), " + Lines)]
    [InlineData("a: *x", "1:4: a: found an alias (a word that begins with '*') of nothing above it, "
        + "wanted a plain file of keys and values")]
    [InlineData("a: &x [*x]", "1:8: a[0]: found an alias (a word that begins with '*') of nothing above it, "
        + "wanted a plain file of keys and values")]
    public void A_text_that_is_no_wan_file_has_one_problem(string text, string problem) =>
        Assert.Equal(problem, Sample.Problem(text));

    [Fact]
    public void A_tab_behind_the_indentation_is_fine() =>
        Assert.Empty(Sample.Load(Sample.Text + "control:\t{law:\tclassic}\t# why\n").Problems);

    [Theory]
    [InlineData("# a\u00A0comment \u200B")]
    [InlineData("steering_note: \"a\u00A0b \u200B\" # c\u00A0")]
    [InlineData("steering_note: 'it''s\u00A0b\n  \u3000'")]
    [InlineData("steering_note: ['\u00A0', \"\u00A0#\"] #\u00A0")]
    public void Within_quotes_and_comments_a_blank_of_another_kind_is_text(string line) => Assert.DoesNotContain(
        "invisible", string.Join('\n', Sample.Load(Sample.Text + line + "\n").Problems), StringComparison.Ordinal);

    [Theory]
    [InlineData("{ceiling_mbps: &c 200, floor_mbps: 20}")]
    [InlineData("{floor_mbps: 20, ceiling_mbps: &c 200}")]
    [InlineData("{ceiling_mbps: &c\n      200 , floor_mbps: 20}")]
    [InlineData("{? &k ceiling_mbps : &c 200, floor_mbps: 20,}")]
    [InlineData("{ceiling_mbps: &c 200,\n     floor_mbps: &f 20, factor_down: &g 0.9}")]
    public void An_anchor_within_braces_is_one(string group)
    {
        string text = Sample.With("""
              download:
                floor_mbps: 20
                ceiling_mbps: 100
                step_up_mbps: 1
                factor_down: 0.85
              upload:
                floor_mbps: 5
                ceiling_mbps: 20
            """.ReplaceLineEndings("\n"), $"  download: {group}\n  upload:\n    floor_mbps: 5\n    ceiling_mbps: *c");
        LoadResult result = Sample.Load(text);
        Assert.Empty(result.Problems);
        Assert.Equal(200, result.File!.Link.Download.Ceiling.Mbps);
        Assert.Equal(200, result.File.Link.Upload.Ceiling.Mbps);
    }

    [Fact]
    public void Anchors_name_groups_lists_and_values_of_any_style()
    {
        const string Text = """
            a: &a
              x: &x "1"
            b: &b
            - &c one
            - {d: &d [2], e: &e {f: 3}, g: &g , h: 4}
            i: [*a, *x, *b, *c, *d, *e, *g]
            """;
        var findings = new Findings("a.yaml");
        MapNode root = TreeReader.Read(Text, findings)!;
        Assert.False(findings.HasProblems);
        Assert.Equal(
            ["a group of keys", "1", "a list", "one", "a list", "a group of keys", "nothing"],
            [.. ((ListNode)root.Find("i")!.Value).Items.Select(node =>
                node is ScalarNode { IsNull: false } scalar ? scalar.Text : node.Noun)]);
    }

    [Fact]
    public void A_second_document_is_refused_and_the_first_still_checked()
    {
        LoadResult result = Sample.Load(Sample.With("user: wanctl", "user: []") + "---\nwan_name: other\n");
        Assert.Equal(
            [
                "wan.yaml:5:9: router.user: found a list, wanted a user name",
                "wan.yaml:29:1: found a second YAML document, wanted one document a file, without another '---'",
            ],
            [.. result.Problems.Select(problem => problem.ToString())]);
    }

    [Fact]
    public void One_document_may_have_its_marks() =>
        Assert.NotNull(Sample.Load("%YAML 1.2\n---\n" + Sample.Text + "...\n").File);

    [Fact]
    public void Nesting_is_bounded()
    {
        string problem = Sample.Problem("a: " + new string('[', 5000));
        Assert.Contains("found more than 16 levels of nesting", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Aliases_of_aliases_cannot_explode()
    {
        StringBuilder text = new("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++)
        {
            string ten = string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10));
            text.Append($"a{i}: &a{i} [{ten}]\n");
        }
        string problem = Sample.Problem(text.ToString());
        Assert.Contains("found more than 10000 values, aliases written out", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_counted()
    {
        string problem = Sample.Problem($"a: [{string.Join(',', Enumerable.Repeat('1', 20_000))}]");
        Assert.Contains("found more than 10000 values", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Length_is_bounded() => Assert.Equal(
        "1:1: found a file of more than 256 KiB, wanted a YAML file of one WAN",
        Sample.Problem(new string('#', (256 * 1024) + 1)));

    [Fact]
    public void Problems_are_listed_up_to_a_hundred_and_then_counted()
    {
        StringBuilder text = new(Sample.Text);
        for (int i = 0; i < 150; i++) text.Append($"zzzz{i}: 1\n");
        LoadResult result = Sample.Load(text.ToString());
        Assert.Equal(101, result.Problems.Count);
        Assert.Equal("50 more problems", result.Problems[^1].Found);
    }

    [Fact]
    public void Control_characters_of_a_key_do_not_reach_the_terminal()
    {
        LoadResult result = Sample.Load("\"\\e[31mred\": 1\n" + Sample.Text);
        Assert.Equal("...", Assert.Single(result.Problems).Path);
    }
}
