using Wanctl.Simulation.Line;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// A player of films: fetches segments of 4 s ahead until 20 s wait to be shown, each at the highest rate that the
/// last segments' throughput allows, and stands still when nothing is left to show.
/// </summary>
/// <param name="times">1 while somebody watches.</param>
/// <param name="direction">The line's direction toward the user.</param>
/// <param name="group">Its connection.</param>
internal sealed class VideoPlayer(Track times, LineDirection direction, FlowGroup group)
{
    private const double SegmentSeconds = 4;
    private const double BufferSeconds = 20;

    /// <summary>A player takes a rate that needs no more than this share of the throughput.</summary>
    private const double Caution = 0.8;

    /// <summary>Weight of the last segment in the mean throughput.</summary>
    private const double Weight = 0.4;

    /// <summary>Bit/s, as services offer them from 480p to 4K.</summary>
    private static readonly double[] s_rates = [1e6, 2.5e6, 5e6, 8e6, 16e6];

    private double _throughput;
    private double _buffered;
    private double _rate;
    private double _askedAt = double.NaN;
    private bool _plays;
    private double _rates;
    private int _segments;

    /// <summary>How long it stood still after it had begun to show a film, in seconds.</summary>
    public double StallSeconds { get; private set; }

    /// <summary>The mean rate of what was fetched, in bit/s; NaN where nothing was.</summary>
    public double MeanRate => _segments > 0 ? _rates / _segments : double.NaN;

    /// <summary>Moves on by a millisecond.</summary>
    public void Step(double seconds)
    {
        if (times.At(seconds) < 1)
        {
            (_buffered, _plays) = (0, false);
            return;
        }
        Fetch(seconds);
        Show();
    }

    private void Fetch(double seconds)
    {
        if (!direction.IsFree(group.First))
            return;
        if (!double.IsNaN(_askedAt))
        {
            double throughput = _rate * SegmentSeconds / Math.Max(0.001, seconds - _askedAt);
            _throughput = _throughput > 0 ? _throughput + Weight * (throughput - _throughput) : throughput;
            _buffered += SegmentSeconds;
            _rates += _rate;
            _segments++;
            _askedAt = double.NaN;
        }
        if (_buffered > BufferSeconds - SegmentSeconds)
            return;
        _rate = s_rates[0];
        foreach (double rate in s_rates)
            _rate = rate <= Caution * _throughput ? rate : _rate;
        _askedAt = seconds;
        direction.Fetch(group, _rate * SegmentSeconds / 8);
    }

    private void Show()
    {
        const double Step = 0.001;
        if (_buffered >= SegmentSeconds)
            _plays = true;
        if (_buffered >= Step)
            _buffered -= Step;
        else if (_plays)
            StallSeconds += Step;
    }
}
