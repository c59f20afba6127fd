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
    private readonly TcpFlow[] _flows;
    private readonly int[] _active;
    private readonly bool[] _isActive;
    private readonly double[] _moving;
    private readonly double[] _dropped;
    private readonly (double Bytes, double RttMs)[][] _acks;
    private readonly Queue<AckBatch> _returning = new();
    private readonly Stack<AckBatch> _spare = new();
    private readonly List<LossNews> _news = [];
    private SeededNoise _noise;
    private int _activeCount;
    private int _now;

    /// <summary>A direction with flows that do not run yet.</summary>
    /// <param name="towardUser">Whether CAKE stands behind the provider's queue.</param>
    /// <param name="flows">The flows, each with its own round trip and congestion control.</param>
    /// <param name="seed">The seed of what is lost.</param>
    public LineDirection(bool towardUser, IReadOnlyList<TcpFlow> flows, ulong seed)
    {
        _towardUser = towardUser;
        _flows = [.. flows];
        int count = _flows.Length;
        _active = new int[count];
        _isActive = new bool[count];
        Fifo = new FifoStage(count);
        Cake = new CakeStage(count);
        _moving = new double[count];
        _dropped = new double[count];
        _acks = new (double, double)[count][];
        for (int i = 0; i < count; i++)
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

    private ReadOnlySpan<int> Active => _active.AsSpan(0, _activeCount);

    /// <summary>Lets so many flows of a group run without an end; those that begin are fresh connections.</summary>
    public void Run(FlowGroup group, int count)
    {
        int running = Math.Min(count, group.Count);
        if (running == group.Running)
            return;
        for (int i = 0; i < group.Count; i++)
        {
            TcpFlow flow = _flows[group.First + i];
            if (i < running && !flow.Running)
                Begin(group.First + i, double.PositiveInfinity);
            flow.Running = i < running;
        }
        Running += running - group.Running;
        group.Running = running;
    }

    /// <summary>Fetches so many bytes by the first flow of a group that is free; false where none is.</summary>
    public bool Fetch(FlowGroup group, double bytes)
    {
        for (int i = group.First; i < group.First + group.Count; i++)
        {
            if (!IsFree(i))
                continue;
            Begin(i, bytes);
            return true;
        }
        return false;
    }

    /// <summary>Whether a flow has nothing to send and nothing under way.</summary>
    public bool IsFree(int flow) => !_isActive[flow];

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
        foreach (int i in Active)
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
        Retire();
        _now++;
    }

    /// <summary>The shaper loses all that waits in it.</summary>
    public void EmptyCake()
    {
        Cake.Empty(_dropped);
        NoteDrops();
    }

    /// <summary>
    /// Where a sparse packet stands that joins now: behind what waits, and beyond what the fluid shows it waits until
    /// the whole packet in service has gone.
    /// </summary>
    /// <param name="share">How much of that packet is left, evenly from 0 to 1.</param>
    /// <param name="bytes">The sparse packet's own bytes; 0 where the queue holds them already.</param>
    /// <returns>Milliseconds in the shaper, and the position in the provider's queue (<see cref="FifoStage.Due"/>).
    /// </returns>
    public (double CakeMs, double Due) Join(double share, double bytes)
    {
        double cake = Cake.Bytes > 0 ? share * TcpFlow.PacketBytes * 8000 / Math.Max(1, Cake.Limit) : 0;
        double fifo = share * Fifo.Busy * TcpFlow.PacketBytes;
        if (!_towardUser)
        {
            // What CAKE spaces out before the line finds the line free.
            bool stands = Fifo.Bytes > TcpFlow.PacketBytes && (Fifo.Capacity < Cake.Limit || cake == 0);
            if (stands)
                cake = 0;
            else
                fifo = 0;
        }
        return (cake, Fifo.Due + fifo + bytes);
    }

    /// <summary>Whether nobody sends, nothing waits and nothing is under way.</summary>
    private bool Resting => _activeCount == 0 && Fifo.Bytes <= 0;

    private void Begin(int flow, double bytes)
    {
        _flows[flow].Begin(bytes);
        if (_isActive[flow])
            return;
        _isActive[flow] = true;
        _active[_activeCount++] = flow;
    }

    /// <summary>Flows that have nothing to send, nothing that waits and nothing under way are left alone.</summary>
    private void Retire()
    {
        for (int k = _activeCount - 1; k >= 0; k--)
        {
            int i = _active[k];
            // Less than a byte is a rounding error.
            if (_flows[i].Running || _flows[i].UnderWay >= 1 || Cake.Holds(i))
                continue;
            _isActive[i] = false;
            _active[k] = _active[--_activeCount];
            _moving[i] = 0;
        }
    }

    private double Hand(int flow, double now)
    {
        TcpFlow tcp = _flows[flow];
        ref (double Bytes, double RttMs) back = ref _acks[flow][_now % Slots];
        tcp.Acknowledged(back.Bytes, now, back.RttMs + Cake.DelayMs(flow));
        back = default;
        tcp.Heed(now);
        double sent = tcp.Send(now);
        Sent += sent;
        return sent;
    }

    /// <summary>What moves joins the provider's queue; what moves on is what that serves.</summary>
    private void JoinFifo(double sparse)
    {
        double lost = Fifo.Join(Active, _moving, sparse);
        foreach (int i in Active)
        {
            double bytes = _moving[i] * lost;
            _moving[i] = 0;
            if (bytes <= 0)
                continue;
            Overflown += bytes;
            _flows[i].Lost(bytes);
            // A fraction of a packet is lost as a whole one with as much chance.
            if (_noise.Share() < bytes / TcpFlow.PacketBytes)
                _news.Add(new LossNews(i, Fifo.Due, Returning: false));
        }
        Fifo.Serve(_moving);
    }

    /// <summary>What moves enters CAKE; what moves on is what that lets pass.</summary>
    private void PassCake(double sparse, double now)
    {
        foreach (int i in Active)
        {
            Cake.Enqueue(i, _moving[i]);
            _moving[i] = 0;
        }
        Cake.Serve(Active, sparse, _moving);
        Cake.Signal(Active, now, _dropped);
        NoteDrops();
    }

    private void NoteDrops()
    {
        foreach (int i in Active)
        {
            if (_dropped[i] <= 0)
                continue;
            Dropped += _dropped[i];
            _flows[i].Lost(_dropped[i]);
            _dropped[i] = 0;
            // Toward the user the packet behind the dropped one is about to arrive; else the line is before it.
            _news.Add(new LossNews(i, _towardUser ? 0 : Fifo.Due, Returning: false));
        }
    }

    private void Deliver(FifoStage back)
    {
        foreach (int i in Active)
            Arrived += _moving[i];
        if (Arrived <= 0)
            return;
        Delivered += Arrived;
        AckBatch batch = _spare.Count > 0 ? _spare.Pop() : new AckBatch(_flows.Length);
        batch.Begin(back.Due, _now, Fifo.SojournMs);
        foreach (int i in Active)
        {
            batch.Add(i, _moving[i]);
            _moving[i] = 0;
        }
        _returning.Enqueue(batch);
    }

    /// <summary>What has passed the other direction's queue travels back to the senders.</summary>
    private void Return(FifoStage back, int pathMs)
    {
        while (_returning.TryPeek(out AckBatch? batch) && back.HasLeft(batch.Due, out _))
        {
            _returning.Dequeue();
            foreach ((int i, double bytes) in batch.Flows)
            {
                int wayMs = _flows[i].RoundTripMs + pathMs;
                ref (double Bytes, double RttMs) slot = ref _acks[i][(_now + wayMs) % Slots];
                slot.Bytes += bytes;
                slot.RttMs = wayMs + batch.SojournMs + _now - batch.At;
            }
            _spare.Push(batch);
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
