using System.Globalization;
using System.IO;

namespace Wanctl.Ablation;

/// <summary>Writes the outcomes as Markdown.</summary>
internal static class AblationTable
{
    /// <summary>Writes all of them.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="outcomes">What the mutations did.</param>
    /// <param name="tiny">What changes did that are too small to mean anything.</param>
    /// <param name="figures">How many figures there are.</param>
    public static void Write(
        TextWriter output, IReadOnlyList<Outcome> outcomes, IReadOnlyList<Outcome> tiny, int figures)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{outcomes.Count} mutations, {figures} figures. {Chance(tiny)}"));
        output.WriteLine();
        output.WriteLine("| mutation | change | moved | becomes worst | becomes best |");
        output.WriteLine("|---|---|---:|---|---|");
        foreach (Outcome outcome in outcomes)
        {
            if (outcome.Moves.Count == 0)
                continue;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {outcome.Mutation.Name} | {outcome.Mutation.Change} | {outcome.Moves.Count} | {Worst(outcome)} | {
                    Best(outcome)} |"));
        }
        List(output, "Moves nothing, though runs differ", outcomes,
            outcome => outcome is { Problem: "", Same: false, Moves.Count: 0 });
        List(output, "Changes no run by a bit", outcomes, outcome => outcome.Same);
        List(output, "Could not be run", outcomes, outcome => outcome.Problem.Length > 0);
    }

    private static string Chance(IReadOnlyList<Outcome> tiny)
    {
        if (tiny.Count == 0)
            return "";
        string counts = string.Join(", ", System.Linq.Enumerable.Select(tiny, outcome => outcome.Moves.Count));
        return $"{tiny.Count} changes of a constant by a millionth moved {counts} of them: so many move by chance.";
    }

    private static void List(
        TextWriter output, string title, IReadOnlyList<Outcome> outcomes, Predicate<Outcome> belongs)
    {
        output.WriteLine();
        output.WriteLine($"### {title}");
        output.WriteLine();
        bool any = false;
        foreach (Outcome outcome in outcomes)
        {
            if (!belongs(outcome))
                continue;
            any = true;
            string reason = outcome.Problem.Length > 0 ? $" ({outcome.Problem})" : "";
            output.WriteLine($"* {outcome.Mutation}{reason}");
        }
        if (!any)
            output.WriteLine("None.");
    }

    /// <summary>What it made worse most; empty where nothing became worse.</summary>
    public static string Worst(Outcome outcome) =>
        outcome.Moves.Count > 0 && outcome.Moves[0].Harm > 0 ? Cell(outcome.Moves[0]) : "";

    /// <summary>What it made better most; empty where nothing became better.</summary>
    public static string Best(Outcome outcome) =>
        outcome.Moves.Count > 0 && outcome.Moves[^1].Harm < 0 ? Cell(outcome.Moves[^1]) : "";

    private static string Cell(Move move) => string.Create(CultureInfo.InvariantCulture,
        $"`{move.Line.Scenario}` {move.Line.Name}: {Number(move.From)} to {Number(move.To)}");

    private static string Number(double value) =>
        value.ToString(Math.Abs(value) < 10 ? "0.###" : "0.#", CultureInfo.InvariantCulture);
}
