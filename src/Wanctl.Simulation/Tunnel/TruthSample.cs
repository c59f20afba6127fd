namespace Wanctl.Simulation.Tunnel;

/// <summary>What really was, every 10 ms; no controller gets to see it.</summary>
public struct TruthSample
{
    /// <summary>Since the scenario's beginning, in seconds.</summary>
    public double Seconds;

    /// <summary>
    /// RTT of a sparse packet that joins both queues now, less the base RTT, in milliseconds: until the bytes before it
    /// have left, noise and shifts.
    /// </summary>
    public double ExcessMs;

    /// <summary>Toward the user.</summary>
    public DirectionTruth Down;

    /// <summary>Toward the Internet.</summary>
    public DirectionTruth Up;
}
