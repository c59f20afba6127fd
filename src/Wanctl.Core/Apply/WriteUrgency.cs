namespace Wanctl.Core.Apply;

/// <summary>How much a write matters, from least to most.</summary>
public enum WriteUrgency
{
    /// <summary>A climb to a rate that nobody has tried.</summary>
    Climb,

    /// <summary>
    /// A rise that gives back what a cut has taken, or our own last limit once more, because somebody else has changed
    /// it.
    /// </summary>
    Restore,

    /// <summary>A limit below our own last one, or the first after the shaper has lost its memory.</summary>
    Cut,
}
