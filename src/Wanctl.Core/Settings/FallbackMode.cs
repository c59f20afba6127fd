namespace Wanctl.Core.Settings;

/// <summary>What the classic law does while no echo is answered but the gateway or a TCP target still is.</summary>
public enum FallbackMode
{
    /// <summary>One step on the last average, then hold, then report the line as blind.</summary>
    GracefulDegradation,

    /// <summary>Hold for as long as it lasts.</summary>
    Freeze,

    /// <summary>Go on stepping on the last average.</summary>
    UseLastRtt,
}
