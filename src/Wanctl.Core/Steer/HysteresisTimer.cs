using Wanctl.Core.Decide;

namespace Wanctl.Core.Steer;

/// <summary>
/// Counts how long RED or GREEN has lasted without a break, in ticks, the one that begins it included. The other
/// direction's count is always 0.
/// </summary>
public struct HysteresisTimer
{
    /// <summary>Ticks of RED without a break, while the rule is off.</summary>
    public long Red { get; private set; }

    /// <summary>Ticks of GREEN without a break, while the rule is on.</summary>
    public long Green { get; private set; }

    /// <summary>Takes this tick's assessment.</summary>
    /// <param name="assessed">GREEN, YELLOW or RED.</param>
    /// <param name="steered">Whether connections go to the other WAN.</param>
    /// <param name="elapsed">Ticks since the previous call.</param>
    public void Take(Zone assessed, bool steered, long elapsed)
    {
        Red = !steered && assessed == Zone.Red ? Longer(Red, elapsed) : 0;
        Green = steered && assessed == Zone.Green ? Longer(Green, elapsed) : 0;
    }

    /// <summary>Begins anew, after a switch.</summary>
    public void Clear()
    {
        Red = 0;
        Green = 0;
    }

    private static long Longer(long ticks, long elapsed) => ticks == 0 ? 1 : ticks + elapsed;
}
