using Wanctl.Core.Units;
using Wanctl.Host.Loop;

namespace Wanctl.Screen;

/// <summary>All that a page is made of.</summary>
internal readonly struct PageInput
{
    /// <summary>The link.</summary>
    public required LinkWatch Link { get; init; }

    /// <summary>Its slow facts.</summary>
    public required LinkSnapshot Snapshot { get; init; }

    /// <summary>How the loop is doing.</summary>
    public required LoopFigures Figures { get; init; }

    /// <summary>When the page is made.</summary>
    public required Instant Now { get; init; }

    /// <summary>What a simulation knows, or null.</summary>
    public Scene? Scene { get; init; }
}
