using Wanctl.Core.Journal;

namespace Wanctl.Simulation.Tunnel;

/// <summary>One scenario, one law, one seed: all that happened.</summary>
public sealed record TunnelRun
{
    /// <summary>The scenario.</summary>
    public required Scenario Scenario { get; init; }

    /// <summary>The law's name.</summary>
    public required string Law { get; init; }

    /// <summary>The seed of everything random.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What really was, every 10 ms; empty where the caller did not ask for it.</summary>
    public IReadOnlyList<TruthSample> Truth { get; init; } = [];

    /// <summary>What each tick saw and chose; empty where the caller did not ask for it.</summary>
    public IReadOnlyList<JournalRecord> Ticks { get; init; } = [];

    /// <summary>The figures.</summary>
    public required Score Score { get; init; }
}
