namespace Wanctl.Core.Estimate;

/// <summary>
/// How fast a remote clock drifts from ours, learned from moments in which the baseline was known from both sides. In
/// milliseconds a second, which is thousands of parts per million.
/// </summary>
internal struct ClockSlope
{
    /// <summary>A bracket is closed over so many seconds.</summary>
    private const double BucketSeconds = 5;

    /// <summary>Buckets that are remembered: two minutes of time in which the line was quiet at moments.</summary>
    private const int Anchors = 24;

    /// <summary>Anchors before there is a slope, and before it replaces one that an earlier run had learned.</summary>
    private const int AnchorsLeast = 6;
    private const int AnchorsToReplace = 12;

    /// <summary>Of a clock whose rate has changed: the last that fitted, and two that no longer did.</summary>
    private const int AnchorsAfterChange = 3;

    /// <summary>No clock that is not being set goes faster or slower (kernel and ntpd slew by 500 ppm).</summary>
    private const double Most = 0.6;

    private Times _at;
    private Values _base;
    private double _low;
    private double _high;
    private double _started;
    private int _next;
    private int _count;
    private int _strays;
    private bool _restored;
    private bool _changed;

    /// <summary>The slope; 0 before it is known.</summary>
    public double PerSecond { get; private set; }

    /// <summary>Whether it was learned or restored.</summary>
    public readonly bool Known => _restored || _count >= (_changed ? AnchorsAfterChange : AnchorsLeast);

    /// <summary>Takes over what an earlier run had learned.</summary>
    public void Restore(double perSecond) =>
        (PerSecond, _restored) = (Math.Clamp(perSecond, -Most, Most), true);

    /// <summary>Begins with nothing but the slope.</summary>
    public void Begin(double seconds) =>
        (_started, _low, _high) = (seconds, double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>Takes the bracket of a sample.</summary>
    /// <param name="seconds">The moment.</param>
    /// <param name="low">The baseline is not below this.</param>
    /// <param name="high">It is not above this.</param>
    /// <param name="width">
    /// A bucket that is no wider knows the baseline; with a drift that is not known yet the bounds may cross.
    /// </param>
    public void Take(double seconds, double low, double high, double width)
    {
        if (seconds - _started >= BucketSeconds)
        {
            if (_high - _low <= width)
                Add(_started + BucketSeconds / 2, (_low + _high) / 2, width / 2);
            Begin(seconds);
        }
        // Counted from the bucket's middle, a slope that is not known yet moves nothing.
        double drift = PerSecond * (seconds - _started - BucketSeconds / 2);
        _low = Math.Max(_low, low - drift);
        _high = Math.Min(_high, high - drift);
    }

    /// <summary>The clock was set, or the path changed: all baselines so far would have been so much more.</summary>
    public void Move(double millis)
    {
        _low += millis;
        _high += millis;
        for (int i = 0; i < _count; i++)
            _base[i] += millis;
    }

    private readonly int Least => _restored ? AnchorsToReplace : _changed ? AnchorsAfterChange : AnchorsLeast;

    private void Add(double seconds, double baseline, double stray)
    {
        Watch(seconds, baseline, stray);
        _at[_next] = seconds;
        _base[_next] = baseline;
        _next = (_next + 1) % Anchors;
        _count = Math.Min(Anchors, _count + 1);
        if (_count < Least)
            return;
        _restored = false;
        _changed &= _count < AnchorsLeast;
        int third = _count / 3;
        double time = Middle(_count - third, third, times: true) - Middle(0, third, times: true);
        double rise = Middle(_count - third, third, times: false) - Middle(0, third, times: false);
        PerSecond = Math.Clamp(rise / time, -Most, Most);
    }

    /// <summary>
    /// Two baselines in a row that leave the line on the same side, each farther, are a clock whose rate has changed;
    /// one alone was set, or is noise. What was learned of the old rate is forgotten then.
    /// </summary>
    private void Watch(double seconds, double baseline, double stray)
    {
        if (_count == 0)
            return;
        int last = (_next - 1 + Anchors) % Anchors;
        double off = baseline - _base[last] - PerSecond * (seconds - _at[last]);
        int side = Math.Abs(off) > stray ? Math.Sign(off) : 0;
        bool again = side != 0 && side == _strays;
        _strays = side;
        if (!again || !Known)
            return;
        _count = Math.Min(_count, AnchorsAfterChange - 1);
        (_strays, _changed, _restored) = (0, true, false);
    }

    /// <summary>The median of some anchors' moments or values, counted from the oldest.</summary>
    private readonly double Middle(int first, int count, bool times)
    {
        Span<double> sorted = stackalloc double[Anchors / 3];
        for (int i = 0; i < count; i++)
        {
            int place = (_next - _count + first + i + Anchors) % Anchors;
            sorted[i] = times ? _at[place] : _base[place];
        }
        return Median.Of(sorted[..count]);
    }

    [System.Runtime.CompilerServices.InlineArray(Anchors)]
    private struct Times
    {
        private double _first;
    }

    [System.Runtime.CompilerServices.InlineArray(Anchors)]
    private struct Values
    {
        private double _first;
    }
}
