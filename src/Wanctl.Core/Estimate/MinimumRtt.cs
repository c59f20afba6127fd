using System.Diagnostics;
using System.Runtime.CompilerServices;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// The idle RTT to each reflector as <c>classic</c> takes it: the least that was seen of it, followed upward slowly
/// where the least of a minute is higher. Knows nothing of what the line carries. Fixed memory.
/// </summary>
/// <param name="reflectors">How many there are.</param>
public sealed class MinimumRtt(int reflectors)
{
    /// <summary>
    /// The window of the minimum: twelve buckets of five seconds. A minute is longer than most single downloads keep a
    /// queue standing and short enough that a route change is taken up within it.
    /// </summary>
    private const int Buckets = 12;

    private static readonly Duration BucketLength = Duration.FromSeconds(5);

    /// <summary>
    /// A minimum rises by at most this share of itself a second, so that one busy minute cannot lift it by more than a
    /// tenth.
    /// </summary>
    private const double RisePerSecond = 0.0015;

    private readonly Course[] _courses = new Course[reflectors];

    /// <summary>That of a reflector in microseconds; 0 where nothing is known of it.</summary>
    public double this[int reflector] => _courses[reflector].Micros;

    /// <summary>Takes over what an earlier run knew; an answer below it replaces it at once.</summary>
    /// <param name="reflector">Of whom.</param>
    /// <param name="micros">In microseconds; positive.</param>
    public void Restore(int reflector, double micros) => _courses[reflector].Restore(micros);

    /// <summary>Takes an answer.</summary>
    /// <param name="sample">One that was answered.</param>
    /// <param name="now">Not before the previous one's.</param>
    /// <param name="mayRise">Whether a minimum may rise: not while nobody knows what the queues carry.</param>
    public void Take(in EchoSample sample, Instant now, bool mayRise) =>
        _courses[sample.Reflector].Take(Math.Max(1, sample.RttMicros), now, mayRise);

    /// <summary>
    /// The RTT of a sample as if the first known reflector had been asked: its excess over its own reflector's minimum,
    /// on top of that one's. So reflectors at different distances can feed one average. In milliseconds.
    /// </summary>
    public double CommonMillis(in EchoSample sample)
    {
        Debug.Assert(sample.Answered, "a lost sample has no RTT");
        int reference = Array.FindIndex(_courses, static course => course.Micros > 0);
        if (reference < 0 || reference == sample.Reflector)
            return sample.RttMicros / 1000.0;
        double excess = sample.RttMicros - _courses[sample.Reflector].Micros;
        return (excess + _courses[reference].Micros) / 1000.0;
    }

    /// <summary>One reflector's.</summary>
    private struct Course
    {
        private BucketMinima _minima;
        private Instant _bucketStart;
        private Instant _takenAt;
        private byte _bucket;
        private bool _begun;

        public double Micros { get; private set; }

        public void Restore(double micros) => Micros = micros;

        public void Take(int rttMicros, Instant now, bool mayRise)
        {
            Window(rttMicros, now);
            double floor = WindowMinimum();
            if (Micros == 0 || rttMicros < Micros)
            {
                Micros = rttMicros;
            }
            else if (mayRise && floor > Micros && _begun)
            {
                double step = Micros * RisePerSecond * (now - _takenAt).Seconds;
                Micros = Math.Min(floor, Micros + step);
            }
            _takenAt = now;
            _begun = true;
        }

        private void Window(int rttMicros, Instant now)
        {
            if (!_begun)
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
    }

    [InlineArray(Buckets)]
    private struct BucketMinima
    {
        private int _first;
    }
}
