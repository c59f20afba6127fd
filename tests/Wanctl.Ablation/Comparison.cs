namespace Wanctl.Ablation;

/// <summary>One figure that moved.</summary>
/// <param name="Line">Which.</param>
/// <param name="From">Its mean with the unchanged law.</param>
/// <param name="To">Its mean with the changed one.</param>
/// <param name="Harm">How far it became worse, in multiples of what chance makes or of the smallest change that counts,
/// whichever is larger; negative for better.</param>
internal sealed record Move(FigureLine Line, double From, double To, double Harm);

/// <summary>
/// Which figures moved. A figure has moved when its mean over the seeds differs from the unchanged law's mean over the
/// same seeds by more than chance and by more than the smallest change that counts. Chance is two standard errors of
/// the difference of two means, from the standard deviation of the unchanged law over its seeds: a run is chaotic, so
/// that a law which differs minimally gives another draw with the same seed.
/// </summary>
internal static class Comparison
{
    private const double Errors = 2;
    private const double LeastShareOfMean = 0.05;

    /// <summary>Compares.</summary>
    /// <param name="before">The unchanged law's figures, over at least as many seeds.</param>
    /// <param name="after">The changed law's.</param>
    public static List<Move> Moves(IReadOnlyList<FigureLine> before, IReadOnlyList<FigureLine> after)
    {
        var moves = new List<Move>();
        for (int i = 0; i < before.Count; i++)
        {
            int seeds = after[i].Values.Length;
            double from = before[i].Mean(seeds);
            double to = after[i].Mean(seeds);
            if (double.IsNaN(from) && double.IsNaN(to))
                continue;
            double change = double.IsNaN(from) || double.IsNaN(to) ? double.PositiveInfinity : to - from;
            double chance = Errors * before[i].Deviation() * Math.Sqrt(2.0 / seeds);
            double step = Math.Max(Least(before[i].Unit, from), double.IsNaN(chance) ? 0 : chance);
            if (Math.Abs(change) <= step)
                continue;
            bool worse = double.IsNaN(to) || before[i].LowIsGood == change > 0;
            double harm = (worse ? 1 : -1) * Math.Abs(change) / step;
            moves.Add(new Move(before[i], from, to, harm));
        }
        moves.Sort((left, right) => right.Harm.CompareTo(left.Harm));
        return moves;
    }

    /// <summary>Whether all is the same to the last bit.</summary>
    public static bool AreSame(IReadOnlyList<FigureLine> before, IReadOnlyList<FigureLine> after)
    {
        if (before.Count != after.Count)
            return false;
        for (int i = 0; i < before.Count; i++)
        {
            ReadOnlySpan<double> values = before[i].Values.AsSpan(0, after[i].Values.Length);
            for (int seed = 0; seed < values.Length; seed++)
            {
                if (!values[seed].Equals(after[i].Values[seed]))
                    return false;
            }
        }
        return true;
    }

    /// <summary>
    /// The smallest change that counts: 0.01 of a share; of all others 5 % of the mean, and at least 0.3 ms, 0.1 s, 0.5
    /// of a count, 0.1 of a ratio or of a rate in Mbit/s.
    /// </summary>
    private static double Least(string unit, double mean)
    {
        double share = double.IsNaN(mean) ? 0 : LeastShareOfMean * Math.Abs(mean);
        return unit switch
        {
            "share" => 0.01,
            "ms" => Math.Max(0.3, share),
            "s" => Math.Max(0.1, share),
            "count" => Math.Max(0.5, share),
            _ => Math.Max(0.1, share),
        };
    }
}
