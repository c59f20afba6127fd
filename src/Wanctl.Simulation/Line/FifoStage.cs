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

    private readonly Queue<(double[] Parts, int JoinedAt)> _slices = new();
    private readonly Stack<double[]> _spare = new();
    private double _sliceLeft;
    private double _sliceWhole;
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

    /// <summary>What sparse packets it has served in the last millisecond, in bytes.</summary>
    public double SparseServed { get; private set; }

    /// <summary>Takes a millisecond's bytes; returns which share of the flows' part found no room.</summary>
    public double Join(double[] bulk, double sparse)
    {
        double whole = Sum(bulk);
        double over = Bytes + whole + sparse - Most;
        double lost = over > 0 && whole > 0 ? Math.Min(1, over / whole) : 0;
        double[] slice = _spare.Count > 0 ? _spare.Pop() : new double[flows + 1];
        for (int i = 0; i < flows; i++)
            slice[i] = bulk[i] * (1 - lost);
        slice[flows] = sparse;
        SparseBytes += sparse;
        whole = whole * (1 - lost) + sparse;
        Bytes += whole;
        if (whole > 0)
            _slices.Enqueue((slice, _now));
        else
            _spare.Push(slice);
        return lost;
    }

    /// <summary>Serves for a millisecond; adds to <paramref name="served"/> what each flow gets through.</summary>
    public void Serve(double[] served)
    {
        SparseServed = 0;
        double all = Capacity / 8000;
        double room = all;
        while (room > 0 && _slices.Count > 0)
        {
            (double[] slice, int joinedAt) = _slices.Peek();
            if (_sliceLeft <= 0)
                _sliceLeft = _sliceWhole = Sum(slice);
            double now = Math.Min(_sliceLeft, room);
            // The last crumb goes with the slice, so that no slice is left without bytes.
            if (_sliceLeft - now < 1e-6)
                now = _sliceLeft;
            double share = now / _sliceWhole;
            for (int i = 0; i < flows; i++)
                served[i] += slice[i] * share;
            SparseServed += slice[flows] * share;
            SparseBytes -= slice[flows] * share;
            SojournMs = _now - joinedAt;
            Bytes -= now;
            room -= now;
            _sliceLeft -= now;
            if (_sliceLeft <= 0)
                _spare.Push(_slices.Dequeue().Parts);
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

    private static double Sum(double[] slice)
    {
        double sum = 0;
        foreach (double part in slice)
            sum += part;
        return sum;
    }
}
