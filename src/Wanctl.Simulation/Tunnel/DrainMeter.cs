namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Seconds from the window's beginning until the excess stays under 15 ms for a second, or to its end; infinite where
/// it does not.
/// </summary>
internal sealed class DrainMeter : FigureMeter
{
    private const double CalmMs = 15;

    private int _taken;
    private int _calm;
    private bool _drained;

    /// <inheritdoc/>
    public override double Measured =>
        _calm > 0 ? (double)(_taken - _calm) / Second : double.PositiveInfinity;

    /// <inheritdoc/>
    public override void Take(in TruthSample sample)
    {
        if (_drained)
            return;
        _taken++;
        _calm = sample.ExcessMs < CalmMs ? _calm + 1 : 0;
        _drained = _calm == Second;
    }
}
