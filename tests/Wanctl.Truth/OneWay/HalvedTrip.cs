using Wanctl.Core.Estimate;

namespace Wanctl.Truth.OneWay;

/// <summary>Half of the round trip's excess for each direction, fused as the directions are.</summary>
internal sealed class HalvedTrip
{
    private readonly double[] _last = new double[5];
    private int _count;

    /// <summary>Takes a sample's excess in ms.</summary>
    public (double Up, double Down) Take(double rttMs)
    {
        _last[_count++ % _last.Length] = rttMs / 2;
        Span<double> sorted = stackalloc double[_last.Length];
        _last.CopyTo(sorted);
        double median = Median.Of(sorted[..Math.Min(_count, _last.Length)]);
        return (median, median);
    }
}
