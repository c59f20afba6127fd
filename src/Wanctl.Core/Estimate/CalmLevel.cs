namespace Wanctl.Core.Estimate;

/// <summary>
/// What a delay above its floor usually is while no queue stands, and how much it scatters: a cable modem delays most
/// packets by some milliseconds, and that is no queue. In milliseconds.
/// </summary>
internal struct CalmLevel
{
    /// <summary>Samples that the mean reaches back to: ten seconds of three reflectors in turn.</summary>
    private const int Memory = 64;

    /// <summary>What is farther off than so many deviations counts for no more: it is an event.</summary>
    private const double FarDeviations = 3;

    /// <summary>Least deviation that a far one is told by.</summary>
    private const double LeastMs = 0.5;

    private int _count;

    /// <summary>The mean.</summary>
    public double Ms { get; private set; }

    /// <summary>The mean absolute deviation from it.</summary>
    public double DeviationMs { get; private set; }

    /// <summary>How many samples it has, as far as they count.</summary>
    public readonly int Count => _count;

    /// <summary>Takes a delay of a quiet time.</summary>
    public void Take(double millis)
    {
        _count = Math.Min(Memory, _count + 1);
        double off = millis - Ms;
        if (_count == 1)
        {
            Ms = millis;
            return;
        }
        double share = 1.0 / _count;
        double most = FarDeviations * DeviationMs + LeastMs;
        if (_count > AdaptsAfter)
            off = Math.Clamp(off, -most, most);
        Ms += off * share;
        DeviationMs += (Math.Abs(off) - DeviationMs) * share;
    }

    /// <summary>Samples before anything counts as far off.</summary>
    private const int AdaptsAfter = 8;
}
