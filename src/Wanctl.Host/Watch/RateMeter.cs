using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Host.Watch;

/// <summary>The rate at which a queue's byte counter has grown over the last second.</summary>
public sealed class RateMeter
{
    /// <summary>Readings to look back on: a second of them at ten a second, and some more for faster ones.</summary>
    private const int Readings = 32;

    private static readonly Duration Window = Duration.FromSeconds(1);

    private readonly (Instant At, ulong Bytes)[] _readings = new (Instant, ulong)[Readings];
    private int _newest;
    private int _count;

    /// <summary>Bytes a second as a rate; zero while there are less than two readings.</summary>
    public Rate Rate { get; private set; }

    /// <summary>Takes a reading, if the report holds one.</summary>
    public void Take(in DirectionReport report)
    {
        if (!report.Read)
            return;
        if (_count > 0 && report.Bytes < _readings[_newest].Bytes)
        {
            // The counter began again: the router was restarted, or somebody reset it.
            _count = 0;
        }
        _newest = (_newest + 1) % Readings;
        _readings[_newest] = (report.ReadAt, report.Bytes);
        _count = Math.Min(_count + 1, Readings);
        Measure();
    }

    private void Measure()
    {
        (Instant at, ulong bytes) = _readings[_newest];
        int age = 0;
        while (age + 1 < _count && at - Past(age).At < Window)
            age++;
        (Instant then, ulong bytesThen) = Past(age);
        if (at > then)
            Rate = new Rate((long)((bytes - bytesThen) * 8 / (at - then).Seconds));
    }

    private (Instant At, ulong Bytes) Past(int age) => _readings[(_newest - age + Readings) % Readings];
}
