namespace Wanctl.Simulation.Line;

/// <summary>
/// A window that grows by slow start (left by HyStart, RFC 9406, or a loss), then by CUBIC with its Reno-friendly
/// region (RFC 9438), and shrinks by three tenths once a round trip at a loss, spread over that round trip (RFC 6937).
/// </summary>
/// <param name="roundTripMs">Round trip without any queue, in milliseconds.</param>
/// <param name="pace">What it wants to send, in bit/s; 0 for all that it gets.</param>
internal sealed class CubicFlow(int roundTripMs, double pace) : TcpFlow(roundTripMs, pace)
{
    private const double LeastWindow = 2 * PacketBytes;
    private const double Keep = 0.7;
    private const double Steepness = 0.4;

    /// <summary>Reno's growth per window with CUBIC's gentler cut: 3 * 0.3 / 1.7 packets.</summary>
    private const double RenoGrowth = 3 * (1 - Keep) / (1 + Keep);

    /// <summary>HyStart looks at delays from this window on, and leaves at an eighth of the round trip, 4 to 16 ms.
    /// </summary>
    private const double HyStartWindow = 16 * PacketBytes;
    private const double HyStartLeastMs = 4;
    private const double HyStartMostMs = 16;

    private double _window = FirstWindow;
    private bool _slowStart = true;
    private double _before;
    private double _wayBack;
    private double _epoch;
    private double _reno;
    private double _recovering;
    private double _recovered;
    private double _resent;
    private bool _windowLimited;

    /// <inheritdoc/>
    protected override void Restart()
    {
        _window = FirstWindow;
        _slowStart = true;
        _recovering = 0;
    }

    /// <inheritdoc/>
    protected override double Room(double now)
    {
        if (_recovering > 0 && UnderWay > _window)
            return Math.Max(0, _recovered * Keep - _resent);
        return Math.Max(0, _window - UnderWay);
    }

    /// <inheritdoc/>
    protected override void HaveSent(double sent, double room)
    {
        _windowLimited = sent >= 0.5 * room;
        _resent += sent;
    }

    /// <inheritdoc/>
    protected override void Grow(double bytes, double now)
    {
        if (_recovering > 0)
        {
            _recovered += bytes;
            if (_recovered >= _recovering)
                _recovering = 0;
            return;
        }
        if (!_windowLimited)
            return;
        if (_slowStart)
        {
            _window = Math.Min(WindowMost, _window + bytes);
            double late = Math.Clamp(RoundTripMs / 8.0, HyStartLeastMs, HyStartMostMs);
            if (_window >= HyStartWindow && RttMs > RoundTripMs + late)
                Avoid(now, _window);
            return;
        }
        double since = now + RttMs / 1000 - _epoch - _wayBack;
        double cubic = Steepness * since * since * since * PacketBytes + _before;
        _reno += bytes / _reno * PacketBytes * RenoGrowth;
        double target = Math.Max(cubic, _reno);
        if (target > _window)
            _window = Math.Min(WindowMost, _window + Math.Min((target - _window) / _window * bytes, bytes / 2));
    }

    /// <inheritdoc/>
    protected override void Cut(double now)
    {
        double before = _window;
        _window = Math.Max(LeastWindow, _window * Keep);
        // Fast convergence: who was cut before having come back leaves room for others.
        Avoid(now, before < _before ? before * (1 + Keep) / 2 : before);
        _recovering = UnderWay;
        _recovered = 0;
        _resent = 0;
    }

    private void Avoid(double now, double top)
    {
        _slowStart = false;
        _before = top;
        _epoch = now;
        _wayBack = Math.Cbrt(Math.Max(0, top - _window) / PacketBytes / Steepness);
        _reno = _window;
    }
}
