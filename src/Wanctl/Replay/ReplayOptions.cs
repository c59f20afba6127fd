using Wanctl.Core.Settings;
using Wanctl.Verbs;

namespace Wanctl.Replay;

/// <summary>What <c>wanctl replay</c> was asked to do.</summary>
internal sealed record ReplayOptions
{
    public const string Usage =
        "wanctl replay JOURNAL... [--law LAW] [--json] [--report FILE.html],"
        + " or wanctl replay --csv FILE CONFIG [--law LAW]";

    /// <summary>Journals, or the one configuration file of a table.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>The table to replay instead of journals.</summary>
    public string? Csv { get; init; }

    /// <summary>Another law.</summary>
    public RateLawKind? Law { get; init; }

    /// <summary>Whether the answer is for machines.</summary>
    public bool Json { get; init; }

    /// <summary>Where to write the page, or null for none.</summary>
    public string? Report { get; init; }

    /// <summary>Reads a command line; false with what is wrong with it.</summary>
    public static bool TryParse(string[] args, out ReplayOptions options, out string problem)
    {
        var paths = new List<string>();
        options = new ReplayOptions { Paths = paths };
        problem = "";
        for (int i = 0; i < args.Length && problem.Length == 0; i++)
        {
            string word = args[i];
            if (word is "--law" or "--csv" or "--report" && i + 1 == args.Length)
                problem = $"{word} without a value";
            else if (word == "--law" && CommandWords.LawOf(args[++i]) is { } law)
                options = options with { Law = law };
            else if (word == "--law")
                problem = $"--law: found '{args[i]}', wanted adaptive, adaptive2 or classic";
            else if (word == "--csv")
                options = options with { Csv = args[++i] };
            else if (word == "--report")
                options = options with { Report = args[++i] };
            else if (word == "--json")
                options = options with { Json = true };
            else if (word.StartsWith('-'))
                problem = CommandWords.NoOption("replay", word);
            else
                paths.Add(word);
        }
        if (problem.Length == 0)
            problem = Contradiction(options);
        return problem.Length == 0;
    }

    private static string Contradiction(ReplayOptions options) => options switch
    {
        { Csv: null, Paths.Count: 0 } => "replay without a journal",
        { Csv: not null, Paths.Count: not 1 } => "--csv FILE with other than one CONFIG",
        { Csv: not null, Json: true } => "--json beside --csv: the answer to a table is a table",
        { Csv: not null, Report: not null } => "--report beside --csv: a page is drawn of journals",
        _ => "",
    };
}
