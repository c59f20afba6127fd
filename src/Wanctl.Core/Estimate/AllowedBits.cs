using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// What a direction's limit has allowed until any moment of late, over its changes, on a scale that never falls. Fixed
/// memory.
/// </summary>
internal sealed class AllowedBits
{
    /// <summary>Changes of the limit that are remembered: more than come between two readings that tell something.
    /// </summary>
    private const int Kept = 16;

    private readonly (Instant From, double Before, double Rate)[] _spells = new (Instant, double, double)[Kept];
    private int _newest = -1;
    private int _count;

    /// <summary>Lets time pass under a limit in bit/s.</summary>
    public void Pass(double rate, Instant now, Duration passed)
    {
        if (_count > 0 && _spells[_newest].Rate == rate)
            return;
        Instant from = now - passed;
        double before = _count > 0 ? At(from) : 0;
        _newest = (_newest + 1) % Kept;
        _spells[_newest] = (from, before, rate);
        _count = Math.Min(_count + 1, Kept);
    }

    /// <summary>Bits that were allowed until a moment; what lies beyond memory is taken to have been as it begins.
    /// </summary>
    public double At(Instant at)
    {
        int age = 0;
        while (age < _count - 1 && Back(age).From > at)
            age++;
        (Instant from, double before, double rate) = Back(age);
        return before + rate * (at - from).Seconds;
    }

    private (Instant From, double Before, double Rate) Back(int age) => _spells[(_newest - age + Kept) % Kept];
}
