namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Cuts that nothing in this direction asked for: the limit in force goes down by a twentieth or more, to less than
/// nine tenths of what the line carries, although no queue of 5 ms has stood there within the last second.
/// </summary>
/// <remarks>
/// A step of a climb that is taken back ends nearer to the capacity, or had made its queue. 5 ms are what a burst of a
/// few packets makes on a line that is full and well shaped.
/// </remarks>
internal sealed class FalseCutMeter(SideOf side) : FigureMeter
{
    private const double QueueMs = 5;

    private double _limit = double.NaN;
    private int _calm;
    private int _cuts;

    /// <inheritdoc/>
    public override double Measured => _cuts;

    /// <inheritdoc/>
    public override void TakeBefore(in TruthSample sample, int samplesAhead)
    {
        if (samplesAhead <= Second)
            See(in side(in sample));
    }

    /// <inheritdoc/>
    public override void Take(in TruthSample sample)
    {
        ref readonly DirectionTruth truth = ref side(in sample);
        if (truth.Limit <= 0.95 * _limit && truth.Limit < 0.9 * truth.Capacity && _calm >= Second)
            _cuts++;
        See(in truth);
    }

    private void See(in DirectionTruth truth)
    {
        _limit = truth.Limit;
        _calm = truth.QueueMs < QueueMs ? _calm + 1 : 0;
    }
}
