using Wanctl.Simulation.Line;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Small packets at a constant rate each way, as calls and games send them: CAKE lets them pass, the provider's queue
/// does not. The delay of each is followed until it has left, and a full queue loses it with the others.
/// </summary>
/// <param name="times">1 while it goes on.</param>
/// <param name="perSecond">Packets a second each way.</param>
/// <param name="bytes">Of each packet on the wire.</param>
/// <param name="seed">The seed of what is lost.</param>
internal sealed class PacketStream(Track times, double perSecond, double bytes, ulong seed)
{
    private readonly Queue<Packet> _down = new();
    private readonly Queue<Packet> _up = new();
    private readonly DelayHistogram _downDelay = new();
    private readonly DelayHistogram _upDelay = new();
    private SeededNoise _noise = new(seed);
    private double _due;
    private bool _sends;
    private long _sent;
    private long _lost;

    /// <summary>The worse direction's delay by the queues that a share of its packets stays below, in ms.</summary>
    public double Quantile(double share) => Math.Max(_downDelay.Quantile(share), _upDelay.Quantile(share));

    /// <summary>The share of all packets that got lost; NaN where none was sent.</summary>
    public double LossShare => _sent == 0 ? double.NaN : (double)_lost / _sent;

    /// <summary>Bytes that it sends each way in this millisecond.</summary>
    public double Send(double seconds)
    {
        _due += times.At(seconds) * perSecond / 1000;
        _sends = _due >= 1;
        if (!_sends)
            return 0;
        _due -= 1;
        return bytes;
    }

    /// <summary>The line has moved by this millisecond.</summary>
    public void Step(LinePair line, int millis)
    {
        if (_sends)
        {
            Join(line.Down, _down, millis);
            Join(line.Up, _up, millis);
        }
        Arrive(line.Down, _down, _downDelay, millis);
        Arrive(line.Up, _up, _upDelay, millis);
    }

    private static void Arrive(LineDirection direction, Queue<Packet> queue, DelayHistogram delay, int millis)
    {
        while (queue.TryPeek(out Packet packet) && direction.Fifo.HasLeft(packet.Due, out double agoMs))
        {
            queue.Dequeue();
            delay.Take(packet.CakeMs + Math.Max(0, millis - packet.Millis - agoMs));
        }
    }

    private void Join(LineDirection direction, Queue<Packet> queue, int millis)
    {
        _sent++;
        if (direction.Fifo.LostShare > 0 && _noise.Share() < direction.Fifo.LostShare)
        {
            _lost++;
            return;
        }
        // Its bytes came with the other sparse ones of this millisecond.
        (double cakeMs, double due) = direction.Join(_noise.Share(), bytes: 0);
        queue.Enqueue(new Packet(due, millis, cakeMs));
    }

    private readonly record struct Packet(double Due, int Millis, double CakeMs);
}
