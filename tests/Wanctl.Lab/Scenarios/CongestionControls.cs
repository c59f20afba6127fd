using System.Collections.Immutable;

namespace Wanctl.Lab.Scenarios;

/// <summary>The congestion controls that a scenario's flows may have.</summary>
internal static class CongestionControls
{
    /// <summary>By the kernel's names; the first is that of flows that name none, as on most machines.</summary>
    public static ImmutableArray<string> Known { get; } = ["cubic", "bbr"];
}
