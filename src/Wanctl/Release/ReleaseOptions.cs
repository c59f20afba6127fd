using Wanctl.Verbs;

namespace Wanctl.Release;

/// <summary>What <c>wanctl release</c> was asked to do.</summary>
internal sealed record ReleaseOptions
{
    public const string Usage = "wanctl release [--force] [--dry-run] [CONFIG...]";

    /// <summary>The configuration files; none for those of the service.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Whether to go on while a daemon holds the lock.</summary>
    public bool Force { get; init; }

    /// <summary>Whether to look and to write nothing.</summary>
    public bool DryRun { get; init; }

    /// <summary>Reads a command line; false with what is wrong with it.</summary>
    public static bool TryParse(string[] args, out ReleaseOptions options, out string problem)
    {
        var paths = new List<string>();
        options = new ReleaseOptions { Paths = paths };
        problem = "";
        foreach (string word in args)
        {
            if (word == "--force")
                options = options with { Force = true };
            else if (word == "--dry-run")
                options = options with { DryRun = true };
            else if (word.StartsWith('-'))
                problem = CommandWords.NoOption("release", word);
            else
                paths.Add(word);
        }
        return problem.Length == 0;
    }
}
