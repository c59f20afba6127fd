namespace Wanctl.Simulation.Tunnel;

/// <summary>Seconds from the window's beginning until a condition holds; infinite where it never does.</summary>
internal sealed class UntilMeter(SideOf side, Predicate<DirectionTruth> condition)
    : FigureMeter
{
    private int _taken;
    private double _held = double.PositiveInfinity;

    /// <summary>Until the limit is at or below the capacity.</summary>
    public static UntilMeter Cut(SideOf side) => new(side, truth => truth.Limit <= truth.Capacity);

    /// <summary>Until the limit is at nine tenths of the capacity.</summary>
    public static UntilMeter Rise(SideOf side) => new(side, truth => truth.Limit >= 0.9 * truth.Capacity);

    /// <inheritdoc/>
    public override double Measured => _held;

    /// <inheritdoc/>
    public override void Take(in TruthSample sample)
    {
        if (double.IsPositiveInfinity(_held) && condition(side(in sample)))
            _held = (double)_taken / Second;
        _taken++;
    }
}
