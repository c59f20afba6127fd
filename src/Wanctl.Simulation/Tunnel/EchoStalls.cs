namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Moments in which nothing passes between the machine that sends the echoes and the line, as with Wi-Fi between them:
/// what is sent or comes back meanwhile waits until the end. The traffic does not pass there.
/// </summary>
/// <param name="PerMinute">How many begin a minute; 0 for none.</param>
/// <param name="LeastMs">The shortest, in milliseconds.</param>
/// <param name="MostMs">The longest, in milliseconds.</param>
public sealed record EchoStalls(double PerMinute, double LeastMs, double MostMs);
