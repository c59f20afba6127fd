namespace Wanctl.Simulation.Tunnel;

/// <summary>Where an echo under way is.</summary>
internal enum EchoStage
{
    /// <summary>In the queue toward the Internet.</summary>
    Up,

    /// <summary>On the path to the reflector and back.</summary>
    Path,

    /// <summary>In the queue toward the user.</summary>
    Down,

    /// <summary>It is back.</summary>
    Back,

    /// <summary>It never comes back.</summary>
    Lost,
}
