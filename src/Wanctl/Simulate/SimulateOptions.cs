using System.Globalization;
using Wanctl.Config.Schema;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;
using Wanctl.Verbs;

namespace Wanctl.Simulate;

/// <summary>The command line of <c>wanctl simulate</c>.</summary>
internal sealed record SimulateOptions
{
    /// <summary>More repetitions than anybody waits for.</summary>
    private const int SeedsMax = 1000;

    /// <summary>The least that a line without a trace carries.</summary>
    private const double MbpsLeast = 0.1;

    /// <summary>The most that it carries.</summary>
    private const double MbpsMost = 100_000;

    /// <summary>The scenarios that were named; empty for all.</summary>
    public List<string> Scenarios { get; init; } = [];

    /// <summary>The laws that are to reach the figures.</summary>
    public List<string> Laws { get; init; } = ["adaptive"];

    /// <summary>The first seed.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How many seeds, counting up from the first.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>The control interval, or null for that of the scenario.</summary>
    public Duration? Interval { get; init; }

    /// <summary>A trace of the capacity toward the user, or null.</summary>
    public string? TraceDown { get; init; }

    /// <summary>A trace of the capacity toward the Internet, or null.</summary>
    public string? TraceUp { get; init; }

    /// <summary>Whether there is a trace.</summary>
    public bool Traced => TraceDown is not null || TraceUp is not null;

    /// <summary>What the direction without a trace carries toward the user, in Mbit/s, or null.</summary>
    public double? DownMbps { get; init; }

    /// <summary>What the direction without a trace carries toward the Internet, in Mbit/s, or null.</summary>
    public double? UpMbps { get; init; }

    /// <summary>Over how long a trace's packets are counted, or null.</summary>
    public Duration? TraceBin { get; init; }

    /// <summary>The folder of the recordings that are not part of this program, or null.</summary>
    public string? Traces { get; init; }

    /// <summary>How traces are read, and what a direction without one carries.</summary>
    public TraceManner Manner
    {
        get
        {
            var usual = new TraceManner();
            return new TraceManner
            {
                DownMbps = DownMbps ?? usual.DownMbps,
                UpMbps = UpMbps ?? usual.UpMbps,
                BinMs = (int)(TraceBin?.Millis ?? usual.BinMs),
            };
        }
    }

    /// <summary>What the reflectors are asked with.</summary>
    public ProbeKind Probes { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Where to write the page, or null for none.</summary>
    public string? Report { get; init; }

    /// <summary>Whether only to list scenarios and laws.</summary>
    public bool List { get; init; }

    /// <summary>Whether to run all other laws beside.</summary>
    public bool Compare { get; init; }

    /// <summary>Whether to run the scenarios on other lines too.</summary>
    public bool Vary { get; init; }

    /// <summary>Understands a command line.</summary>
    /// <param name="args">The words behind the verb.</param>
    /// <param name="scenarios">The scenarios that exist.</param>
    /// <param name="laws">The laws that exist.</param>
    /// <param name="options">What they ask for.</param>
    /// <param name="problem">What is wrong with them, where the result is false.</param>
    public static bool TryParse(
        string[] args,
        IReadOnlyList<string> scenarios,
        IReadOnlyList<string> laws,
        out SimulateOptions options,
        out string problem)
    {
        options = new SimulateOptions();
        problem = "";
        var named = new List<string>();
        for (int i = 0; i < args.Length && problem.Length == 0; i++)
        {
            string word = args[i];
            if (!word.StartsWith('-'))
            {
                problem = Unknown("scenario", word, scenarios);
                named.Add(word);
            }
            else if (WithSwitch(options, word) is { } switched)
            {
                options = switched;
            }
            else
            {
                i++;
                options = WithValue(options, word, i < args.Length ? args[i] : "", laws, ref problem);
            }
        }
        options = options with { Scenarios = named };
        if (problem.Length == 0)
            problem = Together(options);
        return problem.Length == 0;
    }

    /// <summary>What is wrong with options that are good one by one.</summary>
    private static string Together(SimulateOptions options) => options switch
    {
        { Vary: true, Interval: not null } => "--vary runs other intervals by itself: found --interval as well",
        { DownMbps: not null, TraceUp: null } or { DownMbps: not null, TraceDown: not null } =>
            "--down is what a line carries of which only --trace-up is known: "
            + (options.TraceDown is null ? "found no --trace-up" : "found --trace-down as well"),
        { UpMbps: not null, TraceDown: null } or { UpMbps: not null, TraceUp: not null } =>
            "--up is what a line carries of which only --trace-down is known: "
            + (options.TraceUp is null ? "found no --trace-down" : "found --trace-up as well"),
        { TraceBin: not null, Traced: false } => "--trace-bin belongs to --trace-down or --trace-up: found neither",
        _ => "",
    };

    private static SimulateOptions? WithSwitch(SimulateOptions options, string word) => word switch
    {
        "--json" => options with { Json = true },
        "--list" => options with { List = true },
        "--compare" => options with { Compare = true },
        "--vary" => options with { Vary = true },
        _ => null,
    };

    private static SimulateOptions WithValue(
        SimulateOptions options, string word, string value, IReadOnlyList<string> laws, ref string problem)
    {
        const NumberStyles Style = NumberStyles.None;
        string wanted;
        switch (word)
        {
            case "--law":
                if (value.Length == 0)
                {
                    wanted = "the name of a law";
                    break;
                }
                List<string> asked = [.. value.Split(',')];
                foreach (string law in asked)
                    problem = problem.Length > 0 ? problem : Unknown("law", law, laws);
                return options with { Laws = asked };
            case "--trace-down" or "--trace-up" or "--report" when value.Length == 0:
                wanted = "the name of a file";
                break;
            case "--trace-down":
                return options with { TraceDown = value };
            case "--trace-up":
                return options with { TraceUp = value };
            case "--report":
                return options with { Report = value };
            case "--traces" when value.Length > 0:
                return options with { Traces = value };
            case "--traces":
                wanted = "the name of a folder";
                break;
            case "--probes":
                if (ReadProbes(value) is { } kind)
                    return options with { Probes = kind };
                wanted = "echo, timestamp or responder";
                break;
            case "--down" or "--up":
                if (ReadMbps(value) is { } mbps)
                    return word == "--up" ? options with { UpMbps = mbps } : options with { DownMbps = mbps };
                wanted = $"a rate in Mbit/s from {MbpsLeast:0.##} to {MbpsMost}";
                break;
            case "--trace-bin":
                if (ReadInterval(value) is { Millis: >= TraceReader.BinMsLeast and <= TraceReader.BinMsMost } bin
                    && bin.Millis == Math.Floor(bin.Millis))
                    return options with { TraceBin = bin };
                wanted = $"whole milliseconds from {TraceReader.BinMsLeast}ms to {TraceReader.BinMsMost}ms";
                break;
            case "--seed":
                if (ulong.TryParse(value, Style, CultureInfo.InvariantCulture, out ulong seed))
                    return options with { Seed = seed };
                wanted = "a whole number";
                break;
            case "--seeds":
                if (int.TryParse(value, Style, CultureInfo.InvariantCulture, out int seeds)
                    && seeds is > 0 and <= SeedsMax)
                    return options with { Seeds = seeds };
                wanted = $"a whole number from 1 to {SeedsMax}";
                break;
            case "--interval":
                if (ReadInterval(value) is { Millis: >= 20 and <= 1000 } interval)
                    return options with { Interval = interval };
                wanted = "a time from 20ms to 1s";
                break;
            default:
                problem = CommandWords.NoOption("simulate", word);
                return options;
        }
        problem = $"{word}: found {(value.Length == 0 ? "nothing" : $"'{value}'")} where {wanted} belongs";
        return options;
    }

    private static ProbeKind? ReadProbes(string value) => value switch
    {
        "echo" => ProbeKind.Echo,
        "timestamp" => ProbeKind.Timestamp,
        "responder" => ProbeKind.Responder,
        _ => null,
    };

    private static double? ReadMbps(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double mbps)
        && mbps is >= MbpsLeast and <= MbpsMost ? mbps : null;

    private static Duration? ReadInterval(string value)
    {
        bool millis = value.EndsWith("ms", StringComparison.Ordinal);
        if (!value.EndsWith('s'))
            return null;
        ReadOnlySpan<char> number = value.AsSpan(0, value.Length - (millis ? 2 : 1));
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double count)
            ? Duration.FromSeconds(millis ? count / 1000 : count)
            : null;
    }

    private static string Unknown(string kind, string word, IReadOnlyList<string> known)
    {
        foreach (string name in known)
        {
            if (name == word)
                return "";
        }
        string nearest = NearestKey.Among(known, word) is { } near ? $" (did you mean {near}?)" : "";
        return $"there is no {kind} '{word}'{nearest}; there are {string.Join(", ", known)}";
    }
}
