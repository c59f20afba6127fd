namespace Wanctl.Simulation.Tunnel;

/// <summary>Limits in force that were lowered, an hour.</summary>
internal sealed class CutMeter(SideOf side) : FigureMeter
{
    private double _limit = double.NaN;
    private int _cuts;
    private int _taken;

    /// <inheritdoc/>
    public override double Measured => _cuts / Math.Max(1e-9, _taken / (3600.0 * Second));

    /// <inheritdoc/>
    public override void Take(in TruthSample sample)
    {
        double limit = side(in sample).Limit;
        _cuts += limit < _limit ? 1 : 0;
        _limit = limit;
        _taken++;
    }
}
