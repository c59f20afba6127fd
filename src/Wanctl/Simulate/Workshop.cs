using System.IO;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Simulate;

/// <summary>What there is to simulate with.</summary>
internal sealed record Workshop
{
    /// <summary>The scenarios, in the order in which they are run and shown.</summary>
    public required IReadOnlyList<Scenario> Scenarios { get; init; }

    /// <summary>The names of the laws, our own and the models of others.</summary>
    public required IReadOnlyList<string> Laws { get; init; }

    /// <summary>Makes one run, which the observer sees where there is one; called from several threads at a time.
    /// </summary>
    public required Func<TunnelJob, ITunnelObserver?, TunnelRun> Run { get; init; }

    /// <summary>A scenario on other lines, behind other routers and at other intervals.</summary>
    public required Func<Scenario, IEnumerable<Scenario>> Variants { get; init; }

    /// <summary>The scenarios whose variants are run where none is named.</summary>
    public required IReadOnlySet<string> Varied { get; init; }

    /// <summary>Scenarios that follow recordings which have to be got elsewhere.</summary>
    public required IReadOnlyList<RecordedLine> Recorded { get; init; }

    /// <summary>
    /// Makes a scenario of traces of capacity, toward the user and toward the Internet, at most one of them null.
    /// Throws <see cref="FormatException"/> where a trace cannot be understood.
    /// </summary>
    public required Func<TextReader?, TextReader?, TraceManner, Scenario> FromTraces { get; init; }
}
