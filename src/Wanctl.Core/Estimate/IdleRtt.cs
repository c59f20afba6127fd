using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// What the RTT to each reflector is while no queue of ours stands, and how much it scatters. A level is learned where
/// the traffic proves that the delay is not our own: while the line is quiet, downward at any time, and by a cut that
/// did not help. The scatter is learned from one sample to the next, which a queue moves alike; slowly while one comes
/// or goes.
/// </summary>
public sealed class IdleRtt
{
    /// <summary>Memory of a level in seconds: quick against a change of route, slow against one sample.</summary>
    private const double LevelSeconds = 2;

    /// <summary>Memory of the scatter in seconds; shorter at the beginning, when there is little to forget.</summary>
    private const double ScatterSeconds = 10;

    /// <summary>The same while a queue may come or go: so many times as long.</summary>
    private const double UnsteadyFactor = 5;

    /// <summary>Samples before the scatter is trusted to be its own.</summary>
    private const int ScatterSamples = 20;

    /// <summary>Scatter before anything is known, in milliseconds: that of a DSL line.</summary>
    private const double FirstScatterMs = 0.5;

    /// <summary>
    /// The mean difference of two samples of evenly or normally spread noise is so many times its standard deviation.
    /// </summary>
    private const double DeviationOfDifference = 0.886;

    /// <summary>Samples of one reflector in a row on one side that make a lasting shift: 1.2 s with three reflectors
    /// at the production interval; a radio's blip lasts 0.2 s.</summary>
    private const int ShiftSamples = 8;

    /// <summary>So many standard deviations off count as off: one sample in fifteen by chance, four in a row never.
    /// </summary>
    private const double FarScatters = 1.5;

    /// <summary>So far below, one sample is enough: no queue makes an RTT shorter.</summary>
    private const double SurelyScatters = 5;

    /// <summary>The share of a difference that is taken out with each sample.</summary>
    private const double AlignShare = 0.02;

    /// <summary>Answers of two reflectors within so long saw the same queue.</summary>
    private static readonly Duration SameTime = Duration.FromMillis(500);

    private readonly bool _aligned;
    private readonly double[] _newest;
    private readonly double[] _level;
    private readonly Instant[] _taken;
    private readonly int[] _off;
    private readonly double[] _offSum;
    private Instant _lastAt = Instant.Never;
    private double _last = double.NaN;
    private int _scattered;

    /// <summary>Levels of so many reflectors that nothing is known of.</summary>
    /// <param name="reflectors">How many.</param>
    /// <param name="aligned">Whether what one shows beside the others is taken out of the levels at any time.</param>
    public IdleRtt(int reflectors, bool aligned = false)
    {
        _aligned = aligned;
        _level = new double[reflectors];
        _newest = new double[reflectors];
        _taken = new Instant[reflectors];
        _off = new int[reflectors];
        _offSum = new double[reflectors];
        Array.Fill(_level, double.NaN);
        Array.Fill(_taken, Instant.Never);
    }

    /// <summary>Standard deviation of a sample from its level, in milliseconds.</summary>
    public double ScatterMs { get; private set; } = FirstScatterMs;

    /// <summary>How many reflectors there are.</summary>
    public int Count => _level.Length;

    /// <summary>The level of a reflector in milliseconds; NaN before its first answer.</summary>
    public double this[int reflector] => _level[reflector];

    /// <summary>The level of the first reflector that has answered; NaN before any.</summary>
    public double Reference
    {
        get
        {
            foreach (double level in _level)
            {
                if (!double.IsNaN(level))
                    return level;
            }
            return double.NaN;
        }
    }

    /// <summary>Takes an answer and returns its excess over the level in milliseconds.</summary>
    /// <param name="reflector">Who answered.</param>
    /// <param name="rttMs">Positive.</param>
    /// <param name="firstMs">Where its level begins if this is its first answer and lower; 0 for none.</param>
    /// <param name="quiet">Whether the line carries too little to make a queue.</param>
    /// <param name="alone">Whether another reflector shows that there is no queue.</param>
    /// <param name="held">Whether no queue is known to come or go.</param>
    /// <param name="now">Not before the previous answer's.</param>
    public double Take(int reflector, double rttMs, double firstMs, bool quiet, bool alone, bool held, Instant now)
    {
        ref double level = ref _level[reflector];
        if (double.IsNaN(level))
            level = firstMs > 0 ? Math.Min(rttMs, firstMs) : rttMs;
        if (_aligned)
            Align(reflector, rttMs - level, now);
        double excess = rttMs - level;
        double seconds = _taken[reflector] > Instant.Never ? Math.Min(1, (now - _taken[reflector]).Seconds) : 0;
        _taken[reflector] = now;
        Scatter(excess, held, now);
        if (quiet)
        {
            double bound = 3 * ScatterMs + 0.5;
            level += Math.Clamp(excess, -bound, bound) * (1 - Math.Exp(-seconds / LevelSeconds));
        }
        if (excess < -SurelyScatters * ScatterMs - 1)
        {
            // What was counted so far, was counted from another level.
            Shift(reflector, excess + ScatterMs);
            excess = rttMs - level;
        }
        Settle(reflector, excess, quiet || alone);
        return rttMs - level;
    }

    /// <summary>Moves a level by what a cut could not remove.</summary>
    public void Shift(int reflector, double millis)
    {
        if (!double.IsNaN(_level[reflector]))
            _level[reflector] = Math.Max(0.001, _level[reflector] + millis);
        _off[reflector] = 0;
        _offSum[reflector] = 0;
    }

    /// <summary>
    /// A queue delays every reflector alike, so that what one shows beside the others over a while is a difference of
    /// their distances, whatever stands in the queue. It is taken out of the levels without moving their mean.
    /// </summary>
    private void Align(int reflector, double excess, Instant now)
    {
        double sum = 0;
        int others = 0;
        for (int i = 0; i < _level.Length; i++)
        {
            if (i == reflector || double.IsNaN(_level[i]) || now - _taken[i] > SameTime)
                continue;
            sum += _newest[i];
            others++;
        }
        _newest[reflector] = excess;
        if (others == 0)
            return;
        double bound = 3 * ScatterMs + 0.5;
        double beside = excess - sum / others;
        if (Math.Abs(beside) > bound)
            return;
        double share = beside * AlignShare;
        for (int i = 0; i < _level.Length; i++)
        {
            double part = i == reflector ? share * others / (others + 1) : -share / (others + 1);
            bool lately = i == reflector || now - _taken[i] <= SameTime;
            if (double.IsNaN(_level[i]) || !lately)
                continue;
            _level[i] = Math.Max(0.001, _level[i] + part);
            _newest[i] -= part;
        }
    }

    private void Scatter(double excess, bool held, Instant now)
    {
        double before = _last;
        double seconds = _lastAt > Instant.Never ? Math.Min(1, (now - _lastAt).Seconds) : 0;
        _last = excess;
        _lastAt = now;
        if (double.IsNaN(before))
            return;
        // A jump is an event, not scatter.
        double deviation = Math.Min(DeviationOfDifference * Math.Abs(excess - before), 3 * ScatterMs + 0.5);
        if (_scattered < ScatterSamples)
            _scattered++;
        double memory = held ? ScatterSeconds : UnsteadyFactor * ScatterSeconds;
        double share = _scattered < ScatterSamples ? 1.0 / (_scattered + 1) : 1 - Math.Exp(-seconds / memory);
        ScatterMs += (deviation - ScatterMs) * share;
    }

    /// <summary>
    /// Lasting shifts: down at any time, for no queue makes an RTT shorter; up where it cannot be a queue.
    /// </summary>
    private void Settle(int reflector, double excess, bool upward)
    {
        double far = FarScatters * ScatterMs + 0.5;
        int side = excess < -far ? -1 : excess > far && upward ? 1 : 0;
        if (side == 0 || Math.Sign(_off[reflector]) == -side)
        {
            _off[reflector] = 0;
            _offSum[reflector] = 0;
        }
        if (side == 0)
            return;
        _off[reflector] += side;
        _offSum[reflector] += excess;
        int count = Math.Abs(_off[reflector]);
        if (count < (side < 0 ? ShiftSamples / 2 : ShiftSamples))
            return;
        _level[reflector] = Math.Max(0.001, _level[reflector] + _offSum[reflector] / count);
        _off[reflector] = 0;
        _offSum[reflector] = 0;
    }
}
