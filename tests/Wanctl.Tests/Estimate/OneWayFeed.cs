using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

/// <summary>Samples of a path of 8 ms up and 10 ms down without jitter, 20 a second.</summary>
internal sealed class OneWayFeed
{
    public const double PathUp = 8;
    public const double PathDown = 10;

    private double _millis = 1_000;

    /// <summary>By how much the remote clock is ahead.</summary>
    public double Offset { get; set; } = 7_654_321;

    /// <summary>How much the offset grows a second.</summary>
    public double DriftPerSecond { get; set; }

    /// <summary>The next sample: so much waiting in each direction.</summary>
    public TimedSample Next(double up = 0, double down = 0, byte reflector = 0, double quantum = 0)
    {
        _millis += 50;
        Offset += DriftPerSecond * 0.05;
        return new TimedSample
        {
            SentAt = new Instant((long)(_millis * 1e6)),
            Reflector = reflector,
            UpMs = PathUp + up + Offset,
            DownMs = PathDown + down - Offset,
            RttMs = PathUp + PathDown + up + down,
            QuantumMs = quantum,
        };
    }

    /// <summary>The next sample, of which only the round trip is known.</summary>
    public TimedSample Echo(double queue = 0, byte reflector = 0)
    {
        _millis += 50;
        return TimedSample.RoundTrip(new Instant((long)(_millis * 1e6)), reflector, PathUp + PathDown + queue);
    }

    /// <summary>Lets time pass without a sample.</summary>
    public void Silence(double seconds)
    {
        _millis += seconds * 1000;
        Offset += DriftPerSecond * seconds;
    }
}
