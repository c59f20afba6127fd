using System.Diagnostics;
using System.Globalization;
using System.IO;

namespace Wanctl.Ablation;

/// <summary>
/// Changes each constant, question and guard of a law in turn and prints which figures of the wind tunnel move. The
/// changes are compiled in memory: the product has no switch for them.
/// </summary>
internal static class Program
{
    /// <summary>The unchanged law runs with more seeds, as a factor and at least: its deviation measures chance.
    /// </summary>
    private const int SeedsFactor = 2;
    private const int SeedsOfUnchanged = 24;

    /// <summary>A run that takes longer than this multiple of the unchanged law's time counts as endless.</summary>
    private const double TimeFactor = 6;

    private static readonly TimeSpan Forever = TimeSpan.MaxValue;

    /// <summary>How many constants are changed by a millionth, and how many of those runs are reported.</summary>
    private const int TinyTries = 12;
    private const int TinyChanges = 6;

    private static int Main(string[] args)
    {
        if (args.Length > 0 && args[0] == LawProcess.Word)
            return LawProcess.Serve(args.AsSpan(1));
        if (Array.IndexOf(args, "--help") >= 0 || Array.IndexOf(args, "-h") >= 0)
        {
            Console.Out.WriteLine(AblationOptions.Usage);
            return 0;
        }
        try
        {
            return Run(AblationOptions.Parse(args));
        }
        catch (UsageException exception)
        {
            Console.Error.WriteLine($"error: {exception.Message}");
            Console.Error.WriteLine("See --help.");
            return 2;
        }
    }

    private static int Run(AblationOptions options)
    {
        var compiler = new CoreCompiler(options.Core);
        List<Mutation> mutations = compiler.Mutations(options.Places, options.Literals);
        mutations.RemoveAll(mutation => !mutation.ToString().Contains(options.Only, StringComparison.Ordinal));
        if (mutations.Count == 0)
            throw new UsageException($"--only: found no mutation with '{options.Only}'; --list names them");
        if (options.List || options.Check)
        {
            foreach (Mutation mutation in mutations)
                Console.Out.WriteLine($"{mutation.File}\t{mutation}");
        }
        Console.Error.WriteLine($"{mutations.Count} mutations");
        if (options.Check)
            return Check(compiler, options);
        if (!options.List)
            Ablate(compiler, options, mutations);
        return 0;
    }

    /// <summary>Checks that the sources compiled here give the figures of the built assembly.</summary>
    private static int Check(CoreCompiler compiler, AblationOptions options)
    {
        byte[] built = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Wanctl.Core.dll"));
        List<FigureLine> expected = Measure(built, options, options.Seeds, Forever);
        List<FigureLine> found = Measure(Compile(compiler), options, options.Seeds, Forever);
        bool same = Comparison.AreSame(expected, found);
        Console.Error.WriteLine(same
            ? $"the sources give the built assembly's {expected.Count} figures, with all {options.Seeds} seeds"
            : "error: the sources do not give the built assembly's figures: build it anew from the same sources");
        return same ? 0 : 1;
    }

    private static void Ablate(CoreCompiler compiler, AblationOptions options, List<Mutation> mutations)
    {
        byte[] unchanged = Compile(compiler);
        long from = Stopwatch.GetTimestamp();
        int seeds = Math.Max(SeedsOfUnchanged, SeedsFactor * options.Seeds);
        List<FigureLine> before = Measure(unchanged, options, seeds, Forever);
        TimeSpan took = Stopwatch.GetElapsedTime(from) * options.Seeds / seeds;
        TimeSpan limit = took * TimeFactor + TimeSpan.FromSeconds(10);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"the unchanged law takes {took.TotalSeconds:0.0} s: about {took.TotalMinutes * mutations.Count:0} min"));
        using TextWriter raw = options.Raw.Length == 0 ? TextWriter.Null : new StreamWriter(options.Raw);
        Keep(raw, "unchanged", before);
        var tiny = new List<Outcome>();
        foreach (Mutation mutation in Tiny(mutations))
        {
            Outcome outcome = Try(compiler, options, mutation, before, limit, raw);
            if (!outcome.Same && tiny.Count < TinyChanges)
                tiny.Add(outcome);
        }
        var outcomes = new List<Outcome>();
        foreach (Mutation mutation in mutations)
        {
            outcomes.Add(Try(compiler, options, mutation, before, limit, raw));
            Outcome last = outcomes[^1];
            string what = last.Problem.Length > 0 ? last.Problem
                : last.Same ? "same"
                : $"{last.Moves.Count} moved\t{AblationTable.Worst(last)}\t{AblationTable.Best(last)}";
            Console.Error.WriteLine($"{outcomes.Count}/{mutations.Count} {mutation}\t{what}");
        }
        AblationTable.Write(Console.Out, outcomes, tiny, before.Count);
    }

    private static Outcome Try(
        CoreCompiler compiler, AblationOptions options, Mutation mutation, List<FigureLine> before, TimeSpan limit,
        TextWriter raw)
    {
        byte[] core = compiler.Emit(mutation, out string problem);
        if (core.Length == 0)
            return new Outcome(mutation, $"does not compile: {problem}", Same: false, []);
        List<FigureLine> after = LawProcess.Figures(core, options, options.Seeds, limit, out problem);
        if (problem.Length > 0)
            return new Outcome(mutation, problem, Same: false, []);
        Keep(raw, mutation.ToString(), after);
        return new Outcome(mutation, "", Comparison.AreSame(before, after), Comparison.Moves(before, after));
    }

    private static void Keep(TextWriter raw, string what, List<FigureLine> figures)
    {
        foreach (FigureLine figure in figures)
            raw.WriteLine($"{what}\t{figure.Write()}");
        raw.Flush();
    }

    /// <summary>Some constants with a decimal point, spread over the list, each larger by a millionth.</summary>
    private static List<Mutation> Tiny(List<Mutation> mutations)
    {
        List<Mutation> fractions = mutations.FindAll(mutation => mutation.Kind == MutationKind.Constant
            && mutation.Replacement.Contains('.', StringComparison.Ordinal));
        var tiny = new List<Mutation>();
        int step = Math.Max(1, fractions.Count / TinyTries);
        for (int i = 0; i < fractions.Count && tiny.Count < TinyTries; i += step)
        {
            string number = fractions[i].Change[..fractions[i].Change.IndexOf(' ', StringComparison.Ordinal)];
            double value = double.Parse(number, CultureInfo.InvariantCulture) * 1.000001;
            string replacement = value.ToString("R", CultureInfo.InvariantCulture);
            tiny.Add(fractions[i] with { Replacement = replacement, Change = $"{number} to {replacement}" });
        }
        return tiny;
    }

    private static byte[] Compile(CoreCompiler compiler)
    {
        byte[] core = compiler.Emit(null, out string problem);
        return core.Length > 0 ? core : throw new UsageException($"the sources do not compile: {problem}");
    }

    private static List<FigureLine> Measure(byte[] core, AblationOptions options, int seeds, TimeSpan limit)
    {
        List<FigureLine> figures = LawProcess.Figures(core, options, seeds, limit, out string problem);
        return problem.Length == 0 ? figures : throw new UsageException($"the unchanged law {problem}");
    }
}
