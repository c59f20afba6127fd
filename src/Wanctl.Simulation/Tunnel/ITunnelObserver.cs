using Wanctl.Core.Journal;

namespace Wanctl.Simulation.Tunnel;

/// <summary>Sees a run as it goes, so that nobody has to keep a day of it.</summary>
public interface ITunnelObserver
{
    /// <summary>
    /// What really was, every 10 ms in order of time; told when the packet of that moment has left the queues.
    /// </summary>
    void Saw(in TruthSample truth);

    /// <summary>An answer of which both directions are known, before the tick that sees it; none where the probes are
    /// echoes.</summary>
    void Answered(in TunnelProbe probe)
    {
    }

    /// <summary>What a tick saw and chose.</summary>
    void Decided(in JournalRecord tick);
}
