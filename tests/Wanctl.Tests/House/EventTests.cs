using System.Globalization;
using System.Text.RegularExpressions;

namespace Wanctl.Tests.House;

/// <summary>A number in the log means one thing, so that an operator can search for it.</summary>
public partial class EventTests
{
    [Fact]
    public void Every_log_sentence_has_a_number_of_its_own()
    {
        var findings = new List<string>();
        var taken = new Dictionary<int, string>();
        foreach (SourceFile file in Repository.Sources("src"))
        {
            foreach ((int id, string name) in Sentences(file))
            {
                if (!taken.TryAdd(id, name))
                    findings.Add($"{file.Path}: {id} is both {taken[id]} and {name}");
            }
        }

        Rule.Holds(findings, "take the next free number of the hundred");
    }

    [Fact]
    public void A_happening_has_a_number_of_its_own_and_the_name_of_its_sentence()
    {
        var findings = new List<string>();
        var sentences = new Dictionary<int, string>();
        foreach (SourceFile file in Repository.Sources("src"))
        {
            foreach ((int id, string name) in Sentences(file))
                sentences.TryAdd(id, name);
        }
        var taken = new HashSet<int>();
        foreach (Wanctl.Host.Tell.Happening happening in Enum.GetValues<Wanctl.Host.Tell.Happening>())
        {
            int id = (int)happening;
            if (!taken.Add(id))
                findings.Add($"{id} is {happening} and another happening");
            if (sentences.TryGetValue(id, out string? name) && name != happening.ToString())
                findings.Add($"{id} is the happening {happening}, but the sentence {name}");
        }

        Rule.Holds(findings, "give the happening and its sentence one name and one number");
    }

    [Fact]
    public void Sentences_are_found_in_either_spelling()
    {
        const string Sample = """
            [LoggerMessage(1101, LogLevel.Warning, "a ( b")]
            public static partial void First(ILogger log);

            [LoggerMessage(EventId = 1102, Level = LogLevel.Warning,
                Message = "two")]
            public static partial void Second(ILogger log);
            """;

        Assert.Equal([(1101, "First"), (1102, "Second")], Sentences(new SourceFile("A.cs", Sample)));
    }

    private static List<(int Id, string Name)> Sentences(SourceFile file)
    {
        var found = new List<(int, string)>();
        foreach (Match match in Sentence().Matches(file.Code))
        {
            int id = int.Parse(match.Groups["id"].ValueSpan, CultureInfo.InvariantCulture);
            found.Add((id, match.Groups["name"].Value));
        }

        return found;
    }

    [GeneratedRegex(@"\[LoggerMessage\(\s*(?:EventId\s*=\s*)?(?<id>\d+)[^;]*?\bpartial\s+void\s+(?<name>\w+)")]
    private static partial Regex Sentence();
}
