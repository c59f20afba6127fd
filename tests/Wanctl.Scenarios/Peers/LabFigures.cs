using Wanctl.Simulation.Tunnel;

namespace Wanctl.Scenarios.Peers;

/// <summary>
/// What was measured in the lab when cake-autorate itself ran over a line of 50, 15 and again 50 Mbit/s, taken from a
/// run. Times in seconds, delays in milliseconds above the base RTT, rates in Mbit/s.
/// </summary>
internal sealed record LabFigures
{
    private const double Narrow = 20e6;

    /// <summary>Median excess of the last ten seconds before the drop.</summary>
    public required double WideExcess { get; init; }

    /// <summary>Mean delivered then.</summary>
    public required double WideGoodput { get; init; }

    /// <summary>From the drop to the first lower limit.</summary>
    public required double FirstCut { get; init; }

    /// <summary>From the drop to a limit at or below the capacity.</summary>
    public required double BelowCapacity { get; init; }

    /// <summary>The highest excess after the drop.</summary>
    public required double Peak { get; init; }

    /// <summary>Median excess from five seconds after the drop to the rise.</summary>
    public required double NarrowExcess { get; init; }

    /// <summary>95 % of the excess then is below this.</summary>
    public required double NarrowExcessP95 { get; init; }

    /// <summary>Median limit then.</summary>
    public required double NarrowLimit { get; init; }

    /// <summary>Lowest limit then, to tell a cycle from a standing limit.</summary>
    public required double NarrowLimitLow { get; init; }

    /// <summary>Highest limit then.</summary>
    public required double NarrowLimitHigh { get; init; }

    /// <summary>Mean delivered in the last ten seconds before the rise.</summary>
    public required double NarrowGoodput { get; init; }

    /// <summary>From the rise to a limit of 45 Mbit/s.</summary>
    public required double Recovery { get; init; }

    /// <summary>Takes the figures from a run over a line that narrows once and widens again.</summary>
    public static LabFigures Of(IReadOnlyList<TruthSample> truth)
    {
        int wide = First(truth, 0, sample => sample.Down.Capacity > 2 * Narrow);
        int drop = First(truth, wide, sample => sample.Down.Capacity < Narrow);
        int rise = First(truth, drop, sample => sample.Down.Capacity > 2 * Narrow);
        double dropAt = truth[drop].Seconds, riseAt = truth[rise].Seconds;
        double limit = truth[drop].Down.Limit;
        int cut = First(truth, drop, sample => sample.Down.Limit < limit);
        int below = First(truth, drop, sample => sample.Down.Limit <= sample.Down.Capacity);
        int back = First(truth, rise, sample => sample.Down.Limit >= 45e6);
        double[] excess = Sorted(truth, dropAt + 5, riseAt, sample => sample.ExcessMs);
        double[] limits = Sorted(truth, dropAt + 5, riseAt, sample => sample.Down.Limit / 1e6);
        double[] before = Sorted(truth, dropAt - 10, dropAt, sample => sample.ExcessMs);
        return new LabFigures
        {
            WideExcess = before[before.Length / 2],
            WideGoodput = Mean(Sorted(truth, dropAt - 10, dropAt, sample => sample.Down.Delivered / 1e6)),
            FirstCut = truth[cut].Seconds - dropAt,
            BelowCapacity = truth[below].Seconds - dropAt,
            Peak = Sorted(truth, dropAt, riseAt, sample => sample.ExcessMs)[^1],
            NarrowExcess = excess[excess.Length / 2],
            NarrowExcessP95 = excess[excess.Length * 95 / 100],
            NarrowLimit = limits[limits.Length / 2],
            NarrowLimitLow = limits[0],
            NarrowLimitHigh = limits[^1],
            NarrowGoodput = Mean(Sorted(truth, riseAt - 10, riseAt, sample => sample.Down.Delivered / 1e6)),
            Recovery = truth[back].Seconds - riseAt,
        };
    }

    private static int First(IReadOnlyList<TruthSample> truth, int from, Func<TruthSample, bool> holds)
    {
        for (int i = from; i < truth.Count; i++)
        {
            if (holds(truth[i]))
                return i;
        }
        Assert.Fail("what the figures begin with never happened");
        return -1;
    }

    private static double[] Sorted(
        IReadOnlyList<TruthSample> truth, double from, double to, Func<TruthSample, double> value)
    {
        var values = new List<double>();
        foreach (TruthSample sample in truth)
        {
            if (sample.Seconds >= from && sample.Seconds < to)
                values.Add(value(sample));
        }
        values.Sort();
        return [.. values];
    }

    private static double Mean(double[] values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum / values.Length;
    }
}
