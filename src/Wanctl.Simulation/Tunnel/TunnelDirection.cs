using Wanctl.Simulation.Line;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// One direction, millisecond by millisecond: flows hand bytes to CAKE, which serves them evenly at its limit and drops
/// from those that stand too long; what passes joins the provider's queue in the order of its coming and leaves it at
/// the line's capacity. Every byte belongs to a flow and is somewhere.
/// </summary>
internal sealed class TunnelDirection
{
    /// <summary>CAKE's target for the queue of a flow and its interval, in seconds (RFC 8289).</summary>
    private const double TargetSeconds = 0.005;
    private const double IntervalSeconds = 0.1;

    /// <summary>The slots of the way back: longer than any round trip with the deepest queue.</summary>
    private const int Slots = 8192;

    /// <summary>A queue of this many seconds in CAKE ends slow start.</summary>
    private const double SlowStartSeconds = 0.008;

    private readonly TunnelFlow[] _flows;
    private readonly double[] _queued;
    private readonly double[] _passed;
    private readonly double[] _above;
    private readonly double[] _nextDrop;
    private readonly int[] _drops;
    private readonly double[][] _acks;
    private readonly Queue<double[]> _slices = new();
    private readonly Stack<double[]> _spare = new();
    private double _sliceLeft;
    private double _sliceWhole;
    private SeededNoise _noise;
    private int _now;

    /// <summary>A direction with so many flows that do not run yet.</summary>
    public TunnelDirection(int flows, double roundTripMs, double pace, ulong seed)
    {
        _flows = new TunnelFlow[flows];
        for (int i = 0; i < flows; i++)
            _flows[i] = new TunnelFlow((int)roundTripMs + i % 3, pace);
        _queued = new double[flows];
        _passed = new double[flows];
        _above = new double[flows];
        _nextDrop = new double[flows];
        _drops = new int[flows];
        _acks = new double[flows][];
        for (int i = 0; i < flows; i++)
            _acks[i] = new double[Slots];
        Array.Fill(_above, -1);
        _noise = new SeededNoise(seed);
    }

    /// <summary>CAKE's limit in bit/s.</summary>
    public double Limit { get; set; }

    /// <summary>The line's capacity in bit/s.</summary>
    public double Capacity { get; set; }

    /// <summary>Bytes that the provider's queue holds at most.</summary>
    public double FifoMost { get; set; }

    /// <summary>Bytes that wait in CAKE.</summary>
    public double CakeBytes { get; private set; }

    /// <summary>Bytes that have left CAKE.</summary>
    public double Shaped { get; private set; }

    /// <summary>Bytes that have joined the provider's queue, and that have left it: a position to wait for.</summary>
    public double Joined { get; private set; }

    /// <summary>Bytes that have left the provider's queue.</summary>
    public double Served { get; private set; }

    /// <summary>Bytes of bulk flows that have arrived, acknowledgements of the other direction included.</summary>
    public double Delivered { get; private set; }

    /// <summary>Bytes of this direction's own flows that arrived in the last millisecond.</summary>
    public double Arrived { get; private set; }

    /// <summary>Packets that CAKE has dropped.</summary>
    public double Dropped { get; private set; }

    /// <summary>How long the provider's queue delays what joins now, in ms.</summary>
    public double QueueMs => (Joined - Served) * 8000 / Math.Max(1, Capacity);

    /// <summary>Flows that want to send.</summary>
    public int Running { get; private set; }

    /// <summary>Starts or stops all flows.</summary>
    public void Run(bool running)
    {
        Running = running ? _flows.Length : 0;
        foreach (TunnelFlow flow in _flows)
            flow.Running = running;
    }

    /// <summary>One millisecond.</summary>
    /// <param name="backMs">What the other direction adds to the way of the acknowledgements.</param>
    /// <param name="acks">Bytes of acknowledgements for the other direction's data.</param>
    public void Step(int backMs, double acks)
    {
        double now = _now / 1000.0;
        Send(now);
        double bulk = Shape(Math.Max(0, Limit / 8000 - acks));
        Signal(now);
        Shaped += bulk + acks;
        Join(bulk, acks, now);
        Serve(backMs);
        _now++;
    }

    private void Send(double now)
    {
        double queueSeconds = QueueMs / 1000;
        for (int i = 0; i < _flows.Length; i++)
        {
            ref double back = ref _acks[i][_now % Slots];
            _flows[i].Acknowledged(back, now);
            back = 0;
            _flows[i].Heed(now, queueSeconds);
            _queued[i] += _flows[i].Send();
        }
    }

    /// <summary>Serves the flows evenly; what one does not use the others share.</summary>
    private double Shape(double allowed)
    {
        Array.Clear(_passed);
        double left = allowed;
        int hungry = Hungry();
        for (int round = 0; round < 4 && left > 0.01 && hungry > 0; round++)
        {
            double share = left / hungry;
            for (int i = 0; i < _flows.Length; i++)
            {
                double passed = Math.Min(_queued[i], share);
                _queued[i] -= passed;
                _passed[i] += passed;
                left -= passed;
            }
            hungry = Hungry();
        }
        return allowed - left;
    }

    private int Hungry()
    {
        int hungry = 0;
        foreach (double queued in _queued)
            hungry += queued > 0 ? 1 : 0;
        return hungry;
    }

    /// <summary>
    /// CoDel on each flow's queue: one drop an interval, then ever more, while it stands above the target.
    /// </summary>
    private void Signal(double now)
    {
        CakeBytes = 0;
        double share = Limit / 8 / Math.Max(1, Hungry());
        for (int i = 0; i < _flows.Length; i++)
        {
            double stands = _queued[i] / Math.Max(1, share);
            if (stands > SlowStartSeconds)
                _flows[i].EndSlowStart(now);
            if (stands < TargetSeconds || _queued[i] < 2 * TunnelFlow.PacketBytes)
            {
                if (_above[i] >= 0 && now - _nextDrop[i] > IntervalSeconds)
                    _drops[i] = 0;
                _above[i] = -1;
            }
            else if (_above[i] < 0)
            {
                _above[i] = now;
                _nextDrop[i] = now + IntervalSeconds;
            }
            else if (now >= _nextDrop[i])
            {
                Drop(i, now);
            }
            CakeBytes += _queued[i];
        }
    }

    private void Drop(int flow, double now)
    {
        _drops[flow]++;
        Dropped++;
        _nextDrop[flow] = now + IntervalSeconds / Math.Sqrt(_drops[flow]);
        double lost = Math.Min(_queued[flow], TunnelFlow.PacketBytes);
        _queued[flow] -= lost;
        _flows[flow].Lost(lost, now, _flows[flow].RoundTripMs / 1000.0);
    }

    private void Join(double bulk, double acks, double now)
    {
        double over = Joined - Served + bulk + acks - FifoMost;
        if (over > 0 && bulk > 0)
            LoseTail(Math.Min(1, over / bulk), now);
        double[] slice = _spare.Count > 0 ? _spare.Pop() : new double[_flows.Length + 1];
        double whole = acks;
        for (int i = 0; i < _flows.Length; i++)
        {
            slice[i] = _passed[i];
            whole += _passed[i];
        }
        slice[^1] = acks;
        Joined += whole;
        if (whole > 0)
            _slices.Enqueue(slice);
        else
            _spare.Push(slice);
    }

    private void LoseTail(double share, double now)
    {
        double delay = QueueMs / 1000;
        for (int i = 0; i < _flows.Length; i++)
        {
            double lost = _passed[i] * share;
            _passed[i] -= lost;
            if (lost <= 0)
                continue;
            // A fraction of a packet is lost as a whole one with as much chance.
            bool noticed = _noise.Share() < lost / TunnelFlow.PacketBytes;
            double news = noticed ? delay + _flows[i].RoundTripMs / 1000.0 : double.PositiveInfinity;
            _flows[i].Lost(lost, now, news);
        }
    }

    private void Serve(int backMs)
    {
        Arrived = 0;
        double room = Capacity / 8000;
        while (room > 0 && _slices.Count > 0)
        {
            double[] slice = _slices.Peek();
            if (_sliceLeft <= 0)
                _sliceLeft = _sliceWhole = Sum(slice);
            double served = Math.Min(_sliceLeft, room);
            double share = served / _sliceWhole;
            for (int i = 0; i < _flows.Length; i++)
            {
                _acks[i][(_now + _flows[i].RoundTripMs + backMs) % Slots] += slice[i] * share;
                Arrived += slice[i] * share;
            }
            Delivered += served;
            Served += served;
            room -= served;
            _sliceLeft -= served;
            if (_sliceLeft > 1e-6)
                continue;
            Served += _sliceLeft;
            _sliceLeft = 0;
            _spare.Push(_slices.Dequeue());
        }
    }

    private static double Sum(double[] slice)
    {
        double sum = 0;
        foreach (double part in slice)
            sum += part;
        return sum;
    }
}
