using Wanctl.Core.Settings;

namespace Wanctl.Core.Decide;

/// <summary>
/// The original's rule for cycles in which no echo was answered although the line still carries something else.
/// </summary>
public struct ClassicFallback
{
    /// <summary>Such cycles in a row.</summary>
    public int Cycles { get; private set; }

    /// <summary>An echo was answered: the count starts again.</summary>
    public void Answered() => Cycles = 0;

    /// <summary>One more cycle without an echo but with connectivity.</summary>
    public FallbackAction Blocked(FallbackMode mode, int cyclesMax)
    {
        Cycles++;
        return mode switch
        {
            FallbackMode.Freeze => FallbackAction.Freeze,
            FallbackMode.UseLastRtt => FallbackAction.UseLastAverage,
            _ when Cycles == 1 => FallbackAction.UseLastAverage,
            _ when Cycles <= cyclesMax => FallbackAction.Freeze,
            _ => FallbackAction.GiveUp,
        };
    }
}
