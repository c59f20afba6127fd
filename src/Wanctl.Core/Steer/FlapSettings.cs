using Wanctl.Core.Units;

namespace Wanctl.Core.Steer;

/// <summary>What restrains a line that goes to and fro.</summary>
public sealed record FlapSettings
{
    /// <summary>Whether the brake is fitted (<c>confidence.flap_detection_enabled</c>).</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How far back switches are counted.</summary>
    public Duration Window { get; init; } = Duration.FromSeconds(300);

    /// <summary>
    /// More switches than this within the window engage the brake; 1 to <see cref="SwitchLog.Capacity"/>.
    /// </summary>
    public int TogglesMax { get; init; } = 4;

    /// <summary>How long the brake stays on after the count has fallen.</summary>
    public Duration Penalty { get; init; } = Duration.FromSeconds(60);

    /// <summary>
    /// Points by which the steering threshold rises meanwhile. With hysteresis, where there are no points, the
    /// activation time doubles instead.
    /// </summary>
    public int PenaltyAdd { get; init; } = 15;

    /// <summary>
    /// Most switches in any hour, to and fro counted alike; a switch to the other WAN is made only if its way back fits
    /// as well. 2 to <see cref="SwitchLog.Capacity"/>.
    /// </summary>
    public int SwitchesPerHour { get; init; } = 12;
}
