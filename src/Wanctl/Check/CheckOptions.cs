using Wanctl.Verbs;

namespace Wanctl.Check;

/// <summary>What <c>wanctl check</c> was asked to do.</summary>
internal sealed record CheckOptions
{
    public const string Usage = "wanctl check [--values] [--router] [--json] [CONFIG...]";

    /// <summary>The configuration files; none for those of the service.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Whether every value in force is printed.</summary>
    public bool Values { get; init; }

    /// <summary>Whether routers and the kernel are looked at.</summary>
    public bool Router { get; init; }

    /// <summary>Whether the answer is for a program.</summary>
    public bool Json { get; init; }

    /// <summary>Reads a command line; false with what is wrong with it.</summary>
    public static bool TryParse(string[] args, out CheckOptions options, out string problem)
    {
        var paths = new List<string>();
        options = new CheckOptions { Paths = paths };
        problem = "";
        foreach (string word in args)
        {
            switch (word)
            {
                case "--values":
                    options = options with { Values = true };
                    break;
                case "--router":
                    options = options with { Router = true };
                    break;
                case "--json":
                    options = options with { Json = true };
                    break;
                default:
                    if (word.StartsWith('-'))
                        problem = CommandWords.NoOption("check", word);
                    else
                        paths.Add(word);
                    break;
            }
        }
        return problem.Length == 0;
    }
}
