namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Seconds from the window's beginning until the limit is back for good: from then on no second's mean is below nine
/// tenths of what it was in the ten seconds before the window, or of the capacity where that is less. 0 where it never
/// left, infinite where the last second of the window is below.
/// </summary>
internal sealed class BackMeter(SideOf side) : FigureMeter
{
    private const double Share = 0.9;
    private const int Before = 10 * Second;

    private double _before;
    private int _countBefore;
    private double _shares;
    private int _taken;
    private int _back;

    /// <inheritdoc/>
    public override double Measured =>
        _back > 0 && _back == _taken / Second ? double.PositiveInfinity : _back;

    /// <inheritdoc/>
    public override void TakeBefore(in TruthSample sample, int samplesAhead)
    {
        if (samplesAhead > Before)
            return;
        _before += side(in sample).UsefulLimit;
        _countBefore++;
    }

    /// <inheritdoc/>
    public override void Take(in TruthSample sample)
    {
        ref readonly DirectionTruth truth = ref side(in sample);
        double wanted = Math.Min(_before / Math.Max(1, _countBefore), truth.Capacity);
        _shares += truth.Limit / wanted;
        _taken++;
        if (_taken % Second != 0)
            return;
        if (_shares / Second < Share)
            _back = _taken / Second;
        _shares = 0;
    }
}
