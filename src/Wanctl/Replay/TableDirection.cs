using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Replay;

/// <summary>A shaper's queue as a table has it: what it carried, and a limit that is in force one tick after it was
/// asked.</summary>
internal struct TableDirection(Instant begin)
{
    private Instant _readAt = begin;
    private double _bytes;
    private Rate _asked;
    private Rate _limit;
    private bool _outstanding;

    /// <summary>What the shaper says at the beginning of a tick.</summary>
    /// <param name="bps">
    /// The rate since the previous row that had one, in bit/s; null where nothing was read in this tick.
    /// </param>
    /// <param name="now">When the tick begins.</param>
    /// <param name="report">Where it goes.</param>
    public void Report(double? bps, Instant now, ref DirectionReport report)
    {
        if (_outstanding)
        {
            report.Outcome = WriteOutcome.Applied;
            report.Written = _asked;
            _limit = _asked;
            _outstanding = false;
        }
        if (bps is not { } rate)
            return;
        _bytes += rate / 8 * (now - _readAt).Seconds;
        _readAt = now;
        report.Read = true;
        report.ReadAt = now;
        report.Bytes = (ulong)_bytes;
        report.Limit = _limit;
    }

    /// <summary>Takes what a tick asks for.</summary>
    public void Ask(in DirectionDecision decision)
    {
        if (!decision.Write)
            return;
        _asked = decision.Asked;
        _outstanding = true;
    }
}
