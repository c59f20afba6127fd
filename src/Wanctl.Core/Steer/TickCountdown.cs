namespace Wanctl.Core.Steer;

/// <summary>
/// A time that runs down in whole ticks: the first tick loads it, each later one takes its ticks off. A span of n ticks
/// is therefore over on tick n + 1, whatever binary fractions make of the interval.
/// </summary>
public struct TickCountdown
{
    private long _left;

    /// <summary>Whether it has been loaded and not cleared.</summary>
    public bool Running { get; private set; }

    /// <summary>Ticks that are left; 0 where it is over or not running.</summary>
    public readonly long Left => Running ? _left : 0;

    /// <summary>Loads it where it does not run, else takes off what has passed; true where it is over.</summary>
    public bool Tick(long ticks, long elapsed)
    {
        if (!Running)
        {
            Load(ticks);
            return false;
        }
        return Pass(elapsed);
    }

    /// <summary>Loads it.</summary>
    public void Load(long ticks)
    {
        Running = true;
        _left = ticks;
    }

    /// <summary>Takes off what has passed; true where it is over, and while it does not run.</summary>
    public bool Pass(long elapsed)
    {
        if (!Running)
            return true;
        _left = Math.Max(0, _left - elapsed);
        return _left == 0;
    }

    /// <summary>Stops it.</summary>
    public void Clear()
    {
        Running = false;
        _left = 0;
    }
}
