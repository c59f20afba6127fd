namespace Wanctl.Core.Measure;

/// <summary>What the shaper said since the previous tick.</summary>
public struct ShaperReport
{
    /// <summary>Toward the user.</summary>
    public DirectionReport Down;

    /// <summary>Toward the Internet.</summary>
    public DirectionReport Up;

    /// <summary>Where the conversation stands.</summary>
    public ShaperState State;

    /// <summary>
    /// True for one tick after the shaper has lost its memory (a reboot): counters start again, limits are unknown.
    /// </summary>
    public bool Restarted;
}
