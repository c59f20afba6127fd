namespace Wanctl.Simulation.Line;

/// <summary>The acknowledgements of what arrived within a millisecond, in the queue of the other direction.</summary>
/// <param name="flows">How many flows there are.</param>
internal sealed class AckBatch(int flows)
{
    private readonly (int Flow, double Bytes)[] _flows = new (int, double)[flows];
    private int _count;

    /// <summary>Their position there (<see cref="FifoStage.Due"/>).</summary>
    public double Due { get; private set; }

    /// <summary>The millisecond of the arrival.</summary>
    public int At { get; private set; }

    /// <summary>How long what arrived had waited in the provider's queue, in milliseconds.</summary>
    public int SojournMs { get; private set; }

    /// <summary>What is acknowledged.</summary>
    public ReadOnlySpan<(int Flow, double Bytes)> Flows => _flows.AsSpan(0, _count);

    /// <summary>Begins with nothing.</summary>
    public void Begin(double due, int at, int sojournMs) => (Due, At, SojournMs, _count) = (due, at, sojournMs, 0);

    /// <summary>Adds what arrived of a flow.</summary>
    public void Add(int flow, double bytes)
    {
        if (bytes > 0)
            _flows[_count++] = (flow, bytes);
    }
}
