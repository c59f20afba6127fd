using System.Diagnostics;
using System.IO;
using Wanctl.Tests.Host.Keep;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests;

/// <summary>
/// The file of secrets has one meaning: what systemd's EnvironmentFile, the shell that evaluates what the verb prints,
/// and our own reader take alike; everything else is named with its line, and has no value.
/// </summary>
public sealed class EnvironmentFileTests
{
    public static TheoryData<string, string> Values { get; } = new()
    {
        { "A='plain'", "plain" }, { "A=plain", "plain" }, { "A=\"double quoted\"", "double quoted" },
        { "A=pa$$word", "pa$$word" }, { "A='pa$$w`rd'", "pa$$w`rd" }, { "A=$(touch /tmp/x)", "$(touch /tmp/x)" },
        { "A=with#hash", "with#hash" }, { "A='back\\slash'", "back\\slash" }, { "A=\"back\\slash\"", "back\\slash" },
        { "A=\"\\\"\\\\\\$\\`\"", "\"\\$`" }, { "  A='indented'", "indented" }, { "A='trailing' \t", "trailing" },
        { "A = 'around'", "around" }, { "A=  two words  ", "two words" }, { "A=\"it's\"", "it's" },
        { "A='say \"hi\"'", "say \"hi\"" }, { "A=it's", "it's" }, { "A=", "" }, { "A=''", "" }, { "A=\"\"", "" },
        { "A='crlf'\r", "crlf" }, { "A=crlf\r\nB=x", "crlf" }, { "A=a=b", "a=b" }, { "A='  kept  '", "  kept  " },
        { "A=first\nA=last", "last" }, { "# c\n; c\n\n\t\nA=x", "x" }, { "A='päß'", "päß" }, { "A=\u00A0x", "\u00A0x" },
        { "A='!&|<>;'", "!&|<>;" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void A_line_has_one_value(string text, string value)
    {
        EnvironmentFile file = EnvironmentFile.Parse(text, "environment");
        Assert.Empty(file.Faults);
        Assert.Equal(value, file.Values["A"]);
    }

    [Theory]
    [InlineData("pipe", "a named pipe (FIFO)")]
    [InlineData("socket", "a socket")]
    [InlineData("folder", "a directory")]
    public void What_is_no_regular_file_is_a_fault_and_nobody_waits_for_it(string kind, string noun)
    {
        using var folder = new ScratchFolder();
        OddFiles.Make(folder.File("environment"), kind);
        File.CreateSymbolicLink(folder.File("link"), "environment");
        foreach (string path in (string[])[folder.File("environment"), folder.File("link")])
        {
            OddFiles.AtOnce(() => Assert.StartsWith($"{path}:1: found {noun}, wanted a regular file",
                Assert.Single(EnvironmentFile.Read(path).Faults), StringComparison.Ordinal));
        }
        File.WriteAllText(folder.File("real"), "A=b\n");
        File.CreateSymbolicLink(folder.File("way"), "real");
        Assert.Equal("b", EnvironmentFile.Read(folder.File("way")).Values["A"]);
    }

    /// <summary>The words that the verb prints are a shell's own, so that it gets the same value.</summary>
    [Theory]
    [MemberData(nameof(Values))]
    public void A_shell_gets_the_same_value(string text, string value)
    {
        string printed = ShellText.Quoted(EnvironmentFile.Parse(text, "environment").Values["A"]);
        using Process shell = Process.Start(new ProcessStartInfo("/bin/sh",
            ["-c", "eval \"export A=$0\"; printf %s \"$A\"", printed]) { RedirectStandardOutput = true })!;
        Assert.Equal(value, shell.StandardOutput.ReadToEnd());
    }

    [Theory]
    [InlineData("x\nA=hun\\ter2", 1, "a line without '='")]
    [InlineData("A=hun\\ter2", 1, "a backslash outside of quotes in the value of A")]
    [InlineData("\nexport A='x'", 2, "'export'")]
    [InlineData("A='it'\\''s'", 1, "text behind the closing quote in the value of A")]
    [InlineData("A='x' # comment", 1, "text behind the closing quote in the value of A")]
    [InlineData("\n\nA='x", 3, "a value of A whose quote is not closed")]
    [InlineData("A=\"x\\\"", 1, "a value of A whose quote is not closed")]
    [InlineData("1A=x", 1, "no name before '='")]
    [InlineData("=x", 1, "no name before '='")]
    [InlineData("A-B=x", 1, "no name before '='")]
    [InlineData("\uFEFFA=x", 1, "bytes that are no text")]
    [InlineData("A='\0'", 1, "bytes that are no text")]
    [InlineData("# c \\\nA=x", 1, "a comment that ends in a backslash")]
    [InlineData("A='multi\nline'", 1, "a value of A whose quote is not closed")]
    public void What_readers_take_differently_is_named_with_its_line_and_has_no_value(
        string text, int line, string found)
    {
        EnvironmentFile file = EnvironmentFile.Parse(text, "/etc/wanctl/environment");
        Assert.StartsWith(
            $"/etc/wanctl/environment:{line}: found {found}", file.Faults[0], StringComparison.Ordinal);
        Assert.DoesNotContain("A", file.Values);
        Assert.DoesNotContain("ter2", string.Join('\n', file.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_reader_takes_into_a_value_counts_for_none()
    {
        Assert.Empty(EnvironmentFile.Parse("A='x\nB=y\nC='z'", "e").Values);
        Assert.Equal(["C"], EnvironmentFile.Parse("A=x\\\nB=y\nC=z", "e").Values.Keys);
    }

    [Fact]
    public void The_environment_of_the_process_comes_first_and_the_file_where_it_says_nothing()
    {
        using var folder = new ScratchFolder();
        File.WriteAllText(folder.File("e"), "PATH='/x'\nWANCTL_TEST_SECRET='y'\nodd\n");
        var surroundings = new Surroundings(folder.File("e"));
        Assert.Empty(surroundings.Faults);
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), surroundings.Find("PATH"));
        Assert.Empty(surroundings.Faults);
        Assert.Equal("y", surroundings.Find("WANCTL_TEST_SECRET"));
        Assert.Null(surroundings.Find("WANCTL_TEST_NOTHING"));
        Assert.Single(surroundings.Faults);
        Assert.Equal("", surroundings.Trouble);
    }

    [Fact]
    public void A_file_that_is_not_there_says_nothing() =>
        Assert.Null(new Surroundings("/nowhere/environment").Find("WANCTL_TEST_SECRET"));
}
