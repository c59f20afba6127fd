namespace Wanctl.Simulation.Tunnel;

/// <summary>Mean limit in force / floor.</summary>
/// <param name="side">The direction.</param>
/// <param name="floor">Its floor in bit/s.</param>
internal sealed class FloorMeter(SideOf side, double floor) : FigureMeter
{
    private double _limits;
    private int _taken;

    /// <inheritdoc/>
    public override double Measured => _limits / _taken / floor;

    /// <inheritdoc/>
    public override void Take(in TruthSample sample)
    {
        _limits += side(in sample).Limit;
        _taken++;
    }
}
