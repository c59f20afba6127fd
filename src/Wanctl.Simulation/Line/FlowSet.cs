namespace Wanctl.Simulation.Line;

/// <summary>Collects the flows of a direction, group by group.</summary>
/// <param name="roundTripMs">Of the first flow of a group; each next one is up to two milliseconds farther.</param>
internal sealed class FlowSet(double roundTripMs)
{
    private readonly List<TcpFlow> _flows = [];

    /// <summary>All flows so far.</summary>
    public IReadOnlyList<TcpFlow> Flows => _flows;

    /// <summary>Adds a group.</summary>
    /// <param name="count">How many flows.</param>
    /// <param name="pace">Of each in bit/s; 0 for all that it gets.</param>
    /// <param name="bbr">Whether their congestion control is BBR; else CUBIC.</param>
    public FlowGroup Add(int count, double pace = 0, bool bbr = false)
    {
        var group = new FlowGroup(_flows.Count, count);
        for (int i = 0; i < count; i++)
        {
            int wayMs = (int)roundTripMs + i % 3;
            _flows.Add(bbr ? new BbrFlow(wayMs, pace) : new CubicFlow(wayMs, pace));
        }
        return group;
    }
}
