namespace Wanctl.Simulation.Line;

/// <summary>
/// One direction of a line, millisecond by millisecond. Every byte belongs to a flow and is somewhere: in CAKE, in the
/// provider's queue, on the way, or lost.
/// </summary>
/// <remarks>
/// Toward the Internet CAKE stands before the provider's queue and decides what may join it. Toward the user it stands
/// behind it: the provider's queue is fed by servers far away, and CAKE slows them only through what it lets pass to
/// them as acknowledgements, a round trip later. So a limit above the capacity is never filled there, and what passes
/// is what the line delivers.
/// </remarks>
internal sealed class LineDirection
{
    /// <summary>The slots of the way back: longer than any round trip with the deepest queue.</summary>
    private const int Slots = 8192;

    private readonly bool _towardUser;
    private readonly int _bulk;
    private readonly TcpFlow[] _flows;
    private readonly double[] _moving;
    private readonly double[] _dropped;
    private readonly double[][] _acks;
    private SeededNoise _noise;
    private int _now;

    /// <summary>A direction with flows that do not run yet.</summary>
    /// <param name="towardUser">Whether CAKE stands behind the provider's queue.</param>
    /// <param name="bulk">Flows that take all they get, or all of their pace.</param>
    /// <param name="pages">Flows that fetch pages.</param>
    /// <param name="roundTripMs">Of the first flow; each next one is up to two milliseconds farther.</param>
    /// <param name="pace">Of each bulk flow in bit/s; 0 for no bound.</param>
    /// <param name="seed">The seed of what is lost.</param>
    public LineDirection(bool towardUser, int bulk, int pages, double roundTripMs, double pace, ulong seed)
    {
        _towardUser = towardUser;
        _bulk = bulk;
        int flows = bulk + pages;
        _flows = new TcpFlow[flows];
        for (int i = 0; i < flows; i++)
            _flows[i] = new TcpFlow((int)roundTripMs + i % 3, i < bulk ? pace : 0);
        Fifo = new FifoStage(flows);
        Cake = new CakeStage(flows);
        _moving = new double[flows];
        _dropped = new double[flows];
        _acks = new double[flows][];
        for (int i = 0; i < flows; i++)
            _acks[i] = new double[Slots];
        _noise = new SeededNoise(seed);
    }

    /// <summary>The provider's queue and the line's capacity.</summary>
    public FifoStage Fifo { get; }

    /// <summary>The shaper.</summary>
    public CakeStage Cake { get; }

    /// <summary>Bytes of flows that arrived in the last millisecond.</summary>
    public double Arrived { get; private set; }

    /// <summary>Bytes that flows have ever sent.</summary>
    public double Sent { get; private set; }

    /// <summary>Bytes of flows that have ever arrived.</summary>
    public double Delivered { get; private set; }

    /// <summary>Bytes that CAKE has ever dropped.</summary>
    public double Dropped { get; private set; }

    /// <summary>Bytes that the provider's queue has ever lost.</summary>
    public double Overflown { get; private set; }

    /// <summary>Bulk flows that want to send.</summary>
    public int Running { get; private set; }

    /// <summary>Lets so many of the bulk flows run; those that begin are fresh connections.</summary>
    public void Run(int count)
    {
        for (int i = 0; i < _bulk; i++)
        {
            bool running = i < count;
            if (running && !_flows[i].Running)
                _flows[i].Begin(double.PositiveInfinity);
            _flows[i].Running = running;
        }
        Running = Math.Min(count, _bulk);
    }

    /// <summary>Fetches so many bytes by the first page flow that is free; false where none is.</summary>
    public bool Fetch(double bytes)
    {
        for (int i = _bulk; i < _flows.Length; i++)
        {
            if (_flows[i].Running || _flows[i].UnderWay > 0)
                continue;
            _flows[i].Begin(bytes);
            return true;
        }
        return false;
    }

    /// <summary>One millisecond.</summary>
    /// <param name="backMs">What the other direction adds to the way of the acknowledgements.</param>
    /// <param name="sparse">Bytes of acknowledgements and calls that share this direction.</param>
    public void Step(int backMs, double sparse)
    {
        double now = _now / 1000.0;
        Arrived = 0;
        Array.Clear(_moving);
        for (int i = 0; i < _flows.Length; i++)
            _moving[i] = Hand(i, now, backMs);
        if (_towardUser)
        {
            JoinFifo(sparse, now, backMs);
            PassCake(Fifo.SparseServed, now, backMs);
        }
        else
        {
            PassCake(sparse, now, backMs);
            JoinFifo(sparse, now, backMs);
        }
        Deliver(backMs);
        _now++;
    }

    /// <summary>The shaper loses all that waits in it.</summary>
    public void EmptyCake()
    {
        Array.Clear(_dropped);
        Cake.Empty(_dropped);
        HearOfDrops(_now / 1000.0, 0);
    }

    /// <summary>
    /// By how much whole packets delay a sparse one beyond what the fluid shows, in milliseconds: it waits until the
    /// packet in service has gone.
    /// </summary>
    /// <param name="share">Evenly from 0 to 1.</param>
    public double GrainMs(double share)
    {
        const double PacketBits = TcpFlow.PacketBytes * 8000;
        double cake = Cake.Bytes > 0 ? PacketBits / Math.Max(1, Cake.Limit) : 0;
        double fifo = Fifo.Busy * PacketBits / Math.Max(1, Fifo.Capacity);
        // What CAKE spaces out before the line finds the line free.
        return share * (_towardUser ? cake + fifo : Math.Max(cake, Fifo.Bytes > TcpFlow.PacketBytes ? fifo : 0));
    }

    private double Hand(int flow, double now, int backMs)
    {
        TcpFlow tcp = _flows[flow];
        double rttMs = tcp.RoundTripMs + Fifo.DelayMs + Cake.DelayMs(flow) + backMs;
        ref double back = ref _acks[flow][_now % Slots];
        tcp.Acknowledged(back, now, rttMs);
        back = 0;
        tcp.Heed(now, rttMs);
        double sent = tcp.Send();
        Sent += sent;
        return sent;
    }

    /// <summary>What moves joins the provider's queue; what moves on is what that serves.</summary>
    private void JoinFifo(double sparse, double now, int backMs)
    {
        double delay = Fifo.DelayMs / 1000;
        double lost = Fifo.Join(_moving, sparse);
        for (int i = 0; i < _flows.Length && lost > 0; i++)
        {
            double bytes = _moving[i] * lost;
            if (bytes <= 0)
                continue;
            Overflown += bytes;
            // A fraction of a packet is lost as a whole one with as much chance.
            bool noticed = _noise.Share() < bytes / TcpFlow.PacketBytes;
            double news = noticed ? delay + (_flows[i].RoundTripMs + backMs) / 1000.0 : double.PositiveInfinity;
            _flows[i].Lost(bytes, now, news);
        }
        Array.Clear(_moving);
        Fifo.Serve(_moving);
    }

    /// <summary>What moves enters CAKE; what moves on is what that lets pass.</summary>
    private void PassCake(double sparse, double now, int backMs)
    {
        for (int i = 0; i < _flows.Length; i++)
            Cake.Enqueue(i, _moving[i]);
        Array.Clear(_moving);
        Cake.Serve(sparse, _moving);
        Array.Clear(_dropped);
        Cake.Signal(now, _dropped);
        HearOfDrops(now, backMs);
    }

    private void HearOfDrops(double now, int backMs)
    {
        double beyond = _towardUser ? 0 : Fifo.DelayMs;
        for (int i = 0; i < _flows.Length; i++)
        {
            if (_dropped[i] <= 0)
                continue;
            Dropped += _dropped[i];
            _flows[i].Lost(_dropped[i], now, (_flows[i].RoundTripMs + backMs + beyond) / 1000);
        }
    }

    private void Deliver(int backMs)
    {
        for (int i = 0; i < _flows.Length; i++)
        {
            _acks[i][(_now + _flows[i].RoundTripMs + backMs) % Slots] += _moving[i];
            Arrived += _moving[i];
        }
        Delivered += Arrived;
    }
}
