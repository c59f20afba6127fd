using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// What is believed of the capacity of one direction: its logarithm is normal around a mean, which wanders; and with
/// some probability a line that carries less than usual has come back to what it usually carries. Capacities are limits
/// in bit/s: what CAKE may be set to and the line still carries. Fixed memory.
/// </summary>
/// <remarks>
/// A Kalman filter of a random walk in one dimension, whose process noise is learned from its innovations (R. K. Mehra,
/// "On the identification of variances and adaptive Kalman filtering", IEEE Trans. Automatic Control 15, 1970). A bound
/// on one side is taken in by moments of the cut normal distribution, as in expectation propagation (T. Minka, 2001).
/// </remarks>
public struct CapacityBelief
{
    private double _mean;
    private double _variance;
    private double _noise;
    private double _usual;
    private double _returned;
    private double _measured;
    private double _measuredError;
    private Instant _measuredAt;

    /// <summary>Believes that a line carries somewhere about so much.</summary>
    /// <param name="capacity">In bit/s.</param>
    public CapacityBelief(double capacity)
    {
        _mean = Math.Log(capacity);
        _variance = BeliefConstants.FirstDeviation * BeliefConstants.FirstDeviation;
        _noise = BeliefConstants.FirstNoise;
        _usual = double.NaN;
        _measured = _mean;
        _measuredError = _variance;
        _measuredAt = Instant.Never;
    }

    /// <summary>Goes on from what was believed before.</summary>
    /// <param name="capacity">In bit/s.</param>
    /// <param name="deviation">Its standard deviation then, relative; positive.</param>
    /// <param name="noise">The variance of its logarithm that a second adds; positive.</param>
    /// <param name="usual">What the line usually carries, in bit/s; NaN for unknown.</param>
    /// <param name="away">For how long nobody has looked at it since, in seconds; 0 where somebody has.</param>
    public static CapacityBelief Recalled(double capacity, double deviation, double noise, double usual, double away)
    {
        double variance = deviation * deviation;
        if (away > 0)
            variance = Math.Max(variance, BeliefConstants.NearUsual * BeliefConstants.NearUsual) + noise * away;
        CapacityBelief belief = new(capacity);
        // Nothing is known less well than what was never seen.
        belief._variance = Math.Clamp(variance, BeliefConstants.LeastVariance, belief._variance);
        belief._noise = Math.Clamp(noise, BeliefConstants.LeastNoise, BeliefConstants.MostNoise);
        belief._measuredError = belief._variance;
        belief._usual = Math.Log(usual);
        return belief;
    }

    /// <summary>The capacity that is as likely undercut as exceeded, in bit/s.</summary>
    public readonly double Capacity => Math.Exp(_mean);

    /// <summary>Standard deviation of its logarithm: 0.01 is one per cent.</summary>
    public readonly double Deviation => Math.Sqrt(_variance);

    /// <summary>What it was told last.</summary>
    public CapacityEvidence Newest { get; private set; }

    /// <summary>Variance of the logarithm that a second adds.</summary>
    public readonly double NoisePerSecond => _noise;

    /// <summary>What the line usually carries, in bit/s; NaN before that is known.</summary>
    public readonly double Usual => Math.Exp(_usual);

    /// <summary>The probability that a line that carried less than usual is back.</summary>
    public readonly double Returned => _returned;

    /// <summary>Lets time pass.</summary>
    public void Pass(double seconds)
    {
        _variance = Math.Min(BeliefConstants.WidestVariance, _variance + _noise * seconds);
        if (!(_mean < _usual - BeliefConstants.NearUsual))
            _returned = 0;
        else
            _returned += (1 - _returned) * seconds / BeliefConstants.ReturnSeconds;
    }

    /// <summary>Lets time pass in which nothing is heard over the line, so that it may come back as another one.
    /// </summary>
    public void PassSilence(double seconds)
    {
        const double first = BeliefConstants.FirstDeviation * BeliefConstants.FirstDeviation;
        if (_variance < first)
            _variance = Math.Min(first, _variance + first * seconds / BeliefConstants.SilenceSeconds);
    }

    /// <summary>The probability that the line carries less than a limit.</summary>
    public readonly double Below(double limit)
    {
        double below = Gaussian.Below((Math.Log(limit) - _mean) / Deviation);
        return limit < Usual ? (1 - _returned) * below : below;
    }

    /// <summary>Takes a measurement.</summary>
    /// <param name="capacity">In bit/s.</param>
    /// <param name="deviation">Its standard deviation, relative.</param>
    /// <param name="now">This moment.</param>
    public void Measure(double capacity, double deviation, Instant now)
    {
        if (!(capacity > 0) || !double.IsFinite(capacity * deviation))
            return;
        Newest = new CapacityEvidence(capacity, deviation, AtLeast: false, now);
        double innovation = Math.Log(capacity) - _mean;
        double error = deviation * deviation;
        Learn(Math.Log(capacity), error, now);
        // No random walk explains so much: the line has jumped.
        double explained = BeliefConstants.JumpDeviations * Math.Sqrt(_variance + error);
        if (Math.Abs(innovation) > explained)
            _variance = innovation * innovation;
        double share = _variance / (_variance + error);
        _mean += share * innovation;
        _variance = Math.Max(BeliefConstants.LeastVariance, _variance * (1 - share));
        if (innovation < 0)
            _returned = 0;
    }

    /// <summary>The line was seen to carry a limit.</summary>
    /// <param name="limit">In bit/s.</param>
    /// <param name="deviation">How exactly that is known, relative.</param>
    /// <param name="now">This moment.</param>
    public void Carries(double limit, double deviation, Instant now)
    {
        Newest = new CapacityEvidence(limit, deviation, AtLeast: true, now);
        double error = deviation * deviation;
        double spread = Math.Sqrt(_variance + error);
        double z = (_mean - Math.Log(limit)) / spread;
        double likely = Gaussian.Below(z);
        if (likely < BeliefConstants.Surprise || _returned > 0)
            _returned /= _returned + (1 - _returned) * Math.Max(likely, 1e-9);
        if (_returned > 0.5 && Math.Log(limit) > _usual - BeliefConstants.NearUsual)
        {
            // It is back where it was.
            _mean = Math.Max(_mean, _usual);
            _variance = BeliefConstants.NearUsual * BeliefConstants.NearUsual;
            _returned = 0;
            Learn(Math.Log(limit), error, now);
            return;
        }
        double mills = Gaussian.MillsBelow(z);
        double shift = _variance / spread * mills;
        if (Math.Log(limit) > _measured + 2 * Math.Sqrt(_measuredError + error))
            Learn(Math.Log(limit), error, now);
        _mean += shift;
        _variance = Math.Max(BeliefConstants.LeastVariance,
            _variance - _variance * _variance / (spread * spread) * mills * (mills + z));
    }

    /// <summary>The slow memory of what the line usually carries; called while it is used to the full.</summary>
    public void LearnUsual(double seconds)
    {
        if (_variance > BeliefConstants.NearUsual * BeliefConstants.NearUsual)
            return;
        if (double.IsNaN(_usual))
            _usual = _mean;
        double memory = _mean > _usual ? BeliefConstants.UsualRiseSeconds : BeliefConstants.UsualSeconds;
        _usual += (_mean - _usual) * (1 - Math.Exp(-seconds / memory));
    }

    /// <summary>A line that is found where it was last measured makes the noise small, one that has moved large.
    /// </summary>
    private void Learn(double measured, double error, Instant now)
    {
        if (_measuredAt > Instant.Never)
        {
            double seconds = Math.Max(BeliefConstants.LearnSeconds, (now - _measuredAt).Seconds);
            double moved = (measured - _measured) * (measured - _measured) - error - _measuredError
                - BeliefConstants.SameLine * BeliefConstants.SameLine;
            double sample = Math.Clamp(moved / seconds, 0, BeliefConstants.NoiseRise * _noise);
            double noise = _noise + (sample - _noise) * BeliefConstants.NoiseShare;
            _noise = Math.Clamp(noise, BeliefConstants.LeastNoise, BeliefConstants.MostNoise);
        }
        _measured = measured;
        _measuredError = error;
        _measuredAt = now;
    }
}
