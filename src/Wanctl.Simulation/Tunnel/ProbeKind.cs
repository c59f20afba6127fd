namespace Wanctl.Simulation.Tunnel;

/// <summary>What the reflectors of a run are asked with, which is what their answers tell.</summary>
public enum ProbeKind
{
    /// <summary>ICMP echoes: the round trip alone.</summary>
    Echo,

    /// <summary>ICMP timestamps: both directions, by a wall clock that is rounded down to milliseconds and begins again
    /// at midnight.</summary>
    Timestamp,

    /// <summary>A responder of one's own, STAMP or irtt: both directions, by a clock that is never set, and what it
    /// takes to answer is known.</summary>
    Responder,
}
