using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Lets the estimators of each direction see the probes of a run as the daemon would, and holds their word against what
/// the queues really did.
/// </summary>
internal sealed class SplitMeter(int reflectors)
{
    private readonly OneWayTable _table = new(reflectors);
    private readonly SplitSideMeter _up = new();
    private readonly SplitSideMeter _down = new();
    private QuietMeter _upQuiet;
    private QuietMeter _downQuiet;
    private long _known;
    private long _count;
    private bool _quiet;

    /// <summary>A tick begins: takes its counters.</summary>
    public void Begin(in Observation seen)
    {
        bool up = _upQuiet.Take(in seen.Shaper.Up, seen.Now);
        bool down = _downQuiet.Take(in seen.Shaper.Down, seen.Now);
        _quiet = up && down;
    }

    /// <summary>Takes an answer that the tick sees.</summary>
    public void Take(in TunnelProbe probe, in Observation seen)
    {
        DirectedExcess said = _table.Take(in probe.Sample, _quiet);
        double nothing = said.Known ? 0 : double.NaN;
        _up.Take(said.SentAt, seen.Now, probe.UpQueueMs, said.UpMs + nothing, _table.UpMs);
        _down.Take(said.SentAt, seen.Now, probe.DownQueueMs, said.DownMs + nothing, _table.DownMs);
        _known += said.Known ? 1 : 0;
        _count++;
    }

    /// <summary>The figures; the run is over.</summary>
    public SplitScore Finish() => new(_up.Finish(), _down.Finish(), _count > 0 ? (double)_known / _count : double.NaN);
}
