namespace Wanctl.Core.Estimate;

/// <summary>Why the delays of one direction are not taken from a sample, so that its round trip counts alone.</summary>
public enum ClockDoubt : byte
{
    /// <summary>They are.</summary>
    None,

    /// <summary>The probe tells the round trip only: an echo, or a TCP connection.</summary>
    RoundTripOnly,

    /// <summary>The first seconds of a line that was not quiet yet: a queue may stand in the floor.</summary>
    NotSettled,

    /// <summary>Queues have stood for so long that the remote clock may have drifted by more than 5 ms.</summary>
    Uncertain,

    /// <summary>The remote clock is set again and again, or other hosts contradict it again and again.</summary>
    Unsteady,
}
