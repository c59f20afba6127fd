using System.Text.RegularExpressions;
using Wanctl.Core.Units;

namespace Wanctl.Tests.House;

/// <summary>Counts have one helper, so that one thing is never told in the plural.</summary>
public sealed partial class PluralTests
{
    [Theory]
    [InlineData(0, "write", "0 writes")]
    [InlineData(1, "write", "1 write")]
    [InlineData(2, "switch", "2 switches")]
    [InlineData(1, "switch", "1 switch")]
    [InlineData(1234567, "ECN mark", "1234567 ECN marks")]
    public void A_noun_follows_its_number(long number, string noun, string text) =>
        Assert.Equal(text, Amount.Of(number, noun));

    [Fact]
    public void A_part_of_a_whole_has_the_noun_of_the_whole() =>
        Assert.Equal(("0 of 1 row", "1 of 3 rows"), (Amount.Of(0, 1, "row"), Amount.Of(1, 3, "row")));

    /// <summary>A noun that is counted anywhere with the helper stands behind no number of a text elsewhere.</summary>
    [Fact]
    public void Whatever_is_counted_is_counted_with_the_helper()
    {
        var nouns = new HashSet<string>();
        foreach (SourceFile file in Repository.Sources("src"))
        {
            foreach (Match match in Counted().Matches(file.Text))
                nouns.Add(match.Groups["noun"].Value.Split(' ')[^1]);
        }
        Assert.InRange(nouns.Count, 20, 200);
        string alternatives = string.Join('|', nouns);
        var plural = new Regex(
            $@"\{{[^ {{}}""][^{{}}""]*\}} (?:(?!while )[a-z]+ )?(?:{alternatives})(?:s|es)\b");
        var findings = new List<string>();
        foreach (SourceFile file in Repository.Sources("src"))
        {
            foreach (Match match in plural.Matches(file.Text))
            {
                // Limits that are constants have names that end so.
                if (!Constant().IsMatch(match.Value))
                    findings.Add($"{file.At(match.Index)}: {match.Value}");
            }
        }

        Rule.Holds(findings, "write Amount.Of(number, \"noun\"): 1 write, 2 writes");
    }

    [GeneratedRegex("""Amount\.(?:Of|Noun)\((?:[^"]|"(?=[a-z -]+"\]))+?"(?<noun>[A-Za-z ]+)"\)""")]
    private static partial Regex Counted();

    [GeneratedRegex(@"\{[A-Za-z.]*(?:[Mm]ax|Most|Least)(?:\)| [^{}]*)?\}")]
    private static partial Regex Constant();
}
