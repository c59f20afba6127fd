using Wanctl.Core.Units;

namespace Wanctl.Simulation.Line;

/// <summary>Demand that comes and goes: spells of traffic within a period that repeats.</summary>
/// <param name="period">After this long all begins again; more than zero.</param>
/// <param name="spells">What runs when; a spell ends with the period at the latest.</param>
public sealed class TrafficScript(Duration period, params TrafficSpell[] spells)
{
    /// <summary>Nobody wants anything.</summary>
    public static TrafficScript Idle { get; } = new(Duration.FromSeconds(3600));

    /// <summary>How many transfers or calls of a kind run some time after the beginning.</summary>
    /// <param name="kind">Which kind.</param>
    /// <param name="elapsed">Not negative.</param>
    public int CountAt(TrafficKind kind, Duration elapsed)
    {
        var within = new Duration(elapsed.Nanos % period.Nanos);
        int count = 0;
        foreach (TrafficSpell spell in spells)
        {
            if (spell.Kind == kind && within >= spell.Start && within < spell.Start + spell.Length)
                count += spell.Count;
        }
        return count;
    }

    /// <summary>The most transfers or calls of a kind that can run at a time.</summary>
    public int MostOf(TrafficKind kind)
    {
        int most = 0;
        foreach (TrafficSpell spell in spells)
            most += spell.Kind == kind ? spell.Count : 0;
        return most;
    }
}
