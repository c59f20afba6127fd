using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.Tunnel;

/// <summary>Whether a direction carries too little to make a queue, told from the shaper's counter as the router shows
/// it.</summary>
internal struct QuietMeter
{
    /// <summary>A direction that carries less than this share of its limit makes no queue.</summary>
    private const double QuietShare = 0.05;

    /// <summary>Bytes are counted over so long at the least.</summary>
    private static readonly Duration Span = Duration.FromMillis(500);

    /// <summary>A queue may outlast its traffic, and a counter may lag, by so much.</summary>
    private static readonly Duration Lasts = Duration.FromMillis(2500);

    /// <summary>A router that says nothing for so long has unknown traffic.</summary>
    private static readonly Duration Fresh = Duration.FromSeconds(1);

    private Instant _at;
    private Instant _readAt;
    private Instant _busyAt;
    private ulong _bytes;

    /// <summary>Takes what the shaper said in a tick.</summary>
    public bool Take(in DirectionReport report, Instant now)
    {
        if (report.Read)
        {
            if (_at == default || now - _readAt >= Fresh || report.Bytes < _bytes)
                (_at, _busyAt, _bytes) = (now, now, report.Bytes);
            else if (now - _at >= Span)
                Count(in report, now);
            _readAt = now;
        }
        return _at != default && now - _readAt < Fresh && now - _busyAt >= Lasts;
    }

    private void Count(in DirectionReport report, Instant now)
    {
        double bits = (report.Bytes - _bytes) * 8 / (now - _at).Seconds;
        if (bits > QuietShare * report.Limit.BitsPerSecond)
            _busyAt = now;
        (_at, _bytes) = (now, report.Bytes);
    }
}
