using Wanctl.Core.Decide;
using Wanctl.Core.Units;

namespace Wanctl.Core.Steer;

/// <summary>What is known of one link in one tick, as far as steering is concerned.</summary>
public struct LinkHealth
{
    /// <summary>The latest excess delay, the median of three samples, in milliseconds.</summary>
    public double RawMs;

    /// <summary>Its average.</summary>
    public double ExcessMs;

    /// <summary>The averaged round trip in milliseconds: what a connection would feel.</summary>
    public double RttMs;

    /// <summary>Drops toward the user within the window.</summary>
    public int Drops;

    /// <summary>Depth of the queue toward the user, in packets.</summary>
    public int Queue;

    /// <summary>The evidence in one word; Unknown before the first answer.</summary>
    public Zone Assessed;

    /// <summary>The rate law's zone toward the user in this tick, not the one it shows.</summary>
    public Zone LawZone;

    /// <summary>What is known of the line.</summary>
    public LineState Line;

    /// <summary>Whether a rate stands at its lowest floor.</summary>
    public bool AtFloor;

    /// <summary>Whether the rate law fights a queue in either direction.</summary>
    public bool Cutting;

    /// <summary>When an echo was last answered; <see cref="Instant.Never"/> before the first.</summary>
    public Instant AnsweredAt;

    /// <summary>When drops and queue were last read; <see cref="Instant.Never"/> before the first.</summary>
    public Instant ReadAt;

    /// <summary>Whether an echo was answered lately enough.</summary>
    public bool Fresh;

    /// <summary>Whether drops and queue were read lately enough.</summary>
    public bool Counted;
}
