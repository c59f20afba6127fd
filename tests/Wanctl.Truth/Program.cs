using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using Wanctl.Core.Settings;
using Wanctl.Simulation.Tunnel;
using Wanctl.Truth.Causes;
using Wanctl.Truth.Coverage;
using Wanctl.Truth.OneWay;
using Wanctl.Truth.Properties;

namespace Wanctl.Truth;

/// <summary>
/// Holds what <c>adaptive2</c> says of a line, and what is said of it, against what the line really does. Exit code 1
/// where a property is violated, 2 where the command line is not understood.
/// </summary>
internal static class Program
{
    private const string Usage = """
        usage: Wanctl.Truth coverage [--seeds N]
               Wanctl.Truth attribution [--lines N] [--from SEED]
               Wanctl.Truth oneway [--seeds N]
               Wanctl.Truth properties [--lines N] [--from SEED] [--property NAME] [--law NAME]
        """;

    private static int Main(string[] args)
    {
        try
        {
            if (args.Length > 0 && args[0] is "-h" or "--help")
            {
                Console.Out.WriteLine(Usage);
                return 0;
            }
            Options options = Options.Of(args);
            return options.Verb switch
            {
                "coverage" => Cover(options),
                "attribution" => Attribute(options),
                "oneway" => TellDirections(options),
                "properties" => Hold(options),
                _ => throw new FormatException(
                    $"found {options.Verb}, wanted coverage, attribution, oneway or properties"),
            };
        }
        catch (FormatException fault)
        {
            Console.Error.WriteLine($"error: {fault.Message}\n{Usage}");
            return 2;
        }
    }

    private static int Cover(Options options)
    {
        CoverageTable.Print(CoverageTable.Make(ScenarioCatalog.All, options.Seeds), Console.Out);
        return 0;
    }

    private static int TellDirections(Options options)
    {
        DelayTable.Print(options.Seeds, Console.Out);
        Console.Out.WriteLine();
        SplitTable.Print(options.Seeds, Console.Out);
        return 0;
    }

    private static int Attribute(Options options)
    {
        int lines = options.Lines ?? 4000;
        Judgement[] judged = CalibrationTable.Judge(
            options.From, lines, done => Console.Error.WriteLine($"{done} of {lines} lines"));
        CalibrationTable.Print(judged, Console.Out);
        return 0;
    }

    private static int Hold(Options options)
    {
        int lines = options.Lines ?? 1_000_000;
        int violated = 0;
        Console.Out.WriteLine("| property | lines | violations | first seed | took (s) |");
        Console.Out.WriteLine("|---|---:|---:|---:|---:|");
        foreach (LawProperty property in LawProperty.All)
        {
            if (options.Property is { } only && only != property.Name)
                continue;
            long start = Stopwatch.GetTimestamp();
            string?[] found = Crew.Run(
                options.From, lines, seed => property.Run(options.Law, seed),
                done => Console.Error.WriteLine($"{property.Name}: {done} of {lines} lines"));
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            int first = Array.FindIndex(found, one => one is not null);
            int count = found.Count(one => one is not null);
            violated += count;
            string seed = first < 0 ? "" : (options.From + first).ToString(CultureInfo.InvariantCulture);
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {property.Sentence} | {lines} | {count} | {seed} | {seconds:0} |"));
            for (int i = 0; i < found.Length; i++)
            {
                if (found[i] is { } what)
                {
                    Console.Error.WriteLine(
                        $"{property.Name}: --property {property.Name} --from {options.From + i} --lines 1: {what}");
                }
            }
        }
        return violated == 0 ? 0 : 1;
    }

    /// <summary>What the command line asks for.</summary>
    private sealed class Options
    {
        public required string Verb { get; init; }

        public int Seeds { get; private set; } = 4;

        public int? Lines { get; private set; }

        public int From { get; private set; }

        public string? Property { get; private set; }

        public RateLawKind Law { get; private set; } = RateLawKind.Adaptive2;

        public static Options Of(string[] args)
        {
            if (args.Length == 0)
                throw new FormatException("found nothing, wanted a command");
            var options = new Options { Verb = args[0] };
            for (int i = 1; i < args.Length; i += 2)
            {
                string value = i + 1 < args.Length
                    ? args[i + 1]
                    : throw new FormatException($"found {args[i]} without a value, wanted one behind it");
                options.Take(args[i], value);
            }
            return options;
        }

        private void Take(string name, string value)
        {
            switch (name)
            {
                case "--seeds":
                    Seeds = Number(name, value, 1);
                    break;
                case "--lines":
                    Lines = Number(name, value, 1);
                    break;
                case "--from":
                    From = Number(name, value, 0);
                    break;
                case "--property":
                    if (!LawProperty.All.Any(property => property.Name == value))
                    {
                        string known = string.Join(", ", LawProperty.All.Select(property => property.Name));
                        throw new FormatException($"{name}: found {value}, wanted one of {known}");
                    }
                    Property = value;
                    break;
                case "--law":
                    Law = value switch
                    {
                        "adaptive" => RateLawKind.Adaptive,
                        "adaptive2" => RateLawKind.Adaptive2,
                        _ => throw new FormatException($"{name}: found {value}, wanted adaptive or adaptive2"),
                    };
                    break;
                default:
                    throw new FormatException($"found {name}, wanted an option of {Verb}");
            }
        }

        private static int Number(string name, string value, int least) =>
            int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least
                ? number
                : throw new FormatException($"{name}: found {value}, wanted a whole number of {least} or more");
    }
}
