using System.Globalization;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Verbs;

namespace Wanctl.Demo;

/// <summary>The command line of <c>wanctl demo</c>.</summary>
internal sealed record DemoOptions
{
    /// <summary>A day; whoever wants more leaves the option out.</summary>
    private const double SecondsMax = 86_400;

    /// <summary>When to end by itself, or null for never.</summary>
    public Duration? Length { get; init; }

    /// <summary>Whether to write plain lines even to a terminal.</summary>
    public bool Plain { get; init; }

    /// <summary>Which of the possible lines.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The port of the loopback on which to serve the status page; null for none.</summary>
    public int? Port { get; init; }

    /// <summary>The control law.</summary>
    public RateLawKind Law { get; init; } = RateLawKind.Adaptive;

    /// <summary>Understands a command line.</summary>
    /// <param name="args">The words behind the verb.</param>
    /// <param name="options">What they ask for.</param>
    /// <param name="problem">What is wrong with them, where the result is false.</param>
    public static bool TryParse(string[] args, out DemoOptions options, out string problem)
    {
        options = new DemoOptions();
        problem = "";
        for (int i = 0; i < args.Length && problem.Length == 0; i++)
        {
            string word = args[i];
            if (word == "--plain")
            {
                options = options with { Plain = true };
                continue;
            }
            if (word is not ("--seconds" or "--seed" or "--port" or "--law"))
            {
                problem = word.StartsWith('-')
                    ? CommandWords.NoOption("demo", word)
                    : $"demo takes no '{word}'";
                break;
            }
            i++;
            string value = i < args.Length ? args[i] : "nothing";
            options = word switch
            {
                "--seconds" => WithLength(options, value, ref problem),
                "--port" => WithPort(options, value, ref problem),
                "--law" => WithLaw(options, value, ref problem),
                _ => WithSeed(options, value, ref problem),
            };
        }
        return problem.Length == 0;
    }

    private static DemoOptions WithLength(DemoOptions options, string value, ref string problem)
    {
        const NumberStyles Style = NumberStyles.AllowDecimalPoint;
        bool number = double.TryParse(value, Style, CultureInfo.InvariantCulture, out double seconds);
        if (number && seconds is > 0 and <= SecondsMax)
            return options with { Length = Duration.FromSeconds(seconds) };
        problem = $"--seconds {value}: found '{value}' where a number above 0 and up to {SecondsMax} belongs";
        return options;
    }

    private static DemoOptions WithSeed(DemoOptions options, string value, ref string problem)
    {
        if (ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed))
            return options with { Seed = seed };
        problem = $"--seed {value}: found '{value}' where a whole number belongs";
        return options;
    }

    private static DemoOptions WithLaw(DemoOptions options, string value, ref string problem)
    {
        if (CommandWords.LawOf(value) is { } law)
            return options with { Law = law };
        problem = $"--law {value}: found '{value}' where adaptive, adaptive2 or classic belongs";
        return options;
    }

    private static DemoOptions WithPort(DemoOptions options, string value, ref string problem)
    {
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port <= 65535)
            return options with { Port = port };
        problem = $"--port {value}: found '{value}' where a port from 0 (any that is free) to 65535 belongs";
        return options;
    }
}
