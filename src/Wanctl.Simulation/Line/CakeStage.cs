namespace Wanctl.Simulation.Line;

/// <summary>
/// CAKE: a queue for each flow, served evenly at the limit; sparse packets pass at once. From a queue that stands too
/// long packets are dropped, ever more often (CoDel, RFC 8289).
/// </summary>
/// <param name="flows">How many flows use it.</param>
internal sealed class CakeStage(int flows)
{
    /// <summary>CoDel's target and interval, in seconds: CAKE's for <c>rtt 100ms</c>.</summary>
    private const double TargetSeconds = 0.005;
    private const double IntervalSeconds = 0.1;

    /// <summary>At low rates the target is one and a half packets, as CAKE has it.</summary>
    private const double TargetPackets = 1.5;

    /// <summary>What CAKE keeps at most, its default at such rates; beyond it the fattest queue loses.</summary>
    private const double BytesMost = 4e6;

    /// <summary>An echo's bytes on the wire.</summary>
    public const double EchoBytes = 84;

    private readonly double[] _queued = new double[flows];
    private readonly double[] _nextDrop = new double[flows];
    private readonly bool[] _above = new bool[flows];
    private readonly int[] _drops = new int[flows];
    private int _hungry;

    /// <summary>The limit in bit/s.</summary>
    public double Limit { get; set; }

    /// <summary>Bytes that wait.</summary>
    public double Bytes { get; private set; }

    /// <summary>Bytes that have ever left.</summary>
    public double Passed { get; private set; }

    /// <summary>Packets that were ever dropped.</summary>
    public double Dropped { get; private set; }

    /// <summary>Takes bytes of a flow.</summary>
    public void Enqueue(int flow, double bytes) => _queued[flow] += bytes;

    /// <summary>How long the flow's queue delays, in milliseconds.</summary>
    public double DelayMs(int flow) => _queued[flow] * 8000 * Math.Max(1, _hungry) / Math.Max(1, Limit);

    /// <summary>Whether bytes of a flow wait.</summary>
    public bool Holds(int flow) => _queued[flow] > 0;

    /// <summary>
    /// Serves for a millisecond: sparse bytes first, then the flows evenly; what one does not use the others share.
    /// </summary>
    /// <param name="active">The flows that may have any.</param>
    /// <param name="sparse">Bytes of sparse packets.</param>
    /// <param name="passed">Gets each flow's bytes added.</param>
    public void Serve(ReadOnlySpan<int> active, double sparse, double[] passed)
    {
        double allowed = Math.Max(0, Limit / 8000 - sparse);
        double left = allowed;
        int hungry = Hungry(active);
        for (int round = 0; round < 4 && left > 0.01 && hungry > 0; round++)
        {
            double share = left / hungry;
            foreach (int i in active)
            {
                double now = Math.Min(_queued[i], share);
                _queued[i] -= now;
                passed[i] += now;
                left -= now;
            }
            hungry = Hungry(active);
        }
        _hungry = hungry;
        Passed += allowed - left + sparse;
    }

    /// <summary>
    /// Drops what has stood too long; <paramref name="dropped"/> gets each flow's lost bytes added.
    /// </summary>
    public void Signal(ReadOnlySpan<int> active, double now, double[] dropped)
    {
        Bytes = 0;
        double share = Limit / 8 / Math.Max(1, _hungry);
        double target = Math.Max(TargetSeconds, TargetPackets * TcpFlow.PacketBytes * 8 / Math.Max(1, Limit));
        foreach (int i in active)
        {
            double stands = _queued[i] / Math.Max(1, share);
            if (stands < target || _queued[i] < 2 * TcpFlow.PacketBytes)
            {
                if (_above[i] && now - _nextDrop[i] > IntervalSeconds)
                    _drops[i] = 0;
                _above[i] = false;
            }
            else if (!_above[i])
            {
                _above[i] = true;
                _nextDrop[i] = now + IntervalSeconds;
            }
            else if (now >= _nextDrop[i])
            {
                _drops[i]++;
                _nextDrop[i] = now + IntervalSeconds / Math.Sqrt(_drops[i]);
                Drop(i, TcpFlow.PacketBytes, dropped);
            }
            Bytes += _queued[i];
        }
        if (Bytes > BytesMost)
            Overflow(dropped);
    }

    /// <summary>Counts sparse bytes that pass while nothing waits.</summary>
    public void PassSparse(double sparse) => Passed += sparse;

    /// <summary>Counts the packet of an echo that passed: so sparse that it takes no room.</summary>
    public void CountEcho() => PassSparse(EchoBytes);

    /// <summary>Loses all that waits; <paramref name="dropped"/> gets each flow's lost bytes added.</summary>
    public void Empty(double[] dropped)
    {
        for (int i = 0; i < flows; i++)
        {
            if (_queued[i] > 0)
                Drop(i, _queued[i], dropped);
        }
        (Bytes, _hungry) = (0, 0);
    }

    private void Overflow(double[] dropped)
    {
        int fattest = 0;
        for (int i = 1; i < flows; i++)
        {
            if (_queued[i] > _queued[fattest])
                fattest = i;
        }
        double over = Bytes - BytesMost;
        Drop(fattest, over, dropped);
        Bytes -= over;
    }

    private void Drop(int flow, double most, double[] dropped)
    {
        double lost = Math.Min(_queued[flow], most);
        Dropped += Math.Max(1, lost / TcpFlow.PacketBytes);
        _queued[flow] -= lost;
        dropped[flow] += lost;
    }

    private int Hungry(ReadOnlySpan<int> active)
    {
        int hungry = 0;
        foreach (int flow in active)
            hungry += _queued[flow] > 0 ? 1 : 0;
        return hungry;
    }
}
