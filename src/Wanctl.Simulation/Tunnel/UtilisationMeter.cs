namespace Wanctl.Simulation.Tunnel;

/// <summary>Bytes of bulk flows / what the line could have carried.</summary>
internal sealed class UtilisationMeter(SideOf side) : FigureMeter
{
    private double _delivered;
    private double _capacity;

    /// <inheritdoc/>
    public override double Measured => _delivered / _capacity;

    /// <inheritdoc/>
    public override void Take(in TruthSample sample)
    {
        ref readonly DirectionTruth truth = ref side(in sample);
        _delivered += truth.Delivered;
        _capacity += truth.Capacity;
    }
}
