namespace Wanctl.Simulation.Line;

/// <summary>
/// The provider's queue: what joins leaves in the order of its coming, at the line's capacity; what does not fit is
/// lost. Keeps whose each byte is.
/// </summary>
/// <param name="flows">How many flows use it.</param>
internal sealed class FifoStage(int flows)
{
    private readonly Queue<double[]> _slices = new();
    private readonly Stack<double[]> _spare = new();
    private double _sliceLeft;
    private double _sliceWhole;

    /// <summary>What it serves, in bit/s.</summary>
    public double Capacity { get; set; }

    /// <summary>Bytes that it holds at most.</summary>
    public double Most { get; set; }

    /// <summary>Bytes that have ever joined: a position to wait for.</summary>
    public double Joined { get; private set; }

    /// <summary>Bytes that have ever left.</summary>
    public double Served { get; private set; }

    /// <summary>Bytes that wait.</summary>
    public double Bytes => Math.Max(0, Joined - Served);

    /// <summary>Of these, bytes of sparse packets: acknowledgements, calls, pings.</summary>
    public double SparseBytes { get; private set; }

    /// <summary>How long it delays what joins now, in ms.</summary>
    public double DelayMs => Bytes * 8000 / Math.Max(1, Capacity);

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
        Joined += whole;
        if (whole > 0)
            _slices.Enqueue(slice);
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
            double[] slice = _slices.Peek();
            if (_sliceLeft <= 0)
                _sliceLeft = _sliceWhole = Sum(slice);
            double now = Math.Min(_sliceLeft, room);
            // The last crumb goes with the slice, so that positions meet exactly.
            if (_sliceLeft - now < 1e-6)
                now = _sliceLeft;
            double share = now / _sliceWhole;
            for (int i = 0; i < flows; i++)
                served[i] += slice[i] * share;
            SparseServed += slice[flows] * share;
            SparseBytes -= slice[flows] * share;
            Served += now;
            room -= now;
            _sliceLeft -= now;
            if (_sliceLeft <= 0)
                _spare.Push(_slices.Dequeue());
        }
        if (_slices.Count == 0)
        {
            Served = Joined;
            SparseBytes = 0;
        }
        Busy = all > 0 ? 1 - Math.Max(0, room) / all : 0;
    }

    private static double Sum(double[] slice)
    {
        double sum = 0;
        foreach (double part in slice)
            sum += part;
        return sum;
    }
}
