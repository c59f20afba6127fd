using Wanctl.Core.Units;

namespace Wanctl.Measure;

/// <summary>Where the delay under load is, judged by what was measured.</summary>
/// <param name="Verdict">The judgement.</param>
/// <param name="ThresholdMs">The excess that counts as a queue.</param>
/// <param name="Cured">The limits at which the delay was gone; null where it was never gone, or never there.</param>
internal sealed record Judgement(Verdict Verdict, double ThresholdMs, LoadFigures? Cured)
{
    /// <summary>A limit of which this much passes is filled; CAKE counts overhead that the counters do not.</summary>
    private const double FilledShare = 0.8;

    /// <summary>
    /// A sum over seconds may exceed the limit by what stood in the queue when it was lowered, and by link-layer
    /// headers; beyond this share the limit was not heeded.
    /// </summary>
    private const double HeededShare = 1.15;

    /// <summary>Less of a lowered limit than this: the load has gone, and a calm line proves nothing.</summary>
    private const double PresentShare = 0.4;

    /// <summary>Nothing was judged.</summary>
    public static Judgement Open { get; } = new(Verdict.None, 0, null);

    /// <summary>The excess above which delay counts as a queue on this line.</summary>
    /// <param name="excessMs">What the configuration takes for a queue (<c>control.excess_ms</c>).</param>
    /// <param name="idle">The line's own noise.</param>
    public static double Threshold(double excessMs, IdleFigures idle) => Math.Max(excessMs, idle.ExcessP95Ms);

    /// <summary>Whether a part of the sweep shows the load without its delay.</summary>
    public static bool Gone(LoadFigures figures, LoadedWays ways, double threshold) =>
        figures.Telling && figures.ExcessMs <= threshold && Present(figures, ways) && Heeded(figures, ways);

    /// <summary>Judges a measurement.</summary>
    /// <param name="atCeiling">With the limits at their ceilings, or as they were found.</param>
    /// <param name="steps">With lowered limits, in the order of their sinking; empty where none was tried.</param>
    /// <param name="ways">The directions that the load fills.</param>
    /// <param name="threshold">See <see cref="Threshold"/>.</param>
    public static Judgement Of(
        LoadFigures atCeiling, IReadOnlyList<LoadFigures> steps, LoadedWays ways, double threshold)
    {
        if (!atCeiling.Telling)
            return new Judgement(Verdict.Unclear, threshold, null);
        if (atCeiling.ExcessMs <= threshold)
            return new Judgement(Filled(atCeiling, ways) ? Verdict.Calm : Verdict.NotFilled, threshold, null);
        if (steps.Count == 0)
            return new Judgement(Verdict.Untried, threshold, null);
        foreach (LoadFigures step in steps)
        {
            if (Gone(step, ways, threshold))
                return new Judgement(Verdict.InQueue, threshold, step);
        }
        LoadFigures last = steps[^1];
        Verdict verdict = !last.Telling || !Present(last, ways) ? Verdict.Unclear
            : Heeded(last, ways) ? Verdict.Beyond : Verdict.Unheeded;
        return new Judgement(verdict, threshold, null);
    }

    /// <summary>Whether any loaded direction fills its limit.</summary>
    private static bool Filled(LoadFigures figures, LoadedWays ways) =>
        Any(ways, up => figures.Limits.Of(up) > Rate.Zero
            && figures.Carried.Of(up) >= figures.Limits.Of(up) * FilledShare);

    private static bool Present(LoadFigures figures, LoadedWays ways) =>
        Any(ways, up => figures.Carried.Of(up) >= figures.Limits.Of(up) * PresentShare);

    private static bool Heeded(LoadFigures figures, LoadedWays ways) =>
        !Any(ways, up => figures.Limits.Of(up) > Rate.Zero
            && figures.Carried.Of(up) > figures.Limits.Of(up) * HeededShare);

    private static bool Any(LoadedWays ways, Func<bool, bool> holds) =>
        (ways.Down && holds(false)) || (ways.Up && holds(true));
}
