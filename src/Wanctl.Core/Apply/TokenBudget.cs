using Wanctl.Core.Units;

namespace Wanctl.Core.Apply;

/// <summary>
/// A token bucket with a reserve for cuts and for giving back what a cut has taken. A cut is allowed even when the
/// bucket is empty: it then borrows, and rises wait until the debt is paid. So a router's flash and log are spared
/// without a line ever staying bloated, or cut in error, for want of a token.
/// </summary>
public sealed class TokenBudget : IWriteBudget
{
    private readonly double _perSecond;
    private readonly int _most;
    private readonly int _reserve;
    private double _tokens;
    private Instant _filledAt = Instant.Never;

    /// <summary>
    /// A full bucket of <paramref name="most"/> tokens, of which climbs leave <paramref name="reserve"/> untouched.
    /// </summary>
    public TokenBudget(double perSecond, int most, int reserve)
    {
        _perSecond = perSecond;
        _most = most;
        _reserve = reserve;
        _tokens = most;
    }

    /// <summary>Tokens in the bucket; negative while cuts are owed.</summary>
    public double Tokens => _tokens;

    /// <inheritdoc/>
    public bool Allows(Instant now, WriteUrgency urgency)
    {
        Fill(now);
        return urgency switch
        {
            WriteUrgency.Cut => true,
            WriteUrgency.Restore => _tokens >= 1,
            _ => _tokens >= _reserve + 1,
        };
    }

    /// <inheritdoc/>
    public void Spend(Instant now)
    {
        Fill(now);
        // The debt is bounded by the bucket's size, so that a storm of cuts delays the climb by seconds and not for
        // ever.
        _tokens = Math.Max(-_most, _tokens - 1);
    }

    private void Fill(Instant now)
    {
        if (_filledAt > Instant.Never)
            _tokens = Math.Min(_most, _tokens + _perSecond * (now - _filledAt).Seconds);
        _filledAt = now;
    }
}
