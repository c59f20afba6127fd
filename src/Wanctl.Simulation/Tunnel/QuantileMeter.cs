namespace Wanctl.Simulation.Tunnel;

/// <summary>A quantile of the sparse flow's excess, in milliseconds.</summary>
internal sealed class QuantileMeter(double share) : FigureMeter
{
    private readonly DelayHistogram _excess = new();

    /// <inheritdoc/>
    public override double Measured => _excess.Quantile(share);

    /// <inheritdoc/>
    public override void Take(in TruthSample sample) => _excess.Take(sample.ExcessMs);
}
