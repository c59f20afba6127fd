using Wanctl.Core.Units;

namespace Wanctl.Core.Apply;

/// <summary>
/// The original's limiter: so many writes within a sliding window, cuts and rises alike. A write that is exactly one
/// window old still counts.
/// </summary>
public sealed class WindowBudget(int writes, Duration window) : IWriteBudget
{
    private readonly Instant[] _spent = new Instant[writes];
    private int _first;
    private int _count;

    /// <inheritdoc/>
    public bool Allows(Instant now, WriteUrgency urgency)
    {
        Forget(now);
        return _count < _spent.Length;
    }

    /// <inheritdoc/>
    public void Spend(Instant now)
    {
        Forget(now);
        if (_count == _spent.Length)
        {
            _first = (_first + 1) % _spent.Length;
            _count--;
        }
        _spent[(_first + _count) % _spent.Length] = now;
        _count++;
    }

    /// <summary>
    /// How long until the next write is allowed; zero where it is now, or will be the moment time moves on.
    /// </summary>
    public Duration Wait(Instant now)
    {
        Forget(now);
        if (_count < _spent.Length)
            return Duration.Zero;
        Duration wait = _spent[_first] + window - now;
        return wait > Duration.Zero ? wait : Duration.Zero;
    }

    private void Forget(Instant now)
    {
        while (_count > 0 && now - _spent[_first] > window)
        {
            _first = (_first + 1) % _spent.Length;
            _count--;
        }
    }
}
