using System.Runtime.CompilerServices;

namespace Wanctl.Host.Watch;

/// <summary>
/// A histogram of delays above their baselines, with the bounds of the metric <c>wanctl_rtt_excess_seconds</c>: close
/// where a call begins to suffer, wide where all is lost anyway.
/// </summary>
public struct ExcessCounts
{
    /// <summary>How many bounds there are; one more bucket lies above the last.</summary>
    public const int Bounds = 17;

    private static readonly double[] BoundsMs =
        [1, 2, 3, 5, 7.5, 10, 15, 20, 30, 45, 60, 80, 100, 150, 250, 500, 1000];

    private Counts _counts;

    /// <summary>Samples counted.</summary>
    public long Count { get; private set; }

    /// <summary>The sum of all excesses in milliseconds; what lies below a baseline counts as nothing.</summary>
    public double SumMs { get; private set; }

    /// <summary>Bound number <paramref name="index"/> in milliseconds.</summary>
    public static double Bound(int index) => BoundsMs[index];

    /// <summary>Samples at or below a bound.</summary>
    public readonly long UpTo(int index)
    {
        long sum = 0;
        for (int i = 0; i <= index; i++)
            sum += _counts[i];
        return sum;
    }

    /// <summary>Counts a sample.</summary>
    public void Add(double excessMs)
    {
        int bucket = 0;
        while (bucket < Bounds && excessMs > BoundsMs[bucket])
            bucket++;
        _counts[bucket]++;
        Count++;
        SumMs += Math.Max(0, excessMs);
    }

    /// <summary>
    /// The excess that a share of all samples (0 to 1) does not exceed, with an even spread within its bucket; 0
    /// without samples.
    /// </summary>
    public readonly double Quantile(double share)
    {
        double wanted = Count * share;
        long below = 0;
        for (int i = 0; i < Bounds; i++)
        {
            if (below + _counts[i] >= wanted && _counts[i] > 0)
            {
                double low = i == 0 ? 0 : BoundsMs[i - 1];
                return low + (BoundsMs[i] - low) * (wanted - below) / _counts[i];
            }
            below += _counts[i];
        }
        return Count == 0 ? 0 : BoundsMs[^1];
    }

    [InlineArray(Bounds + 1)]
    private struct Counts
    {
        private long _first;
    }
}
