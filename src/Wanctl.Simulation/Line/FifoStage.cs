namespace Wanctl.Simulation.Line;

/// <summary>
/// The provider's queue: what joins leaves in the order of its coming, at the line's capacity; what does not fit is
/// lost. Keeps whose each byte is.
/// </summary>
/// <param name="flows">How many flows use it.</param>
internal sealed class FifoStage(int flows)
{
    /// <summary>Less than this is a rounding error of positions.</summary>
    private const double LeastBytes = 1e-3;

    private readonly Queue<FifoSlice> _slices = new();
    private readonly Stack<FifoSlice> _spare = new();
    private double _offered;
    private int _now;

    /// <summary>What it serves, in bit/s.</summary>
    public double Capacity { get; set; }

    /// <summary>Bytes that it holds at most.</summary>
    public double Most { get; set; }

    /// <summary>Bytes that wait.</summary>
    public double Bytes { get; private set; }

    /// <summary>Bytes that the line could have served since its beginning.</summary>
    public double Offered { get; private set; }

    /// <summary>
    /// What <see cref="Offered"/> will have come to when the bytes that wait have left: the position of what joins
    /// at this moment. The queue never rests while something waits, so a packet's delay is the time until then, however
    /// the capacity changes meanwhile.
    /// </summary>
    public double Due => Offered + Bytes;

    /// <summary>How long the packets that were served last had waited, in whole milliseconds.</summary>
    public int SojournMs { get; private set; }

    /// <summary>Of these, bytes of sparse packets: acknowledgements, calls, pings.</summary>
    public double SparseBytes { get; private set; }

    /// <summary>How long it would delay what joins now if the capacity stayed as it is, in ms.</summary>
    public double DelayMs => RemainingMs(Due);

    /// <summary>Share of the last millisecond in which it was serving, 0 to 1.</summary>
    public double Busy { get; private set; }

    /// <summary>The share of what came in the last millisecond that found no room.</summary>
    public double LostShare { get; private set; }

    /// <summary>What sparse packets it has served in the last millisecond, in bytes.</summary>
    public double SparseServed { get; private set; }

    /// <summary>Takes a millisecond's bytes; returns which share of the flows' part found no room.</summary>
    /// <param name="active">The flows that may have any.</param>
    /// <param name="bulk">What each flow brings.</param>
    /// <param name="sparse">Bytes of sparse packets.</param>
    public double Join(ReadOnlySpan<int> active, double[] bulk, double sparse)
    {
        double whole = 0;
        foreach (int flow in active)
            whole += bulk[flow];
        double over = Bytes + whole + sparse - Most;
        double lost = over > 0 && whole > 0 ? Math.Min(1, over / whole) : 0;
        LostShare = lost;
        whole = whole * (1 - lost) + sparse;
        if (whole <= 0)
            return lost;
        FifoSlice slice = _spare.Count > 0 ? _spare.Pop() : new FifoSlice(flows);
        slice.Begin(_now, sparse);
        foreach (int flow in active)
            slice.Add(flow, bulk[flow] * (1 - lost));
        SparseBytes += sparse;
        Bytes += whole;
        _slices.Enqueue(slice);
        return lost;
    }

    /// <summary>Serves for a millisecond; adds to <paramref name="served"/> what each flow gets through.</summary>
    public void Serve(double[] served)
    {
        SparseServed = 0;
        double all = Capacity / 8000;
        double room = all;
        while (room > 0 && _slices.TryPeek(out FifoSlice? slice))
        {
            double now = Math.Min(slice.Left, room);
            double sparse = slice.Serve(now, served);
            SparseServed += sparse;
            SparseBytes -= sparse;
            SojournMs = _now - slice.JoinedAt;
            Bytes -= now;
            room -= now;
            if (slice.Left <= 0)
                _spare.Push(_slices.Dequeue());
        }
        if (_slices.Count == 0)
        {
            Bytes = 0;
            SparseBytes = 0;
        }
        Pass(all, all > 0 ? 1 - Math.Max(0, room) / all : 0);
    }

    /// <summary>A millisecond in which nothing waits and only sparse packets come, that pass at once.</summary>
    /// <param name="sparse">Their bytes.</param>
    public void Rest(double sparse)
    {
        SparseServed = sparse;
        SojournMs = 0;
        LostShare = 0;
        double all = Capacity / 8000;
        Pass(all, all > 0 ? Math.Min(1, sparse / all) : 0);
    }

    /// <summary>Whether what stood at a position has left.</summary>
    /// <param name="due">The position: <see cref="Due"/> when it joined, and bytes that stood before it beside.</param>
    /// <param name="agoMs">
    /// How long before the end of the last millisecond it left, 0 to 1; asked each millisecond until it has left.
    /// </param>
    public bool HasLeft(double due, out double agoMs)
    {
        double over = Offered - due;
        agoMs = _offered > 0 ? Math.Clamp(over / _offered, 0, 1) : 0;
        return over > -LeastBytes;
    }

    /// <summary>How long a position still waits if the capacity stays as it is, in ms.</summary>
    public double RemainingMs(double due) => Math.Max(0, due - Offered) * 8000 / Math.Max(1, Capacity);

    private void Pass(double offered, double busy)
    {
        _offered = offered;
        Offered += offered;
        Busy = busy;
        _now++;
    }
}
