using Wanctl.Report;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Simulate;

/// <summary>What is kept of a run.</summary>
/// <param name="Job">What was run.</param>
/// <param name="Score">Its scorecard.</param>
/// <param name="Panel">Its plots, where they were wanted.</param>
internal sealed record TunnelOutcome(TunnelJob Job, Score Score, ReportPanel? Panel);
