namespace Wanctl.Core.Decide.Adaptive;

/// <summary>Where the adaptive law stands with the line as a whole.</summary>
internal enum AdaptiveStage
{
    /// <summary>No queue is known: holding, climbing, or idle.</summary>
    Calm,

    /// <summary>A queue was found and cut; it is expected to drain.</summary>
    Drain,
}
