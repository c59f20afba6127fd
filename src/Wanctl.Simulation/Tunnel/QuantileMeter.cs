namespace Wanctl.Simulation.Tunnel;

/// <summary>A quantile of a delay, in milliseconds.</summary>
/// <param name="share">0 to 1.</param>
/// <param name="delay">Which delay.</param>
internal sealed class QuantileMeter(double share, Func<TruthSample, double> delay) : FigureMeter
{
    private readonly DelayHistogram _excess = new();

    /// <inheritdoc/>
    public override double Measured => _excess.Quantile(share);

    /// <inheritdoc/>
    public override void Take(in TruthSample sample) => _excess.Take(delay(sample));
}
