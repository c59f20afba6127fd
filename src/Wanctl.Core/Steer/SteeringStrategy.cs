namespace Wanctl.Core.Steer;

/// <summary>How evidence becomes a verdict; one or the other decides, never both.</summary>
public enum SteeringStrategy : byte
{
    /// <summary>RED without a break for the activation time, GREEN without a break for the recovery time.</summary>
    Hysteresis,

    /// <summary>Points for each kind of evidence, against a threshold that the flap brake can raise.</summary>
    Confidence,
}
