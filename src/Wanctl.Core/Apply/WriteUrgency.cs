namespace Wanctl.Core.Apply;

/// <summary>How much a write matters, from least to most.</summary>
public enum WriteUrgency
{
    /// <summary>A climb to a rate that nobody has tried.</summary>
    Climb,

    /// <summary>A rise that gives back what a cut has taken.</summary>
    Restore,

    /// <summary>A cut.</summary>
    Cut,
}
