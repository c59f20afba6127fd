namespace Wanctl.Core.Decide.Belief;

/// <summary>Where one direction stands; it is in exactly one of these.</summary>
public enum DirectionState : byte
{
    /// <summary>Carries too little to make a queue, or too little is known of what it carries.</summary>
    Idle,

    /// <summary>Carries something under a limit that is not in question.</summary>
    Hold,

    /// <summary>A higher limit is being tried.</summary>
    Probe,

    /// <summary>A queue was found, and its limit is lowered until the queue is gone.</summary>
    Drain,
}
