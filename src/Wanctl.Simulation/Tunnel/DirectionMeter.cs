namespace Wanctl.Simulation.Tunnel;

/// <summary>Measures one direction's part of the scorecard, sample by sample.</summary>
internal sealed class DirectionMeter(SideOf side)
{
    private readonly UtilisationMeter _use = new(side);
    private UntilMeter? _reached;
    private DrainMeter? _drained;
    private double _cut = double.NaN;
    private double _drain = double.NaN;
    private double _rise = double.NaN;
    private double _firstCapacity = double.NaN;
    private double _capacity = double.NaN;
    private bool _constant = true;
    private double _shares;
    private double _squares;
    private int _count;

    /// <summary>Whether a bulk flow ever ran.</summary>
    public bool Loaded { get; private set; }

    /// <summary>Bytes of bulk flows / capacity since the load settled.</summary>
    public double Utilisation => _use.Measured;

    /// <summary>
    /// Standard deviation of limit / capacity since the load settled; NaN on a line whose capacity changes.
    /// </summary>
    public double Wobble
    {
        get
        {
            double mean = _shares / _count;
            return _constant && _count > 0 ? Math.Sqrt(Math.Max(0, _squares / _count - mean * mean)) : double.NaN;
        }
    }

    /// <summary>
    /// Longest times of cut, drain and rise over all changes of a quarter or more at once, in seconds; to be asked
    /// when the run is over.
    /// </summary>
    public (double Cut, double Drain, double Rise) Events()
    {
        EndEvent();
        return (_cut, _drain, _rise);
    }

    /// <summary>Takes a sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="settled">Whether the load has settled.</param>
    public void Take(in TruthSample sample, bool settled)
    {
        ref readonly DirectionTruth truth = ref side(in sample);
        Loaded |= truth.Flows > 0;
        if (double.IsNaN(_firstCapacity))
            _firstCapacity = truth.Capacity;
        _constant &= truth.Capacity == _firstCapacity;
        if (settled)
        {
            _use.Take(in sample);
            double share = truth.Limit / truth.Capacity;
            _shares += share;
            _squares += share * share;
            _count++;
        }
        if (truth.Capacity != _capacity)
        {
            EndEvent();
            if (settled && truth.Flows > 0)
                BeginEvent(truth.Capacity / _capacity);
            _capacity = truth.Capacity;
        }
        _reached?.Take(in sample);
        _drained?.Take(in sample);
    }

    private static double Worse(double one, double other) => double.IsNaN(one) ? other : Math.Max(one, other);

    private void BeginEvent(double ratio)
    {
        if (ratio <= 0.75)
        {
            _reached = UntilMeter.Cut(side);
            _drained = new DrainMeter();
        }
        else if (ratio >= 1.25)
        {
            _reached = UntilMeter.Rise(side);
        }
    }

    private void EndEvent()
    {
        if (_reached is null)
            return;
        // Only after a fall there is something to drain.
        if (_drained is not null)
        {
            _cut = Worse(_cut, _reached.Measured);
            _drain = Worse(_drain, _drained.Measured);
        }
        else
        {
            _rise = Worse(_rise, _reached.Measured);
        }
        (_reached, _drained) = (null, null);
    }
}
