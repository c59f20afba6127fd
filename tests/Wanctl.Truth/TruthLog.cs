using Wanctl.Core.Journal;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Truth;

/// <summary>What really was, every 10 ms of a run.</summary>
internal sealed class TruthLog : ITunnelObserver
{
    private const double EverySeconds = 0.01;

    private readonly List<(float Capacity, float QueueMs)> _down = [];
    private readonly List<(float Capacity, float QueueMs)> _up = [];

    /// <inheritdoc/>
    public void Saw(in TruthSample truth)
    {
        _down.Add(((float)truth.Down.Capacity, (float)truth.Down.QueueMs));
        _up.Add(((float)truth.Up.Capacity, (float)truth.Up.QueueMs));
    }

    /// <inheritdoc/>
    public void Decided(in JournalRecord tick)
    {
        // What the law did is looked at from within.
    }

    /// <summary>What the line carried in the mean between two moments, in bit/s.</summary>
    public double Capacity(bool down, double from, double to) => Mean(down, from, to).Capacity;

    /// <summary>How long what joined the provider's queue waited there in the mean, in milliseconds.</summary>
    public double QueueMs(bool down, double from, double to) => Mean(down, from, to).QueueMs;

    /// <summary>The longest that anything waited.</summary>
    public double QueueMostMs(bool down, double from, double to)
    {
        List<(float Capacity, float QueueMs)> side = down ? _down : _up;
        (int first, int last) = Range(from, to);
        double most = 0;
        for (int i = first; i <= last; i++)
            most = Math.Max(most, side[i].QueueMs);
        return most;
    }

    private (double Capacity, double QueueMs) Mean(bool down, double from, double to)
    {
        List<(float Capacity, float QueueMs)> side = down ? _down : _up;
        (int first, int last) = Range(from, to);
        double capacity = 0;
        double queue = 0;
        for (int i = first; i <= last; i++)
        {
            capacity += side[i].Capacity;
            queue += side[i].QueueMs;
        }
        return (capacity / (last - first + 1), queue / (last - first + 1));
    }

    private (int First, int Last) Range(double from, double to)
    {
        int last = Math.Clamp((int)(to / EverySeconds), 0, _down.Count - 1);
        return (Math.Clamp((int)Math.Ceiling(from / EverySeconds), 0, last), last);
    }
}
