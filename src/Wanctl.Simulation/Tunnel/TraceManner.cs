namespace Wanctl.Simulation.Tunnel;

/// <summary>How recorded capacities are read, and what a direction carries that was not recorded.</summary>
public sealed record TraceManner
{
    /// <summary>What the line carries toward the user where there is no trace of it, in Mbit/s; more than 0.</summary>
    public double DownMbps { get; init; } = 50;

    /// <summary>
    /// What the line carries toward the Internet where there is no trace of it, in Mbit/s; more than 0.
    /// </summary>
    public double UpMbps { get; init; } = 15;

    /// <summary>Over how many milliseconds packets are counted; see <see cref="TraceReader.BinMs"/>.</summary>
    public int BinMs { get; init; } = TraceReader.BinMs;
}
