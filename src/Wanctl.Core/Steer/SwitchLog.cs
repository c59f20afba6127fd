namespace Wanctl.Core.Steer;

/// <summary>When the last switches were, for the flap brake and the hourly budget.</summary>
public sealed class SwitchLog
{
    /// <summary>More than any brake or budget may count to.</summary>
    public const int Capacity = 120;

    private readonly long[] _ticks = new long[Capacity];
    private int _count;
    private int _newest = -1;

    /// <summary>Enters a switch.</summary>
    public void Add(long tick)
    {
        _newest = (_newest + 1) % Capacity;
        _ticks[_newest] = tick;
        _count = Math.Min(_count + 1, Capacity);
    }

    /// <summary>How many there were within the last so many ticks; one that is exactly so old is out.</summary>
    public int Within(long ticks, long now)
    {
        int found = 0;
        while (found < _count && now - _ticks[(_newest - found + Capacity) % Capacity] < ticks)
            found++;
        return found;
    }
}
