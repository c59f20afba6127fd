using Wanctl.Core.Units;

namespace Wanctl.Host.Watch;

/// <summary>One step of the one-day view; rates in Mbit/s, delays in milliseconds.</summary>
public struct DayBucket
{
    /// <summary>When it began.</summary>
    public Instant At;

    /// <summary>Ticks in it.</summary>
    public int Ticks;

    /// <summary>Answered echoes in it.</summary>
    public int Samples;

    /// <summary>Echoes that were lost in it.</summary>
    public int Lost;

    /// <summary>Ticks in which the line was silent.</summary>
    public int SilentTicks;

    /// <summary>Mean round-trip time; 0 without a sample.</summary>
    public float RttMean;

    /// <summary>Mean excess of the samples over their reflectors' baselines.</summary>
    public float ExcessMean;

    /// <summary>The excess that one sample in twenty exceeded.</summary>
    public float ExcessP95;

    /// <summary>The largest excess.</summary>
    public float ExcessMax;

    /// <summary>Toward the user.</summary>
    public DayDirection Down;

    /// <summary>Toward the Internet.</summary>
    public DayDirection Up;
}
