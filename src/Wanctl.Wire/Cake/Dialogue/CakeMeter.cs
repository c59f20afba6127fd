using Wanctl.Wire.Netlink;

namespace Wanctl.Wire.Cake.Dialogue;

/// <summary>
/// Turns what the kernel counts into counters that never wrap and into the delay of the tin that does the work.
/// </summary>
internal sealed class CakeMeter
{
    private CakeReading _reading;
    private CakeStatistics _statistics;
    private CakeDiffserv _diffserv;
    private ulong _bytes;
    private ulong _packets;
    private double _lineBytes;
    private bool _begun;

    /// <summary>The qdisc is another: its counters begin anew.</summary>
    public void Restart()
    {
        _begun = false;
        _reading = default;
        _statistics = default;
        _bytes = _packets = 0;
        _lineBytes = 0;
    }

    /// <summary>Whether these counters cannot be those of the qdisc that was read before.</summary>
    public bool WentBack(in CakeTally tally) => tally.Bytes < _bytes;

    /// <summary>Takes a reading.</summary>
    public CakeReading Take(in CakeTally tally)
    {
        ulong packets = tally.Packets >= _packets ? tally.Packets - _packets : (uint)(tally.Packets - _packets);
        _lineBytes += LineLength.Of(in tally.Setup, tally.Statistics.HeaderBytes, tally.Bytes - _bytes, packets);
        _bytes = tally.Bytes;
        _packets = tally.Packets;
        _reading.BytesPerSecond = tally.Setup.BytesPerSecond;
        _reading.LineBytes = (ulong)_lineBytes;
        _reading.Packets += packets;
        _reading.BacklogBytes = tally.BacklogBytes;
        // With another set of tins the same place holds another tin, whose count says nothing about the one before.
        if (!_begun || (tally.Setup.Diffserv == _diffserv && tally.Statistics.TinCount == _statistics.TinCount))
            TakeTins(in tally.Statistics);
        _statistics = tally.Statistics;
        _diffserv = tally.Setup.Diffserv;
        _begun = true;
        return _reading;
    }

    private void TakeTins(in CakeStatistics statistics)
    {
        ulong most = 0;
        _reading.DelayMicros = _reading.PeakDelayMicros = 0;
        for (int i = 0; i < statistics.TinCount; i++)
        {
            CakeTin now = statistics[i], before = _statistics[i];
            _reading.Dropped += now.Dropped - before.Dropped;
            _reading.Marked += now.Marked - before.Marked;
            ulong busy = now.SentBytes - before.SentBytes + now.BacklogBytes;
            if (busy <= most) continue;
            most = busy;
            _reading.DelayMicros = now.AverageDelayMicros;
            _reading.PeakDelayMicros = now.PeakDelayMicros;
        }
    }
}
