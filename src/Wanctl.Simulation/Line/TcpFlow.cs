namespace Wanctl.Simulation.Line;

/// <summary>
/// One TCP flow: a window that grows by slow start (left by HyStart, RFC 9406, or a loss), then by CUBIC with its
/// Reno-friendly region (RFC 9438), and shrinks by three tenths once a round trip at a loss, spread over that round
/// trip (RFC 6937). What it has sent is under way until its acknowledgement comes.
/// </summary>
/// <param name="roundTripMs">Round trip without any queue, in milliseconds.</param>
/// <param name="pace">What it wants to send, in bit/s; 0 for all that it gets.</param>
internal sealed class TcpFlow(int roundTripMs, double pace)
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

    /// <summary>HyStart looks at delays from this window on, and leaves at an eighth of the round trip, 4 to 16 ms.
    /// </summary>
    private const double HyStartWindow = 16 * PacketBytes;
    private const double HyStartLeastMs = 4;
    private const double HyStartMostMs = 16;

    /// <summary>A paced sender keeps so many milliseconds of what it could not send.</summary>
    private const double BufferMs = 250;

    private double _window = FirstWindow;
    private bool _slowStart = true;
    private double _before;
    private double _wayBack;
    private double _epoch;
    private double _reno;
    private double _newsAt = double.PositiveInfinity;
    private double _cutAt = double.NegativeInfinity;
    private double _recovering;
    private double _recovered;
    private double _resent;
    private double _ready;
    private double _rttMs = roundTripMs;
    private bool _windowLimited;

    /// <summary>Round trip without any queue, in ms.</summary>
    public int RoundTripMs => roundTripMs;

    /// <summary>Whether it wants to send.</summary>
    public bool Running { get; set; }

    /// <summary>Bytes that are left to send; infinite for a bulk flow.</summary>
    public double Left { get; private set; } = double.PositiveInfinity;

    /// <summary>Bytes that were sent and neither acknowledged nor lost.</summary>
    public double UnderWay { get; private set; }

    /// <summary>Begins anew with a fresh connection and so many bytes to send.</summary>
    public void Begin(double bytes)
    {
        Left = bytes;
        Running = true;
        _window = FirstWindow;
        _slowStart = true;
        _newsAt = double.PositiveInfinity;
        _recovering = 0;
    }

    /// <summary>What it hands over in this millisecond, in bytes.</summary>
    public double Send()
    {
        if (!Running)
            return 0;
        double room = Room();
        double wanted = Left;
        if (pace > 0)
        {
            _ready = Math.Min(_ready + pace / 8000, pace / 8000 * BufferMs);
            wanted = _ready;
        }
        double sent = Math.Min(room, wanted);
        _windowLimited = sent >= 0.5 * room;
        _ready -= sent;
        Left -= sent;
        _resent += sent;
        UnderWay += sent;
        if (Left <= 0)
            Running = false;
        return sent;
    }

    /// <summary>Takes acknowledgements.</summary>
    /// <param name="bytes">Not negative.</param>
    /// <param name="now">In seconds.</param>
    /// <param name="rttMs">The round trip that they took.</param>
    public void Acknowledged(double bytes, double now, double rttMs)
    {
        UnderWay = Math.Max(0, UnderWay - bytes);
        if (bytes <= 0)
            return;
        _rttMs = rttMs;
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
            double late = Math.Clamp(roundTripMs / 8.0, HyStartLeastMs, HyStartMostMs);
            if (_window >= HyStartWindow && rttMs > roundTripMs + late)
                Avoid(now, _window);
            return;
        }
        double since = now + rttMs / 1000 - _epoch - _wayBack;
        double cubic = Steepness * since * since * since * PacketBytes + _before;
        _reno += bytes / _reno * PacketBytes * RenoGrowth;
        double target = Math.Max(cubic, _reno);
        if (target > _window)
            _window = Math.Min(WindowMost, _window + Math.Min((target - _window) / _window * bytes, bytes / 2));
    }

    /// <summary>Bytes are gone; the flow does not know yet.</summary>
    public void Lost(double bytes)
    {
        UnderWay = Math.Max(0, UnderWay - bytes);
        // What is lost is sent again.
        Left += bytes;
        Running |= Left > 0 && double.IsFinite(Left);
    }

    /// <summary>The news of a loss is on its way and comes at a time, in seconds.</summary>
    public void HearOfLoss(double at) => _newsAt = Math.Min(_newsAt, at);

    /// <summary>Acts on a loss whose news has come; at most one cut a round trip.</summary>
    public void Heed(double now)
    {
        if (now < _newsAt)
            return;
        _newsAt = double.PositiveInfinity;
        if (now - _cutAt <= _rttMs / 1000)
            return;
        _cutAt = now;
        double before = _window;
        _window = Math.Max(LeastWindow, _window * Keep);
        // Fast convergence: who was cut before having come back leaves room for others.
        Avoid(now, before < _before ? before * (1 + Keep) / 2 : before);
        _recovering = UnderWay;
        _recovered = 0;
        _resent = 0;
    }

    private double Room()
    {
        if (_recovering > 0 && UnderWay > _window)
            return Math.Max(0, _recovered * Keep - _resent);
        return Math.Max(0, _window - UnderWay);
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
