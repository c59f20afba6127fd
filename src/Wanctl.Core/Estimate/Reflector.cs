using System.Numerics;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// What is known of one reflector: its own baseline, because reflectors lie at different distances, and its own health,
/// because a dead one must cost nothing but its turn.
/// </summary>
public struct Reflector
{
    /// <summary>
    /// The window of the minimum: twelve buckets of five seconds. A minute is longer than most single downloads keep a
    /// queue standing and short enough that a route change is taken up within it.
    /// </summary>
    private const int Buckets = 12;

    private static readonly Duration BucketLength = Duration.FromSeconds(5);

    /// <summary>
    /// A baseline rises by at most this share of itself a second, so that one busy minute cannot lift it by more than a
    /// tenth.
    /// </summary>
    private const double RisePerSecond = 0.0015;

    /// <summary>Outcomes that the health looks back on; 32 are a few seconds of turns and fit one register.</summary>
    private const int HealthWindow = 32;

    /// <summary>
    /// Below this many answers in the window the reflector fails (four in five, as the original had it).
    /// </summary>
    private const int HealthyAnswers = 26;

    /// <summary>Outcomes before there is a verdict: a single early loss says nothing.</summary>
    private const int HealthOutcomesMin = 10;

    /// <summary>Answers in a row that bring a failing reflector back.</summary>
    private const int RecoveryAnswers = 3;

    private BucketMinima _minima;
    private Instant _bucketStart;
    private Instant _lastSample;
    private uint _outcomes;
    private byte _outcomeCount;
    private byte _bucket;

    /// <summary>Its baseline in microseconds; 0 before the first answer.</summary>
    public double BaselineMicros { get; private set; }

    /// <summary>The last answer's RTT in microseconds; 0 before the first.</summary>
    public int LastMicros { get; private set; }

    /// <summary>Whether it is asked in turn.</summary>
    public ReflectorHealth Health { get; private set; }

    /// <summary>Whether it has ever answered or had a baseline restored.</summary>
    public readonly bool Known => BaselineMicros > 0;

    /// <summary>
    /// Takes over a baseline from an earlier run, in microseconds; a sample below it replaces it at once.
    /// </summary>
    public void Restore(double baselineMicros) => BaselineMicros = baselineMicros;

    /// <summary>
    /// Takes an answer: <paramref name="rttMicros"/> is positive, <paramref name="now"/> not before the previous one.
    /// </summary>
    /// <param name="rttMicros">The round-trip time.</param>
    /// <param name="now">The moment.</param>
    /// <param name="mayRise">Whether the baseline may rise; it falls at any time.</param>
    public void Answered(int rttMicros, Instant now, bool mayRise = true)
    {
        LastMicros = rttMicros;
        Turn(true);
        Window(rttMicros, now);
        double floor = WindowMinimum();
        if (!Known || rttMicros < BaselineMicros)
        {
            BaselineMicros = rttMicros;
        }
        else if (mayRise && floor > BaselineMicros && _lastSample > Instant.Never)
        {
            double step = BaselineMicros * RisePerSecond * (now - _lastSample).Seconds;
            BaselineMicros = Math.Min(floor, BaselineMicros + step);
        }
        _lastSample = now;
    }

    /// <summary>
    /// Takes a loss. Losses of a time in which nobody answers are the line's, not the reflector's: do not report them
    /// here.
    /// </summary>
    public void Lost() => Turn(false);

    private void Turn(bool answered)
    {
        _outcomes = (_outcomes << 1) | (answered ? 1u : 0u);
        if (_outcomeCount < HealthWindow)
            _outcomeCount++;
        if (Health == ReflectorHealth.Failing)
        {
            const uint lastOnes = (1u << RecoveryAnswers) - 1;
            if ((_outcomes & lastOnes) != lastOnes)
                return;
            Health = ReflectorHealth.Good;
            _outcomes = lastOnes;
            _outcomeCount = RecoveryAnswers;
        }
        else if (_outcomeCount >= HealthOutcomesMin && Answers() * HealthWindow < HealthyAnswers * _outcomeCount)
        {
            Health = ReflectorHealth.Failing;
        }
    }

    private readonly int Answers()
    {
        uint mask = _outcomeCount == HealthWindow ? uint.MaxValue : (1u << _outcomeCount) - 1;
        return BitOperations.PopCount(_outcomes & mask);
    }

    private void Window(int rttMicros, Instant now)
    {
        if (_bucketStart == default)
            _bucketStart = now;
        for (int i = 0; i < Buckets && now - _bucketStart >= BucketLength; i++)
        {
            _bucketStart += BucketLength;
            _bucket = (byte)((_bucket + 1) % Buckets);
            _minima[_bucket] = 0;
        }
        if (now - _bucketStart >= BucketLength)
            _bucketStart = now;
        int lowest = _minima[_bucket];
        _minima[_bucket] = lowest == 0 ? rttMicros : Math.Min(lowest, rttMicros);
    }

    private readonly int WindowMinimum()
    {
        int lowest = int.MaxValue;
        for (int i = 0; i < Buckets; i++)
        {
            if (_minima[i] > 0 && _minima[i] < lowest)
                lowest = _minima[i];
        }
        return lowest;
    }

    [System.Runtime.CompilerServices.InlineArray(Buckets)]
    private struct BucketMinima
    {
        private int _first;
    }
}
