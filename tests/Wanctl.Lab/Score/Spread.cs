using Wanctl.Report;

namespace Wanctl.Lab.Score;

/// <summary>A figure over the seeds of a scenario: their mean, and the worst of them.</summary>
/// <param name="Mean">NaN where no seed has the figure.</param>
/// <param name="Worst">The highest or the lowest, whichever is worse; NaN where no seed has the figure.</param>
/// <param name="Seeds">How many seeds have it.</param>
internal readonly record struct Spread(double Mean, double Worst, int Seeds)
{
    /// <summary>Takes the figure of each seed; a seed whose figure is NaN has none.</summary>
    /// <param name="values">One for each seed.</param>
    /// <param name="highIsWorse">Whether the highest is the worst, as of a delay.</param>
    public static Spread Of(IEnumerable<double> values, bool highIsWorse)
    {
        (double sum, double worst, int seeds) = (0, double.NaN, 0);
        foreach (double value in values)
        {
            if (double.IsNaN(value))
                continue;
            sum += value;
            seeds++;
            worst = double.IsNaN(worst) || (highIsWorse ? value > worst : value < worst) ? value : worst;
        }
        return new Spread(sum / seeds, worst, seeds);
    }

    /// <summary>The mean, and of several seeds the worst behind it in brackets.</summary>
    public Cell Cell => new(Seeds > 1 ? $"{Markup.Number(Mean)} ({Markup.Number(Worst)})" : Markup.Number(Mean));
}
