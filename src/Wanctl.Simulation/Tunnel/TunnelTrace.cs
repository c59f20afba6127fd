using Wanctl.Core.Journal;

namespace Wanctl.Simulation.Tunnel;

/// <summary>Keeps all that happens in a run.</summary>
internal sealed class TunnelTrace : ITunnelObserver
{
    /// <summary>What really was.</summary>
    public List<TruthSample> Truth { get; } = [];

    /// <summary>What each tick saw and chose.</summary>
    public List<JournalRecord> Ticks { get; } = [];

    /// <inheritdoc/>
    public void Saw(in TruthSample truth) => Truth.Add(truth);

    /// <inheritdoc/>
    public void Decided(in JournalRecord tick) => Ticks.Add(tick);
}
