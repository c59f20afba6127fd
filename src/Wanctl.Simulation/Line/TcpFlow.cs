namespace Wanctl.Simulation.Line;

/// <summary>
/// One TCP flow: what it has sent is under way until its acknowledgement comes or it is lost; how much may be under way
/// its congestion control says.
/// </summary>
/// <param name="roundTripMs">Round trip without any queue, in milliseconds.</param>
/// <param name="pace">What it wants to send, in bit/s; 0 for all that it gets.</param>
internal abstract class TcpFlow(int roundTripMs, double pace)
{
    /// <summary>A full-sized packet.</summary>
    public const double PacketBytes = 1500;

    /// <summary>Ten packets to begin with (RFC 6928).</summary>
    protected const double FirstWindow = 10 * PacketBytes;

    /// <summary>A receiver's window, Linux's usual limit.</summary>
    protected const double WindowMost = 16e6;

    /// <summary>A paced sender keeps so many milliseconds of what it could not send.</summary>
    private const double BufferMs = 250;

    private double _newsAt = double.PositiveInfinity;
    private double _cutAt = double.NegativeInfinity;
    private double _ready;

    /// <summary>Round trip without any queue, in ms.</summary>
    public int RoundTripMs => roundTripMs;

    /// <summary>Whether it wants to send.</summary>
    public bool Running { get; set; }

    /// <summary>Bytes that are left to send; infinite for a bulk flow.</summary>
    public double Left { get; private set; } = double.PositiveInfinity;

    /// <summary>Bytes that were sent and neither acknowledged nor lost.</summary>
    public double UnderWay { get; private set; }

    /// <summary>The round trip of what was acknowledged last, in ms.</summary>
    protected double RttMs { get; private set; } = roundTripMs;

    /// <summary>Begins anew with a fresh connection and so many bytes to send.</summary>
    public void Begin(double bytes)
    {
        Left = bytes;
        Running = true;
        _newsAt = double.PositiveInfinity;
        Restart();
    }

    /// <summary>What it hands over in this millisecond, in bytes.</summary>
    public double Send(double now)
    {
        if (!Running)
            return 0;
        double room = Room(now);
        double wanted = Left;
        if (pace > 0)
        {
            _ready = Math.Min(_ready + pace / 8000, pace / 8000 * BufferMs);
            wanted = _ready;
        }
        double sent = Math.Min(room, wanted);
        _ready -= sent;
        Left -= sent;
        UnderWay += sent;
        HaveSent(sent, room);
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
        RttMs = rttMs;
        Grow(bytes, now);
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
        if (now - _cutAt <= RttMs / 1000)
            return;
        _cutAt = now;
        Cut(now);
    }

    /// <summary>A fresh connection begins.</summary>
    protected abstract void Restart();

    /// <summary>Bytes that may be sent in this millisecond.</summary>
    protected abstract double Room(double now);

    /// <summary>So much was sent of so much room.</summary>
    protected abstract void HaveSent(double sent, double room);

    /// <summary>So many bytes, more than none, were acknowledged.</summary>
    protected abstract void Grow(double bytes, double now);

    /// <summary>A loss is known.</summary>
    protected abstract void Cut(double now);
}
