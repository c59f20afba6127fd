namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Bytes of bulk flows / what the line could have carried while they wanted to send, from
/// <see cref="ScoreKeeper.SettleSeconds"/> on.
/// </summary>
internal sealed class WantedMeter(SideOf side) : FigureMeter
{
    private readonly UtilisationMeter _use = new(side);
    private int _loaded;

    /// <inheritdoc/>
    public override double Measured => _use.Measured;

    /// <inheritdoc/>
    public override void Take(in TruthSample sample)
    {
        _loaded = side(in sample).Flows > 0 ? _loaded + 1 : 0;
        if (_loaded > ScoreKeeper.SettleSeconds * Second)
            _use.Take(in sample);
    }
}
