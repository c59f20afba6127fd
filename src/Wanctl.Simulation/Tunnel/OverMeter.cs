namespace Wanctl.Simulation.Tunnel;

/// <summary>Share of the loaded time in which a sparse packet is late by more than a bound.</summary>
/// <param name="boundMs">In milliseconds.</param>
internal sealed class OverMeter(double boundMs) : FigureMeter
{
    private int _over;
    private int _loaded;

    /// <inheritdoc/>
    public override double Measured => _loaded == 0 ? double.NaN : (double)_over / _loaded;

    /// <inheritdoc/>
    public override void Take(in TruthSample sample)
    {
        if (sample.Down.Flows + sample.Up.Flows == 0)
            return;
        _over += sample.ExcessMs > boundMs ? 1 : 0;
        _loaded++;
    }
}
