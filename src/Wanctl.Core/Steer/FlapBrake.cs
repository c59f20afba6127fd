namespace Wanctl.Core.Steer;

/// <summary>
/// Makes a switch harder while there have been too many: engaged by the count within a window, and for a penalty time
/// after the count has fallen. The count forgets by the clock, so that the brake ends by itself.
/// </summary>
public sealed class FlapBrake(int togglesMax, long window, long penalty)
{
    private long _until = long.MinValue;

    /// <summary>Whether it is on in this tick.</summary>
    public bool Engaged(SwitchLog log, long now)
    {
        if (log.Within(window, now) > togglesMax)
            _until = now + penalty;
        return now < _until;
    }
}
