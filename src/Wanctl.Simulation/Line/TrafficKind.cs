namespace Wanctl.Simulation.Line;

/// <summary>The kinds of traffic that a line can be given.</summary>
public enum TrafficKind
{
    /// <summary>Transfers toward the user that take all they get.</summary>
    Download,

    /// <summary>Transfers toward the Internet that take all they get.</summary>
    Upload,

    /// <summary>Video calls: a little both ways, always the same.</summary>
    Call,
}
