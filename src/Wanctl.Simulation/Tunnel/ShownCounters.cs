using Wanctl.Simulation.Line;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// What can be read of one queue's counters: what passed until the last refresh, since they began.
/// </summary>
/// <param name="manner">How the router counts.</param>
/// <param name="line">Whose queue it is.</param>
/// <param name="share">The share of the bytes that is counted.</param>
internal sealed class ShownCounters(CounterManner manner, LineDirection line, double share)
{
    private double _from;
    private double _dropsFrom;

    /// <summary>Bytes that have passed.</summary>
    public ulong Bytes { get; private set; }

    /// <summary>Packets that were dropped.</summary>
    public ulong Dropped { get; private set; }

    /// <summary>Brings them up to date.</summary>
    public void Refresh()
    {
        Bytes = (ulong)((line.Cake.Passed - _from) * share);
        Dropped = (ulong)(line.Cake.Dropped - _dropsFrom);
    }

    /// <summary>A reading is made: where the counters are immediate they are up to date.</summary>
    public void Read()
    {
        if (manner.RefreshMs == 0)
            Refresh();
    }

    /// <summary>They begin anew.</summary>
    public void Restart()
    {
        _from = line.Cake.Passed;
        _dropsFrom = line.Cake.Dropped;
        Refresh();
    }

    /// <summary>A limit was set.</summary>
    public void Set()
    {
        if (manner.RestartAtSet)
            Restart();
        if (manner.EmptiedBySet)
            line.EmptyCake();
    }
}
