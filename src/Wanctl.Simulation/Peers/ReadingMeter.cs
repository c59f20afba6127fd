using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.Peers;

/// <summary>Turns readings of a byte counter into a rate, over so many readings at a time.</summary>
internal struct ReadingMeter(int readings)
{
    private ulong _bytes;
    private Instant _since = Instant.Never;
    private int _read;

    /// <summary>The rate over the last full stretch; 0 before the first.</summary>
    public double BitsPerSecond { get; private set; }

    /// <summary>Takes what the shaper said. True where a stretch is full and the rate is fresh.</summary>
    public bool Take(in DirectionReport report)
    {
        if (!report.Read)
            return false;
        bool known = _since > Instant.Never && report.Bytes >= _bytes;
        if (known && ++_read < readings)
            return false;
        double seconds = (report.ReadAt - _since).Seconds;
        bool fresh = known && seconds > 0;
        if (fresh)
            BitsPerSecond = (report.Bytes - _bytes) * 8 / seconds;
        _bytes = report.Bytes;
        _since = report.ReadAt;
        _read = 0;
        return fresh;
    }
}
