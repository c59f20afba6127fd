using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Host.Tell;

/// <summary>What a direction carried lately, from the shaper's byte counter: a mean over some five seconds.</summary>
internal struct PassedRate
{
    private const double Seconds = 5;

    private Instant _readAt;
    private ulong _bytes;
    private double _bitsPerSecond;
    private bool _known;

    /// <summary>The rate; null before two readings.</summary>
    public readonly Rate? Rate => _known ? new Rate((long)_bitsPerSecond) : null;

    /// <summary>Takes what the shaper said; a counter that went back begins anew.</summary>
    public void Take(in DirectionReport report)
    {
        if (!report.Read)
            return;
        double seconds = (report.ReadAt - _readAt).Seconds;
        bool follows = _readAt != default && seconds > 0 && report.Bytes >= _bytes;
        if (follows)
        {
            double passed = (report.Bytes - _bytes) * 8 / seconds;
            double share = _known ? 1 - Math.Exp(-seconds / Seconds) : 1;
            _bitsPerSecond += (passed - _bitsPerSecond) * share;
            _known = true;
        }
        _readAt = report.ReadAt;
        _bytes = report.Bytes;
    }
}
