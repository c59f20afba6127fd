using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// What the RTT to each reflector is while no queue of ours stands, and how much it scatters then. Learned only where
/// the traffic proves that the delay is not our own: while the line is quiet, downward at any time, and by a test cut
/// that did not help.
/// </summary>
public sealed class CalmLevels
{
    /// <summary>Memory of a level in seconds: quick against a change of route, slow against one sample.</summary>
    private const double LevelSeconds = 2;

    /// <summary>Memory of the scatter in seconds.</summary>
    private const double ScatterSeconds = 10;

    /// <summary>Scatter before anything is known, in milliseconds: half that of a quiet DSL line's worst.</summary>
    private const double FirstScatterMs = 0.5;

    /// <summary>Quiet samples in a row on one side of the band that make a shift: 1.2 s at the production interval.
    /// A radio's blip lasts 200 ms.</summary>
    private const int ShiftSamples = 24;

    /// <summary>
    /// A queue shows when most of the samples stand so many mean deviations above the level; for evenly spread noise
    /// that is one and a half times its half-width, which a median of five never reaches.
    /// </summary>
    private const double QueueScatters = 3;

    /// <summary>The same for a mean of four samples, whose own scatter is half that of one.</summary>
    private const double StepScatters = 1.7;

    /// <summary>
    /// Least mean excess in milliseconds that makes a step one too many: on a line without noise a step of 4 % over
    /// capacity shows so much after 40 ms.
    /// </summary>
    private const double StepMs = 1.5;

    private readonly double _excessMs;
    private readonly double[] _level;
    private readonly Instant[] _taken;
    private int _above;
    private int _below;

    /// <summary>Levels of so many reflectors that nothing is known of.</summary>
    public CalmLevels(int reflectors, double excessMs)
    {
        _excessMs = excessMs;
        _level = new double[reflectors];
        _taken = new Instant[reflectors];
        Array.Fill(_level, double.NaN);
        Array.Fill(_taken, Instant.Never);
    }

    /// <summary>Mean absolute deviation of a quiet sample from its level, in milliseconds.</summary>
    public double ScatterMs { get; private set; } = FirstScatterMs;

    /// <summary>Above this excess, in milliseconds, a sample speaks of a queue.</summary>
    public double QueueMs => Math.Max(_excessMs, QueueScatters * ScatterMs);

    /// <summary>Above this mean excess of four samples, in milliseconds, a step was one too many.</summary>
    public double StepTooFarMs => Math.Max(Math.Min(StepMs, _excessMs), StepScatters * ScatterMs);

    /// <summary>Whether the scatter, not the least excess, decides on a step.</summary>
    public bool Noisy => StepScatters * ScatterMs > StepMs;

    /// <summary>True for the sample that moved a level by a shift.</summary>
    public bool Shifted { get; private set; }

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

    /// <summary>
    /// Takes an answer and returns its excess over the level in milliseconds.
    /// </summary>
    /// <param name="reflector">Who answered.</param>
    /// <param name="rttMs">Positive.</param>
    /// <param name="restoredMs">A level known from an earlier run; 0 for none.</param>
    /// <param name="quiet">Whether the line carries too little to make a queue.</param>
    /// <param name="now">Not before the previous answer's.</param>
    public double Take(int reflector, double rttMs, double restoredMs, bool quiet, Instant now)
    {
        Shifted = false;
        ref double level = ref _level[reflector];
        if (double.IsNaN(level))
            level = restoredMs > 0 ? Math.Min(rttMs, restoredMs) : rttMs;
        double excess = rttMs - level;
        double seconds = _taken[reflector] > Instant.Never ? Math.Min(1, (now - _taken[reflector]).Seconds) : 0;
        _taken[reflector] = now;
        if (quiet)
            Learn(ref level, excess, seconds);
        else if (excess < -QueueMs)
            level += excess * 0.3;
        return rttMs - level;
    }

    /// <summary>Moves a level by what a test cut could not remove.</summary>
    public void Shift(int reflector, double millis)
    {
        if (!double.IsNaN(_level[reflector]))
            _level[reflector] = Math.Max(0.001, _level[reflector] + millis);
    }

    private void Learn(ref double level, double excess, double seconds)
    {
        double bound = 3 * ScatterMs + 0.5;
        level += Math.Clamp(excess, -bound, bound) * Share(seconds, LevelSeconds);
        double deviation = Math.Min(Math.Abs(excess), 4 * ScatterMs + 1);
        ScatterMs += (deviation - ScatterMs) * Share(seconds, ScatterSeconds);
        _above = excess > QueueMs ? _above + 1 : 0;
        _below = excess < -QueueMs ? _below + 1 : 0;
        if (_above < ShiftSamples && _below < ShiftSamples)
            return;
        level += excess;
        Shifted = true;
    }

    private static double Share(double seconds, double memory) => 1 - Math.Exp(-seconds / memory);
}
