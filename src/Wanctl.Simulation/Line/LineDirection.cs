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
    /// <summary>The slots of the way back: longer than any path without its queues, in milliseconds.</summary>
    private const int Slots = 2048;

    private readonly bool _towardUser;
    private readonly int _bulk;
    private readonly TcpFlow[] _flows;
    private readonly double[] _moving;
    private readonly double[] _dropped;
    private readonly (double Bytes, double RttMs)[][] _acks;
    private readonly Queue<AckBatch> _returning = new();
    private readonly Stack<double[]> _spare = new();
    private readonly List<LossNews> _news = [];
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
        _acks = new (double, double)[flows][];
        for (int i = 0; i < flows; i++)
            _acks[i] = new (double, double)[Slots];
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
    /// <param name="back">The other direction's queue, which the acknowledgements pass.</param>
    /// <param name="pathMs">What the path is longer than the flows' round trip, 0 to 1000.</param>
    /// <param name="sparse">Bytes of acknowledgements and calls that share this direction.</param>
    public void Step(FifoStage back, int pathMs, double sparse)
    {
        Arrived = 0;
        if (Resting && sparse <= Fifo.Capacity / 8000)
        {
            Cake.PassSparse(sparse);
            Fifo.Rest(sparse);
            _now++;
            return;
        }
        double now = _now / 1000.0;
        Array.Clear(_moving);
        for (int i = 0; i < _flows.Length; i++)
            _moving[i] = Hand(i, now);
        if (_towardUser)
        {
            JoinFifo(sparse);
            PassCake(Fifo.SparseServed, now);
        }
        else
        {
            PassCake(sparse, now);
            JoinFifo(sparse);
        }
        Deliver(back);
        Return(back, pathMs);
        _now++;
    }

    /// <summary>The shaper loses all that waits in it.</summary>
    public void EmptyCake()
    {
        Array.Clear(_dropped);
        Cake.Empty(_dropped);
        NoteDrops();
    }

    /// <summary>
    /// By how much whole packets delay a sparse one beyond what the fluid shows: it waits until the packet in service
    /// has gone.
    /// </summary>
    /// <param name="share">How much of that packet is left, evenly from 0 to 1.</param>
    /// <returns>Milliseconds in the shaper, and bytes that the provider's queue serves before.</returns>
    public (double CakeMs, double FifoBytes) Grain(double share)
    {
        double cake = Cake.Bytes > 0 ? share * TcpFlow.PacketBytes * 8000 / Math.Max(1, Cake.Limit) : 0;
        double fifo = share * Fifo.Busy * TcpFlow.PacketBytes;
        if (_towardUser)
            return (cake, fifo);
        // What CAKE spaces out before the line finds the line free.
        bool stands = Fifo.Bytes > TcpFlow.PacketBytes && (Fifo.Capacity < Cake.Limit || cake == 0);
        return stands ? (0, fifo) : (cake, 0);
    }

    /// <summary>Whether nobody sends, nothing waits and nothing is under way.</summary>
    private bool Resting
    {
        get
        {
            if (Fifo.Bytes > 0 || Cake.Bytes > 0)
                return false;
            foreach (TcpFlow flow in _flows)
            {
                // Less than a byte is a rounding error.
                if (flow.Running || flow.UnderWay >= 1)
                    return false;
            }
            return true;
        }
    }

    private double Hand(int flow, double now)
    {
        TcpFlow tcp = _flows[flow];
        ref (double Bytes, double RttMs) back = ref _acks[flow][_now % Slots];
        tcp.Acknowledged(back.Bytes, now, back.RttMs + Cake.DelayMs(flow));
        back = default;
        tcp.Heed(now);
        double sent = tcp.Send();
        Sent += sent;
        return sent;
    }

    /// <summary>What moves joins the provider's queue; what moves on is what that serves.</summary>
    private void JoinFifo(double sparse)
    {
        double lost = Fifo.Join(_moving, sparse);
        for (int i = 0; i < _flows.Length && lost > 0; i++)
        {
            double bytes = _moving[i] * lost;
            if (bytes <= 0)
                continue;
            Overflown += bytes;
            _flows[i].Lost(bytes);
            // A fraction of a packet is lost as a whole one with as much chance.
            if (_noise.Share() < bytes / TcpFlow.PacketBytes)
                _news.Add(new LossNews(i, Fifo.Due, Returning: false));
        }
        Array.Clear(_moving);
        Fifo.Serve(_moving);
    }

    /// <summary>What moves enters CAKE; what moves on is what that lets pass.</summary>
    private void PassCake(double sparse, double now)
    {
        for (int i = 0; i < _flows.Length; i++)
            Cake.Enqueue(i, _moving[i]);
        Array.Clear(_moving);
        Cake.Serve(sparse, _moving);
        Array.Clear(_dropped);
        Cake.Signal(now, _dropped);
        NoteDrops();
    }

    private void NoteDrops()
    {
        for (int i = 0; i < _flows.Length; i++)
        {
            if (_dropped[i] <= 0)
                continue;
            Dropped += _dropped[i];
            _flows[i].Lost(_dropped[i]);
            // Toward the user the packet behind the dropped one is about to arrive; else the line is before it.
            _news.Add(new LossNews(i, _towardUser ? 0 : Fifo.Due, Returning: false));
        }
    }

    private void Deliver(FifoStage back)
    {
        for (int i = 0; i < _flows.Length; i++)
            Arrived += _moving[i];
        if (Arrived <= 0)
            return;
        Delivered += Arrived;
        double[] bytes = _spare.Count > 0 ? _spare.Pop() : new double[_flows.Length];
        Array.Copy(_moving, bytes, bytes.Length);
        _returning.Enqueue(new AckBatch(back.Due, _now, Fifo.SojournMs, bytes));
    }

    /// <summary>What has passed the other direction's queue travels back to the senders.</summary>
    private void Return(FifoStage back, int pathMs)
    {
        while (_returning.TryPeek(out AckBatch batch) && back.HasLeft(batch.Due, out _))
        {
            _returning.Dequeue();
            for (int i = 0; i < _flows.Length; i++)
            {
                if (batch.Bytes[i] <= 0)
                    continue;
                int wayMs = _flows[i].RoundTripMs + pathMs;
                ref (double Bytes, double RttMs) slot = ref _acks[i][(_now + wayMs) % Slots];
                slot.Bytes += batch.Bytes[i];
                slot.RttMs = wayMs + batch.SojournMs + _now - batch.At;
            }
            _spare.Push(batch.Bytes);
        }
        for (int i = _news.Count - 1; i >= 0; i--)
        {
            LossNews news = _news[i];
            if (!(news.Returning ? back : Fifo).HasLeft(news.Due, out _))
                continue;
            if (news.Returning)
            {
                _flows[news.Flow].HearOfLoss((_now + _flows[news.Flow].RoundTripMs + pathMs) / 1000.0);
                _news.RemoveAt(i);
            }
            else
            {
                _news[i] = news with { Due = back.Due, Returning = true };
            }
        }
    }
}
