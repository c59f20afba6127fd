namespace Wanctl.Core.Estimate;

/// <summary>
/// The median of the last three samples. With reflectors asked in turn these are three different ones, so one bad
/// answer does not count, as in the original's median of three that were asked at once.
/// </summary>
public sealed class MedianFilter
{
    private readonly double[] _last = new double[3];
    private int _count;
    private int _next;

    /// <summary>Takes a sample and gives the median of it and up to two before it.</summary>
    public double Next(double sample)
    {
        _last[_next] = sample;
        _next = (_next + 1) % 3;
        _count = Math.Min(3, _count + 1);
        Span<double> sorted = stackalloc double[3];
        _last.CopyTo(sorted);
        return Median.Of(sorted[.._count]);
    }
}
