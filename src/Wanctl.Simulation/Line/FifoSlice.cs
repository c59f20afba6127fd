namespace Wanctl.Simulation.Line;

/// <summary>What joined the provider's queue within a millisecond, and whose it is.</summary>
/// <param name="flows">How many flows use the queue.</param>
internal sealed class FifoSlice(int flows)
{
    private readonly int[] _who = new int[flows];
    private readonly double[] _bytes = new double[flows];
    private int _count;
    private double _sparse;
    private double _whole;

    /// <summary>The millisecond in which it joined.</summary>
    public int JoinedAt { get; private set; }

    /// <summary>Bytes that still wait.</summary>
    public double Left { get; private set; }

    /// <summary>Begins with nothing but sparse packets.</summary>
    public void Begin(int joinedAt, double sparse)
    {
        (JoinedAt, _sparse, _whole, Left, _count) = (joinedAt, sparse, sparse, sparse, 0);
    }

    /// <summary>Adds bytes of a flow; before anything is served.</summary>
    public void Add(int flow, double bytes)
    {
        if (bytes <= 0)
            return;
        (_who[_count], _bytes[_count]) = (flow, bytes);
        _count++;
        _whole += bytes;
        Left = _whole;
    }

    /// <summary>Serves bytes, at most <see cref="Left"/>, of all evenly; returns how many are sparse.</summary>
    public double Serve(double bytes, double[] served)
    {
        // The last crumb goes with the rest, so that no slice is left without bytes.
        if (Left - bytes < 1e-6)
            bytes = Left;
        double share = bytes / _whole;
        for (int i = 0; i < _count; i++)
            served[_who[i]] += _bytes[i] * share;
        Left -= bytes;
        return _sparse * share;
    }
}
