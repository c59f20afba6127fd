using Wanctl.Simulation.Tunnel;

namespace Wanctl.Report;

/// <summary>What one direction of a simulated line could carry, was allowed and delivered, over time.</summary>
internal sealed class TruthCurves
{
    /// <summary>Deliveries are shown as the mean of so many samples, 100 ms: single ones are all noise.</summary>
    private const int Together = 10;

    private readonly Series _capacity = new("capacity", "cap") { Filled = true };
    private readonly Series _limit = new("limit", "lim");
    private readonly Series _delivered = new("delivered", "got");
    private double _sum;
    private double _since;
    private int _count;

    /// <summary>Takes the next sample.</summary>
    public void Take(double seconds, in DirectionTruth truth)
    {
        _capacity.Add(seconds, truth.Capacity / 1e6);
        _limit.Add(seconds, truth.Limit / 1e6);
        if (_count == 0)
            _since = seconds;
        _sum += truth.Delivered / 1e6;
        _count++;
        if (_count < Together)
            return;
        _delivered.Add(_since, _sum / Together);
        (_sum, _count) = (0, 0);
    }

    /// <summary>The chart of what was taken.</summary>
    public Chart Chart(string title) => new() { Title = title, Series = [_capacity, _delivered, _limit] };
}
