using System.IO;
using System.Reflection;
using System.Text.RegularExpressions;
using Wanctl.Verbs;

namespace Wanctl.Tests.House;

/// <summary>Exit codes: what verbs return, what their table says, and what the document says, are the same.</summary>
public sealed partial class ExitTests
{
    [Fact]
    public void Every_verb_returns_the_codes_of_its_rows_and_no_others()
    {
        var findings = new List<string>();
        foreach (string verb in ExitTable.Verbs)
        {
            if (verb is "version" or "help")
                continue;
            SortedSet<int> found = CodesOf(verb);
            var rows = new SortedSet<int>();
            foreach (ExitRow row in ExitTable.Rows)
            {
                if (row.Verb == verb && !rows.Add(row.Code))
                    findings.Add($"{verb}: {row.Code} has two rows");
            }
            if (!found.SetEquals(rows))
            {
                string given = string.Join(' ', found);
                findings.Add($"{verb}: its sources return {given}, its rows are {string.Join(' ', rows)}");
            }
        }

        Rule.Holds(findings, "src/Wanctl/Verbs/ExitTable.cs: a row for each code that the verb's sources name");
    }

    [Fact]
    public void The_document_has_the_rows_of_the_table()
    {
        string document = File.ReadAllText(Path.Combine(Repository.Root, "docs/OPERATIONS.md"));
        var written = new List<string>();
        foreach (Match row in Row().Matches(document))
            written.Add(row.Value);
        var wanted = new List<string>();
        foreach (ExitRow row in ExitTable.Rows)
            wanted.Add($"| `{row.Verb}` | {row.Code} | {row.Meaning} |");

        Assert.Equal(wanted, written);
    }

    /// <summary>The values of the names in the verb's own file and in the folder that bears its name.</summary>
    private static SortedSet<int> CodesOf(string verb)
    {
        string name = char.ToUpperInvariant(verb[0]) + verb[1..];
        var codes = new SortedSet<int> { ExitCode.Fine };
        foreach (SourceFile file in Repository.Sources("src/Wanctl"))
        {
            if (file.Path != $"src/Wanctl/Verbs/{name}Verb.cs"
                && !file.Path.StartsWith($"src/Wanctl/{name}/", StringComparison.Ordinal))
            {
                continue;
            }
            if (file.Code.Contains("Help.Misused(", StringComparison.Ordinal))
                codes.Add(ExitCode.Usage);
            foreach (Match match in Named().Matches(file.Code))
                codes.Add((int)typeof(ExitCode).GetField(match.Groups["name"].Value)!.GetRawConstantValue()!);
        }
        return codes;
    }

    [GeneratedRegex(@"\bExitCode\.(?<name>\w+)")]
    private static partial Regex Named();

    [GeneratedRegex(@"^\| `[a-z]+` \| \d+ \| .* \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
