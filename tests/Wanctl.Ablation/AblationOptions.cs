namespace Wanctl.Ablation;

/// <summary>The command line.</summary>
internal sealed record AblationOptions
{
    /// <summary>What <c>--help</c> prints, and a wrong command line.</summary>
    public const string Usage =
        """
        usage: build/ablate [--seeds N] [--law NAME] [--scenarios A,B...] [--only TEXT] [--literals] [--core FOLDER]
                            [--raw FILE] [--list | --check] [FILE OR FOLDER OF src/Wanctl.Core...]
        Changes each constant, question and guard of a law in turn, runs scenarios of the wind tunnel with each change,
        and prints a Markdown table of the figures that move.
          --seeds N         seeds of each run, 2 to 100; default 2. One seed of the default scenarios takes about 2.5 s
                            on one core: the adaptive law takes three quarters of an hour with the default.
          --law NAME        the law to run; default adaptive
          --scenarios A,B   the scenarios to run. Default: the standard ones and eleven of build/bench homes. constant
                            and low-then-back are left out to save time: constant-both and step ask the same of a law.
                            day takes minutes for each seed.
          --only TEXT       only the mutations whose name or change contains TEXT
          --literals        also the unnamed numbers inside expressions, except 0 and 1
          --core FOLDER     the sources; default src/Wanctl.Core
          --raw FILE        also writes every measured value, one line for each mutation and figure
          --list            prints the mutations and runs nothing
          --check           prints the mutations, and checks that the unchanged sources, compiled here, give exactly the
                            figures of the built assembly
        Default files and folders: Decide/Adaptive and the estimators that only the adaptive law uses.
        Questions are changed only in files below Decide.
        Exit codes: 0 done, 1 the check failed, 2 wrong usage.
        """;

    /// <summary>The fewest seeds that give a standard deviation.</summary>
    public const int SeedsLeast = 2;

    private const int SeedsMost = 100;

    /// <summary>How many seeds.</summary>
    public int Seeds { get; init; } = 2;

    /// <summary>The law's name in the wind tunnel.</summary>
    public string Law { get; init; } = "adaptive";

    /// <summary>The scenarios.</summary>
    public IReadOnlyList<string> Scenarios { get; init; } =
    [
        "step", "cable-sag", "dsl-upload", "rrul-cable", "rrul-dsl", "lte-walk", "satellite", "idle-cable",
        "upload-bloat", "upload-bloat-paced", "path-change", "reflector-loss", "all-reflectors-silent", "api-stall",
        "api-drop", "router-reboot", "lab-step", "constant-both", "ceiling-5", "floor-far-below",
        "path-longer", "reconnect", "wifi-both", "starlink", "flows-64", "come-and-go", "call", "bbr",
    ];

    /// <summary>Files and folders, relative to the sources.</summary>
    public IReadOnlyList<string> Places { get; init; } =
    [
        "Decide/Adaptive", "Estimate/DelayDetector.cs", "Estimate/IdleRtt.cs", "Estimate/CusumDetector.cs",
        "Estimate/LimitUse.cs", "Estimate/DelayTrace.cs",
    ];

    /// <summary>Text that the name or change of a mutation must contain.</summary>
    public string Only { get; init; } = "";

    /// <summary>Whether unnamed numbers are changed too.</summary>
    public bool Literals { get; init; }

    /// <summary>The folder of the sources.</summary>
    public string Core { get; init; } = "src/Wanctl.Core";

    /// <summary>File for every measured value; empty for none.</summary>
    public string Raw { get; init; } = "";

    /// <summary>Whether only to list.</summary>
    public bool List { get; init; }

    /// <summary>Whether to check the tool itself.</summary>
    public bool Check { get; init; }

    /// <summary>Understands a command line.</summary>
    /// <exception cref="UsageException">It cannot be understood.</exception>
    public static AblationOptions Parse(string[] args)
    {
        var options = new AblationOptions();
        var places = new List<string>();
        for (int i = 0; i < args.Length; i++)
        {
            string word = args[i];
            if (!word.StartsWith('-'))
            {
                places.Add(word);
                continue;
            }
            options = word switch
            {
                "--list" => options with { List = true },
                "--check" => options with { Check = true },
                "--literals" => options with { Literals = true },
                "--law" => options with { Law = Value(args, ref i) },
                "--only" => options with { Only = Value(args, ref i) },
                "--core" => options with { Core = Value(args, ref i) },
                "--raw" => options with { Raw = Value(args, ref i) },
                "--scenarios" => options with { Scenarios = Value(args, ref i).Split(',') },
                "--seeds" => options with { Seeds = Count(args, ref i) },
                _ => throw new UsageException($"there is no option '{word}'"),
            };
        }
        return places.Count == 0 ? options : options with { Places = places };
    }

    private static string Value(string[] args, ref int place) => ++place < args.Length
        ? args[place]
        : throw new UsageException($"{args[place - 1]}: found nothing where its value belongs");

    private static int Count(string[] args, ref int place) =>
        int.TryParse(Value(args, ref place), out int count) && count is >= SeedsLeast and <= SeedsMost
            ? count
            : throw new UsageException(
                $"--seeds: found '{args[place]}' where a whole number from {SeedsLeast} to {SeedsMost} belongs");
}
