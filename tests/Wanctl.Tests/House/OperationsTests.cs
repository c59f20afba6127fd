using System.Globalization;
using System.IO;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Wanctl.Host.Tell;

namespace Wanctl.Tests.House;

/// <summary>What an operator can look up is what the program says.</summary>
public partial class OperationsTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(Repository.Root, "docs/OPERATIONS.md"));

    [Fact]
    public void Every_message_is_documented_with_its_level_text_meaning_and_cure()
    {
        var findings = new List<string>();
        Dictionary<int, string[]> rows = Rows("Messages", findings);
        foreach ((int id, string level, string text) in Messages())
        {
            string wanted = $"| {id} | {level} | `{text}` |";
            if (!rows.Remove(id, out string[]? cells))
                findings.Add($"{id} has no row; add: {wanted} meaning | what to do |");
            else if (cells.Length != 5 || cells[3].Length == 0 || cells[4].Length == 0)
                findings.Add($"{id}: {cells.Length} cells, wanted id, level, text, meaning and what to do");
            else if (cells[1] != level || cells[2] != $"`{text}`")
                findings.Add($"{id}: found | {cells[1]} | {cells[2]} |, the code has {wanted}");
        }
        foreach (int id in rows.Keys)
            findings.Add($"{id} is in the document, but no message of the program");

        Rule.Holds(findings, "docs/OPERATIONS.md, Messages: write the row as the code has it");
    }

    [Fact]
    public void Every_exit_code_is_documented()
    {
        var findings = new List<string>();
        Dictionary<int, string[]> rows = Rows("Exit codes", findings);
        var codes = new HashSet<int>();
        foreach (FieldInfo field in typeof(ExitCode).GetFields(BindingFlags.Public | BindingFlags.Static))
            codes.Add((int)field.GetRawConstantValue()!);
        foreach (int code in codes)
        {
            if (!rows.Remove(code, out string[]? cells) || cells.Length != 3)
                findings.Add($"code {code} has no row of three cells");
        }
        foreach (int code in rows.Keys)
            findings.Add($"code {code} is in the document, but not in ExitCode");

        Rule.Holds(findings, "docs/OPERATIONS.md, Exit codes: a row for each value of src/Wanctl/ExitCode.cs");
    }

    private static IEnumerable<(int Id, string Level, string Text)> Messages()
    {
        foreach (MethodInfo method in typeof(Sentences).GetMethods(BindingFlags.Public | BindingFlags.Static))
        {
            if (method.GetCustomAttribute<LoggerMessageAttribute>() is not { } message)
                continue;
            string level = message.Level == LogLevel.Information ? "info" : message.Level.ToString();
            yield return (message.EventId, level.ToLowerInvariant(), message.Message);
        }
    }

    /// <summary>The rows of the tables below a heading that begin with a number.</summary>
    private static Dictionary<int, string[]> Rows(string heading, List<string> findings)
    {
        var rows = new Dictionary<int, string[]>();
        int start = Document.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"docs/OPERATIONS.md has no heading '## {heading}'");
        int end = Document.IndexOf("\n## ", start + 4, StringComparison.Ordinal);
        string section = end < 0 ? Document[start..] : Document[start..end];
        foreach (Match match in Row().Matches(section))
        {
            int number = int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
            string[] cells = Array.ConvertAll(match.Value.Trim().Trim('|').Split(" | "), cell => cell.Trim());
            if (!rows.TryAdd(number, cells))
                findings.Add($"{number} has two rows");
        }
        return rows;
    }

    [GeneratedRegex(@"^\| (?<number>\d+) \|.*$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
