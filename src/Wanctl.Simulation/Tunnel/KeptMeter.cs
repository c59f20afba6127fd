namespace Wanctl.Simulation.Tunnel;

/// <summary>A value within the window / the same in a span right before it.</summary>
/// <param name="side">The direction.</param>
/// <param name="value">The value.</param>
/// <param name="before">So many samples long is the span before the window.</param>
/// <param name="perSample">Whether means are compared; else sums.</param>
internal sealed class KeptMeter(
    SideOf side, Func<DirectionTruth, double> value, int before, bool perSample)
    : FigureMeter
{
    private double _before;
    private double _within;
    private int _countBefore;
    private int _count;

    /// <inheritdoc/>
    public override double Measured => perSample
        ? _within / Math.Max(1, _count) / (_before / Math.Max(1, _countBefore))
        : _within / _before;

    /// <inheritdoc/>
    public override void TakeBefore(in TruthSample sample, int samplesAhead)
    {
        if (samplesAhead > before)
            return;
        _before += value(side(in sample));
        _countBefore++;
    }

    /// <inheritdoc/>
    public override void Take(in TruthSample sample)
    {
        _within += value(side(in sample));
        _count++;
    }
}
