using System.Globalization;
using Wanctl.Verbs;

namespace Wanctl.Measure;

/// <summary>What <c>wanctl measure</c> was asked to do.</summary>
internal sealed record MeasureOptions
{
    public const string Usage =
        "wanctl measure [--load COMMAND] [--direction down|up|both] [--seconds N] [--idle] [--json] [CONFIG]";

    /// <summary>Fewer seconds give too few echoes of each reflector.</summary>
    public const int SecondsLeast = 5;

    /// <summary>A router's safety net takes a minute without a request for the death of wanctl.</summary>
    public const int SecondsMost = 45;

    /// <summary>The configuration file, or a folder with that of one link; empty for the service's folder.</summary>
    public string Path { get; init; } = "";

    /// <summary>What fills the line; null for the user's own traffic.</summary>
    public string? Load { get; init; }

    /// <summary>The directions that are swept; null to tell by what passes.</summary>
    public LoadedWays? Ways { get; init; }

    /// <summary>Seconds of the idle part, and of the loaded one at its ceilings.</summary>
    public int Seconds { get; init; } = 15;

    /// <summary>Whether limits stay untouched, and the user is not asked for a load.</summary>
    public bool Idle { get; init; }

    /// <summary>Whether the answer is one JSON object.</summary>
    public bool Json { get; init; }

    /// <summary>Reads a command line; false with what is wrong with it.</summary>
    public static bool TryParse(string[] args, out MeasureOptions options, out string problem)
    {
        options = new MeasureOptions();
        problem = "";
        var paths = new List<string>();
        for (int i = 0; i < args.Length && problem.Length == 0; i++)
        {
            string word = args[i];
            if (word is "--load" or "--direction" or "--seconds")
            {
                if (i + 1 == args.Length)
                    problem = $"{word} without a value";
                else
                    options = options.With(word, args[++i], out problem);
            }
            else if (word == "--idle")
                options = options with { Idle = true };
            else if (word == "--json")
                options = options with { Json = true };
            else if (word.StartsWith('-'))
                problem = CommandWords.NoOption("measure", word);
            else
                paths.Add(word);
        }
        if (problem.Length == 0 && paths.Count > 1)
            problem = "measure with several files: one link at a time";
        options = options with { Path = paths.Count == 0 ? "" : paths[0] };
        return problem.Length == 0;
    }

    private MeasureOptions With(string option, string value, out string problem)
    {
        problem = "";
        switch (option)
        {
            case "--load" when !string.IsNullOrWhiteSpace(value) && !value.Contains('\0'):
                return this with { Load = value };
            case "--load":
                problem = $"--load: found '{value}', wanted a command for /bin/sh";
                return this;
            case "--direction" when value is "down" or "up" or "both":
                return this with { Ways = new LoadedWays(Down: value != "up", Up: value != "down") };
            case "--direction":
                problem = $"--direction: found '{value}', wanted down, up or both";
                return this;
        }
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds)
            && seconds is >= SecondsLeast and <= SecondsMost)
            return this with { Seconds = seconds };
        problem = $"--seconds: found '{value}', wanted whole seconds, {SecondsLeast} to {SecondsMost}";
        return this;
    }
}
