namespace Wanctl.Simulation.Line;

/// <summary>
/// All bulk flows of one direction as one fluid window. Its rate is window / round-trip time, so a queue that grows
/// slows it down by itself; losses cut the window, and between losses it grows along a cubic back to where it was and
/// beyond.
/// </summary>
internal struct BulkSource
{
    /// <summary>A full-sized packet on the line.</summary>
    private const double PacketBytes = 1500;

    /// <summary>Ten packets: the window of a flow that begins (RFC 6928).</summary>
    private const double FirstWindowBytes = 10 * PacketBytes;

    /// <summary>
    /// What a flow keeps of its window at a loss, and the steepness of the way back in packets per s^3 (RFC 9438).
    /// </summary>
    private const double Keep = 0.7;
    private const double Steepness = 0.4;

    /// <summary>
    /// Packets a round trip by which a flow grows at least: what Reno would reach with the same losses (RFC 9438, 4.3).
    /// On short trips and at low rates this is the larger part.
    /// </summary>
    private const double FairGrowth = 3 * (1 - Keep) / (1 + Keep);

    /// <summary>A receiver's window of 16 MB a flow, Linux's usual limit (tcp_rmem 6 MB to 32 MB).</summary>
    private const double FlowWindowMax = 16e6;

    private double _window;
    private double _windowBefore;
    private double _fair;
    private double _sinceCut;
    private double _rest;
    private int _flows;
    private bool _starting;

    /// <summary>What it would have on its way, in bytes.</summary>
    public readonly double Window => _window;

    /// <summary>Flows begin or end; the window shrinks with them, and newcomers begin small.</summary>
    public void Run(int flows)
    {
        if (flows == _flows)
            return;
        if (flows < _flows)
        {
            _window *= (double)flows / _flows;
            _windowBefore *= (double)flows / _flows;
        }
        else
        {
            _window += (flows - _flows) * FirstWindowBytes;
            _starting = true;
        }
        _flows = flows;
    }

    /// <summary>Lets it grow for a moment and says how many bytes it sends meanwhile.</summary>
    public double Send(double seconds, double roundTripSeconds)
    {
        if (_flows == 0)
            return 0;
        _sinceCut += seconds;
        _rest -= seconds;
        if (_starting)
            _window *= Math.Pow(2, seconds / roundTripSeconds);
        else
        {
            _fair += FairGrowth * PacketBytes * _flows * seconds / roundTripSeconds;
            _window = Math.Max(_window, Math.Max(Cubic(), _fair));
        }
        _window = Math.Clamp(_window, FirstWindowBytes, _flows * FlowWindowMax);
        return _window * seconds / roundTripSeconds;
    }

    /// <summary>
    /// All flows lose something and slow down; at most once per round trip, as they cannot know earlier.
    /// </summary>
    public void LoseAll(double roundTripSeconds)
    {
        if (_rest > 0)
            return;
        _rest = roundTripSeconds;
        Lose(1);
    }

    /// <summary>One flow loses something and slows down.</summary>
    public void LoseOne() => Lose(1.0 / Math.Max(1, _flows));

    private void Lose(double share)
    {
        _windowBefore = _window;
        _window *= 1 - (1 - Keep) * share;
        _sinceCut = 0;
        _fair = _window;
        _starting = false;
    }

    private readonly double Cubic()
    {
        double packets = _windowBefore / PacketBytes / _flows;
        double way = Math.Cbrt(packets * (1 - Keep) / Steepness);
        double cube = Steepness * Math.Pow(_sinceCut - way, 3);
        return (packets + cube) * PacketBytes * _flows;
    }
}
