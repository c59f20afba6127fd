using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Adaptive;

/// <summary>
/// The rates that made a queue, each remembered for a while. More than one, because the blame may have been wrong and a
/// line may be back from a dip: then the one before still holds. In bit/s; fixed memory.
/// </summary>
internal sealed class FailedRates
{
    private const int Kept = 4;

    /// <summary>Rates this close are one.</summary>
    private const double Same = 0.03;

    private readonly (double Rate, Instant Until)[] _failed = new (double, Instant)[Kept];

    /// <summary>Remembers a rate; in the place of a close one, else of the one that is forgotten first.</summary>
    public void Add(double rate, Instant until)
    {
        int place = 0;
        for (int i = 0; i < _failed.Length; i++)
        {
            if (Math.Abs(_failed[i].Rate - rate) < Same * rate)
            {
                place = i;
                break;
            }
            if (_failed[i].Until < _failed[place].Until)
                place = i;
        }
        _failed[place] = (rate, until);
    }

    /// <summary>Forgets the rates up to one that did well.</summary>
    public void Forgive(double rate)
    {
        foreach (ref (double Rate, Instant Until) failed in _failed.AsSpan())
        {
            if (failed.Rate <= rate)
                failed.Until = Instant.Never;
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear() => Forgive(double.PositiveInfinity);

    /// <summary>The lowest that is remembered; infinite where there is none.</summary>
    public double Lowest(Instant now)
    {
        double lowest = double.PositiveInfinity;
        foreach ((double rate, Instant until) in _failed)
        {
            if (now < until)
                lowest = Math.Min(lowest, rate);
        }
        return lowest;
    }
}
