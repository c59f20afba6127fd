namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// One bulk flow: a window that grows by slow start, then by CUBIC with its Reno-friendly region (RFC 9438), and
/// shrinks
/// by three tenths once a round trip at a loss. What it has sent is under way until its acknowledgement comes.
/// </summary>
internal sealed class TunnelFlow(int roundTripMs, double pace)
{
    /// <summary>A full-sized packet.</summary>
    public const double PacketBytes = 1500;

    /// <summary>Ten packets to begin with (RFC 6928).</summary>
    private const double FirstWindow = 10 * PacketBytes;

    private const double LeastWindow = 2 * PacketBytes;
    private const double Keep = 0.7;
    private const double Steepness = 0.4;

    /// <summary>Reno's growth per window with CUBIC's gentler cut: 3 * 0.3 / 1.7 packets.</summary>
    private const double RenoGrowth = 3 * (1 - Keep) / (1 + Keep);

    /// <summary>A receiver's window, Linux's usual limit.</summary>
    private const double WindowMost = 16e6;

    private double _window = FirstWindow;
    private double _slowStartUntil = double.PositiveInfinity;
    private double _before;
    private double _wayBack;
    private double _epoch;
    private double _reno;
    private double _lossAt = -1;
    private double _cutAt = -1;

    /// <summary>Round trip without any queue, in ms.</summary>
    public int RoundTripMs => roundTripMs;

    /// <summary>Whether it wants to send.</summary>
    public bool Running { get; set; }

    /// <summary>Bytes that were sent and not acknowledged.</summary>
    public double UnderWay { get; private set; }

    /// <summary>What it hands over in this millisecond, in bytes.</summary>
    public double Send()
    {
        if (!Running)
            return 0;
        double room = Math.Max(0, _window - UnderWay);
        double sent = pace > 0 ? Math.Min(room, pace / 8000) : room;
        UnderWay += sent;
        return sent;
    }

    /// <summary>Takes acknowledgements.</summary>
    public void Acknowledged(double bytes, double now)
    {
        UnderWay = Math.Max(0, UnderWay - bytes);
        if (bytes <= 0)
            return;
        if (_window < _slowStartUntil)
        {
            _window = Math.Min(WindowMost, _window + bytes);
            return;
        }
        double since = now - _epoch - _wayBack;
        double cubic = Steepness * since * since * since * PacketBytes + _before;
        _reno += bytes / _reno * PacketBytes * RenoGrowth;
        double target = Math.Max(cubic, _reno);
        if (target > _window)
            _window = Math.Min(WindowMost, _window + Math.Min((target - _window) / _window * bytes, bytes / 2));
    }

    /// <summary>Leaves slow start because delays grow (HyStart++, RFC 9406).</summary>
    public void EndSlowStart(double now)
    {
        if (_window < _slowStartUntil)
            Continue(now, _window);
    }

    /// <summary>
    /// Bytes are gone; the flow learns of it <paramref name="delay"/> seconds later, or never where that is infinite.
    /// </summary>
    public void Lost(double bytes, double now, double delay)
    {
        UnderWay = Math.Max(0, UnderWay - bytes);
        if (_lossAt < 0 && double.IsFinite(delay))
            _lossAt = now + delay;
    }

    /// <summary>Acts on a loss whose news has come; at most one cut a round trip.</summary>
    public void Heed(double now, double queueSeconds)
    {
        if (_lossAt < 0 || now < _lossAt)
            return;
        _lossAt = -1;
        if (now - _cutAt <= roundTripMs / 1000.0 + queueSeconds)
            return;
        _cutAt = now;
        double before = _window;
        _window = Math.Max(LeastWindow, _window * Keep);
        Continue(now, before);
    }

    private void Continue(double now, double before)
    {
        _before = before;
        _slowStartUntil = 0;
        _epoch = now;
        _wayBack = Math.Cbrt(Math.Max(0, before - _window) / PacketBytes / Steepness);
        _reno = _window;
    }
}
