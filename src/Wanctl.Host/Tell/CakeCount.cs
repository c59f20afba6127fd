using Wanctl.Core.Measure;

namespace Wanctl.Host.Tell;

/// <summary>What a CAKE has done between two summaries, from its readings.</summary>
internal struct CakeCount
{
    private ulong _packetsNow;
    private ulong _droppedNow;
    private ulong _markedNow;
    private double _delaySumMicros;
    private int _delays;
    private uint _peakMicros;
    private bool _known;

    /// <summary>Readings since the last summary.</summary>
    public int Readings { get; private set; }

    /// <summary>Packets that have left.</summary>
    public ulong Packets { get; private set; }

    /// <summary>Packets dropped.</summary>
    public ulong Dropped { get; private set; }

    /// <summary>Packets marked.</summary>
    public ulong Marked { get; private set; }

    /// <summary>The most bytes that waited.</summary>
    public uint BacklogMax { get; private set; }

    /// <summary>Mean of the delay over the readings in which a tin was busy, in milliseconds.</summary>
    public readonly double DelayMs => _delays == 0 ? 0 : _delaySumMicros / _delays / 1000;

    /// <summary>The largest peak delay, in milliseconds.</summary>
    public readonly double PeakDelayMs => _peakMicros / 1000.0;

    /// <summary>Takes a tick's report; one without CAKE's own figures is passed over.</summary>
    public void Take(in DirectionReport report)
    {
        if (!report.Read || !report.Detailed)
            return;
        // A counter that went back is another CAKE's; what it shows is what that one has done.
        bool same = _known && report.Packets >= _packetsNow;
        Packets += same ? report.Packets - _packetsNow : 0;
        Dropped += same && report.Dropped >= _droppedNow ? report.Dropped - _droppedNow : 0;
        Marked += same && report.Marked >= _markedNow ? report.Marked - _markedNow : 0;
        (_packetsNow, _droppedNow, _markedNow) = (report.Packets, report.Dropped, report.Marked);
        _known = true;
        Readings++;
        BacklogMax = Math.Max(BacklogMax, report.QueuedBytes);
        _peakMicros = Math.Max(_peakMicros, report.PeakDelayMicros);
        if (report.DelayMicros == 0)
            return;
        _delaySumMicros += report.DelayMicros;
        _delays++;
    }

    /// <summary>Begins the next span.</summary>
    public void Begin()
    {
        Readings = 0;
        Packets = Dropped = Marked = 0;
        BacklogMax = 0;
        _delaySumMicros = 0;
        _delays = 0;
        _peakMicros = 0;
    }
}
