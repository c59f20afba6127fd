namespace Wanctl.Simulation.Tunnel;

/// <summary>Changes of the limits in force, of both directions together.</summary>
/// <param name="perMinute">Whether a minute; else in all.</param>
internal sealed class ChangeMeter(bool perMinute) : FigureMeter
{
    private double _down = double.NaN;
    private double _up = double.NaN;
    private int _changes;
    private int _taken;

    /// <inheritdoc/>
    public override double Measured => _taken == 0 ? double.NaN
        : perMinute ? _changes / (_taken / (60.0 * Second)) : _changes;

    /// <inheritdoc/>
    public override void Take(in TruthSample sample)
    {
        Compare(ref _down, sample.Down.Limit);
        Compare(ref _up, sample.Up.Limit);
        _taken++;
    }

    private void Compare(ref double before, double limit)
    {
        if (limit != before && !double.IsNaN(before))
            _changes++;
        before = limit;
    }
}
