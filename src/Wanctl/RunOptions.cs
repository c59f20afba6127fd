using System.Globalization;
using System.IO;
using Wanctl.Config;
using Wanctl.Host.Keep;
using Wanctl.Verbs;

namespace Wanctl;

/// <summary>What <c>wanctl run</c> was asked to do.</summary>
internal sealed record RunOptions
{
    public const string Usage = "wanctl run CONFIG... [--journal FILE] [--journal-size MB]";

    /// <summary>More than two hours of a link at 50 ms.</summary>
    private const int MegabytesDefault = 64;

    /// <summary>A terabyte; four years of a link.</summary>
    private const int MegabytesMax = 1_000_000;

    /// <summary>The configuration files.</summary>
    public required string[] Paths { get; init; }

    /// <summary>The same as they were given, where a folder stands for its files.</summary>
    public string[] Given { get; init; } = [];

    /// <summary>Where the journal goes; null for nowhere.</summary>
    public string? Journal { get; init; }

    /// <summary>Megabytes (10^6 bytes) of all segments of a link together.</summary>
    public int JournalMegabytes { get; init; } = MegabytesDefault;

    /// <summary>Reads a command line; false with what is wrong with it.</summary>
    public static bool TryParse(string[] args, out RunOptions options, out string problem)
    {
        var paths = new List<string>();
        string? journal = null;
        string? megabytes = null;
        problem = "";
        options = new RunOptions { Paths = [] };
        for (int i = 0; i < args.Length; i++)
        {
            string word = args[i];
            bool takesValue = word is "--journal" or "--journal-size";
            if (takesValue && i + 1 == args.Length)
                problem = $"{word} without a value";
            else if (word == "--journal")
                journal = args[++i];
            else if (word == "--journal-size")
                megabytes = args[++i];
            else if (word.StartsWith('-'))
                problem = CommandWords.NoOption("run", word);
            else
                paths.Add(word);
        }
        int size = MegabytesDefault;
        if (problem.Length == 0 && paths.Count == 0)
            problem = "run without a file";
        else if (megabytes is not null && !TryMegabytes(megabytes, out size))
            problem = $"--journal-size: found '{megabytes}', wanted whole megabytes, 1 to {MegabytesMax}";
        else if (megabytes is not null && journal is null)
            problem = "--journal-size without --journal";
        else if (journal is not null && Path.GetFileName(journal) is "" or "." or "..")
            problem = $"--journal: found '{journal}', wanted the name of a file";
        options = new RunOptions { Paths = [.. paths], Journal = journal, JournalMegabytes = size };
        return problem.Length == 0;
    }

    /// <summary>
    /// Names the journal of each link; none where none is wanted. Returns every problem: a journal that would overwrite
    /// what is no journal.
    /// </summary>
    public IReadOnlyList<string> NameJournals(IReadOnlyList<WanFile> links, out IReadOnlyList<JournalFile> journals)
    {
        var files = new List<JournalFile>();
        var problems = new List<string>();
        journals = files;
        if (Journal is null)
            return problems;
        foreach (WanFile file in links)
        {
            string path = links.Count == 1 ? Journal : WithName(Journal, file.Link.Name);
            if (JournalFile.Stranger(path) is { Length: > 0 } stranger)
                problems.Add(stranger);
            files.Add(new JournalFile(path, JournalMegabytes * 1_000_000L));
        }
        return problems;
    }

    /// <summary>
    /// A path with a link's name before its extension: <c>run.journal</c> gives <c>run.cable.journal</c>.
    /// </summary>
    internal static string WithName(string path, string name)
    {
        string extension = Path.GetExtension(path);
        return $"{path[..^extension.Length]}.{name}{extension}";
    }

    private static bool TryMegabytes(string text, out int megabytes) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out megabytes)
        && megabytes is >= 1 and <= MegabytesMax;
}
