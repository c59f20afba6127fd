using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// How much of the delay to one host is above its floor, in each direction by itself, without synchronised clocks: one
/// number for the baseline of the direction up (path and clock offset), bounded by every sample from both sides.
/// </summary>
/// <remarks>
/// With R the floor of the round trip r = u + d, B the baseline of u and g the quantum of the remote stamp, no queue
/// being negative, R - d &lt;= B &lt;= u + g: a sample whose round trip is near its floor pins B, and with a queue in
/// one direction only the empty one pins it from its side. Between, B follows the learned drift of the clock. A sample
/// that excludes B by more than noise does is a step of the clock, and the queues stay what they were. Offset and drift
/// are common to u and d with opposite signs and absent from r: V. Paxson, "On calibrating measurements of packet
/// transit times", SIGMETRICS 1998. A value with no memory outside itself, so that a copy is a whole estimator; default
/// is one that has seen nothing. A new socket, address or address family needs a new one.
/// </remarks>
public struct OneWayDelay
{
    /// <summary>The least miss that is taken for a step of the clock.</summary>
    private const double StepLeastMs = 3;

    /// <summary>A step is more than so many mean deviations of an idle round trip.</summary>
    private const double StepDeviations = 6;

    /// <summary>A bucket's bracket that is no wider, beside the quantum, pins the baseline well enough to learn from.
    /// </summary>
    private const double AnchorMs = 2;

    /// <summary>
    /// How fast the baseline gets uncertain while no sample pins it: 50 ppm of a clock whose drift is unknown, 5 of one
    /// whose drift is.
    /// </summary>
    private const double UncertainPerSecond = 0.05;
    private const double UncertainPerSecondWithSlope = 0.005;

    /// <summary>The baseline is never known better: jitter hides where the floor is.</summary>
    private const double UncertainLeastMs = 0.5;

    /// <summary>After so many seconds of silence nobody knows what the queues were before.</summary>
    private const double ForgottenSeconds = 5;

    /// <summary>Quiet samples, or seconds of any traffic, before the floor is trusted to be one.</summary>
    private const int CalmSamples = 8;
    private const double SettledSeconds = 10;

    private RoundTripFloor _floor;
    private ClockSlope _slope;
    private CalmLevel _calmUp;
    private CalmLevel _calmDown;
    private CalmLevel _calmRtt;
    private Instant _first;
    private double _origin;
    private double _baseline;
    private double _last;
    private double _uncertain;
    private double _low;
    private double _high;
    private bool _begun;
    private bool _directed;

    /// <summary>Whether a sample has told the directions apart.</summary>
    public readonly bool Directed => _directed;

    /// <summary>Whether the line has been quiet for long enough to know its level and its noise.</summary>
    public readonly bool Calm => _calmRtt.Count >= CalmSamples;

    /// <summary>
    /// Whether the floor is trusted to be one: the line has been quiet, or ten seconds have passed in which queues had
    /// time to go. One that stands until then is part of the floor, as with any round trip, and is missed until it
    /// goes; it never makes another one.
    /// </summary>
    public readonly bool Settled => Calm || _last >= SettledSeconds;

    /// <summary>
    /// What the last sample was above the floor on the way up, in ms; below 0 by noise or until a shorter path is
    /// known. With that of the way down it is exactly the round trip less its floor.
    /// </summary>
    public double UpMs { get; private set; }

    /// <summary>The same on the way down.</summary>
    public double DownMs { get; private set; }

    /// <summary>The round trip above its floor, in ms: also of samples that do not know the directions.</summary>
    public double RttMs { get; private set; }

    /// <summary>The mean of <see cref="UpMs"/> while the line was quiet, in ms: jitter, not queue.</summary>
    public readonly double CalmUpMs => _calmUp.Ms;

    /// <summary>The same of <see cref="DownMs"/>.</summary>
    public readonly double CalmDownMs => _calmDown.Ms;

    /// <summary>The same of <see cref="RttMs"/>.</summary>
    public readonly double CalmRttMs => _calmRtt.Ms;

    /// <summary>Mean absolute deviation of a quiet sample on the way up, in ms.</summary>
    public readonly double UpNoiseMs => _calmUp.DeviationMs;

    /// <summary>The same on the way down.</summary>
    public readonly double DownNoiseMs => _calmDown.DeviationMs;

    /// <summary>The same of the round trip.</summary>
    public readonly double RttNoiseMs => _calmRtt.DeviationMs;

    /// <summary>
    /// By how much the split may be wrong, in ms: so much too much up and too little down, or the other way round. The
    /// sum is not affected. At least 0.5; infinite before the first sample that knows the directions.
    /// </summary>
    public readonly double UncertaintyMs =>
        _directed ? Math.Max(UncertainLeastMs, _uncertain) : double.PositiveInfinity;

    /// <summary>
    /// How fast the remote clock gains on ours, in ms a second (1000 ppm); to be kept over a restart. 0 before it is
    /// known.
    /// </summary>
    public readonly double Slope => _slope.PerSecond;

    /// <summary>Whether <see cref="Slope"/> was learned or restored.</summary>
    public readonly bool SlopeKnown => _slope.Known;

    /// <summary>The least miss that counts as a step of the remote clock with the last sample's quantum, in ms.
    /// </summary>
    public double StepMs { get; private set; }

    /// <summary>Steps of the remote clock so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Takes over a slope that an earlier run had learned, in ms a second; within +-0.6.</summary>
    public void RestoreSlope(double perSecond) => _slope.Restore(perSecond);

    /// <summary>
    /// The path has become longer by so much in each direction, in ms (shorter where negative): what was taken for a
    /// queue is none.
    /// </summary>
    public void Rebase(double upMs, double downMs)
    {
        if (!_begun)
            return;
        _floor.Move(upMs + downMs);
        _low = Math.Min(_low + upMs + downMs, _high);
        Move(upMs);
        UpMs -= upMs;
        DownMs -= downMs;
        RttMs -= upMs + downMs;
    }

    /// <summary>
    /// Other hosts show that so much of what goes up is the clock's, in ms: moves it to the other direction, as far as
    /// the last sample allows.
    /// </summary>
    public void Repair(double millis)
    {
        double moved = Math.Clamp(_baseline + millis, _low, _high) - _baseline;
        Move(moved);
        UpMs -= moved;
        DownMs += moved;
        Steps++;
    }

    /// <summary>Takes a sample; samples come in the order in which they were answered.</summary>
    /// <param name="sample">The sample; its round trip is more than 0.</param>
    /// <param name="quiet">
    /// Whether both directions have carried too little to make a queue for a second or longer: counters of bytes know.
    /// </param>
    public void Take(in TimedSample sample, bool quiet)
    {
        if (!_begun)
            (_first, _begun) = (sample.SentAt, true);
        double seconds = (sample.SentAt - _first).Seconds;
        double elapsed = Math.Max(0, seconds - _last);
        _last += elapsed;
        double floor = _floor.Ms;
        bool moved = _floor.Take(sample.RttMs, elapsed, quiet);
        RttMs = sample.RttMs - _floor.Ms;
        _baseline += _slope.PerSecond * elapsed;
        _uncertain += (_slope.Known ? UncertainPerSecondWithSlope : UncertainPerSecond) * elapsed;
        // What bounded the baseline from below was the floor.
        _uncertain += Math.Max(0, floor - _floor.Ms);
        if (sample.Directed)
            Split(in sample, elapsed, moved);
        if (!quiet || _floor.Doubtful)
            return;
        _calmRtt.Take(RttMs);
        if (!sample.Directed)
            return;
        _calmUp.Take(UpMs);
        _calmDown.Take(DownMs);
    }

    private void Split(in TimedSample sample, double elapsed, bool moved)
    {
        if (!_directed)
            _origin = sample.UpMs;
        // Counted from the first sample, a clock that is hours ahead costs no digits.
        double up = sample.UpMs - _origin;
        double middle = up + sample.QuantumMs / 2;
        StepMs = Math.Max(StepLeastMs, StepDeviations * _calmRtt.DeviationMs) + sample.QuantumMs;
        if (!_directed)
        {
            (_baseline, _directed, _uncertain) = (middle, true, double.PositiveInfinity);
            _slope.Begin(_last);
        }
        // What lies below the floor without being believed bounds nothing.
        if (!_floor.Doubtful)
        {
            // R - d, written so that no rounding puts it above the other bound.
            _low = up - RttMs;
            _high = up + sample.QuantumMs;
            Bound(middle, elapsed, moved);
            _slope.Take(_last, _low, _high, AnchorMs + sample.QuantumMs);
        }
        UpMs = middle - _baseline;
        DownMs = RttMs - UpMs;
    }

    private void Bound(double middle, double elapsed, bool moved)
    {
        double miss = _baseline < _low ? _low - _baseline : _baseline > _high ? _high - _baseline : 0;
        if (Math.Abs(miss) <= StepMs)
        {
            _baseline += miss;
        }
        else
        {
            bool remembered = elapsed < ForgottenSeconds;
            double meant = remembered ? middle - UpMs : (_low + _high) / 2;
            Move(Math.Clamp(meant, _low, _high) - _baseline);
            _uncertain = remembered ? _uncertain + StepMs / 2 : double.PositiveInfinity;
            // A floor that has just moved says that it was the path; before it is known, noise looks like steps.
            Steps += moved || !Calm ? 0 : 1;
        }
        _uncertain = Math.Min(_uncertain, Math.Max(_baseline - _low, _high - _baseline));
    }

    private void Move(double millis)
    {
        _baseline += millis;
        _slope.Move(millis);
    }
}
