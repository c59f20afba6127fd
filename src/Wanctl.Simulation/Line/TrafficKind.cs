namespace Wanctl.Simulation.Line;

/// <summary>The kinds of traffic that a line can be given.</summary>
public enum TrafficKind
{
    /// <summary>Flows toward the user that take all they get.</summary>
    Download,

    /// <summary>Flows toward the Internet that take all they get.</summary>
    Upload,

    /// <summary>Video calls: a little both ways, always the same.</summary>
    Call,
}
