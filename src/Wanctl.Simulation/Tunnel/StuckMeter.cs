namespace Wanctl.Simulation.Tunnel;

/// <summary>Seconds that a loaded direction stands at its floor while the line carries twice as much.</summary>
/// <param name="side">The direction.</param>
/// <param name="floor">Its floor in bit/s.</param>
internal sealed class StuckMeter(SideOf side, double floor) : FigureMeter
{
    private int _stuck;

    /// <inheritdoc/>
    public override double Measured => (double)_stuck / Second;

    /// <inheritdoc/>
    public override void Take(in TruthSample sample)
    {
        ref readonly DirectionTruth truth = ref side(in sample);
        if (truth.Flows > 0 && truth.Limit <= 1.05 * floor && truth.Capacity >= 2 * floor)
            _stuck++;
    }
}
