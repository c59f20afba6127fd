using Wanctl.Simulation.Line;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Follows a packet from each sample's moment until it has left: its delay is known only then. A line that carries
/// nothing for a while delays by just that while.
/// </summary>
internal sealed class TruthKeeper(LineDirection down, LineDirection up)
{
    private readonly List<Followed> _followed = [];
    private int _head;

    /// <summary>Takes a sample whose delays by the queues are not known yet.</summary>
    /// <param name="sample">What is known; its excess without the queues.</param>
    /// <param name="millis">The present millisecond.</param>
    /// <param name="noise">How much is left of the packets in service.</param>
    public void Note(in TruthSample sample, int millis, ref SeededNoise noise)
    {
        Followed followed = new() { Sample = sample, Millis = millis };
        Begin(down, ref noise, out followed.Down, ref followed.Sample.ExcessMs);
        Begin(up, ref noise, out followed.Up, ref followed.Sample.ExcessMs);
        See(ref followed, millis);
        _followed.Add(followed);
    }

    /// <summary>Looks who has left within the last millisecond.</summary>
    public void Step(int millis)
    {
        for (int i = _head; i < _followed.Count; i++)
        {
            Followed followed = _followed[i];
            See(ref followed, millis);
            _followed[i] = followed;
            // Who came later leaves later, but for what was left of the packet in service.
            if (double.IsNaN(followed.Down.QueueMs) && double.IsNaN(followed.Up.QueueMs))
                break;
        }
    }

    /// <summary>The next sample whose delay is known, in order of time.</summary>
    public bool TryTake(out TruthSample sample)
    {
        bool known = _head < _followed.Count && _followed[_head].Known;
        sample = known ? _followed[_head++].Whole : default;
        if (_head == _followed.Count || _head >= 4096)
        {
            _followed.RemoveRange(0, _head);
            _head = 0;
        }
        return known;
    }

    /// <summary>The run is over: what has not left is taken to do so at the capacity of the end.</summary>
    public void Finish(int millis)
    {
        for (int i = _head; i < _followed.Count; i++)
        {
            Followed followed = _followed[i];
            double waited = millis - followed.Millis;
            followed.Down.End(down.Fifo, waited);
            followed.Up.End(up.Fifo, waited);
            _followed[i] = followed;
        }
    }

    private static void Begin(LineDirection direction, ref SeededNoise noise, out Wait wait, ref double excessMs)
    {
        (double cakeMs, double due) = direction.Join(noise.Share(), CakeStage.EchoBytes);
        excessMs += cakeMs;
        wait = new Wait
        {
            Due = direction.Fifo.Due,
            PacketDue = due,
            QueueMs = double.NaN,
            PacketMs = double.NaN,
        };
    }

    private void See(ref Followed followed, int millis)
    {
        followed.Down.See(down.Fifo, millis - followed.Millis);
        followed.Up.See(up.Fifo, millis - followed.Millis);
    }

    /// <summary>One sample and where its packet stands.</summary>
    private struct Followed
    {
        public TruthSample Sample;
        public int Millis;
        public Wait Down;
        public Wait Up;

        public readonly bool Known => !double.IsNaN(Down.PacketMs) && !double.IsNaN(Up.PacketMs);

        public readonly TruthSample Whole
        {
            get
            {
                TruthSample whole = Sample;
                whole.ExcessMs += Down.PacketMs + Up.PacketMs;
                whole.Down.QueueMs = Down.QueueMs;
                whole.Up.QueueMs = Up.QueueMs;
                return whole;
            }
        }
    }

    /// <summary>A wait in one direction's queue; NaN while it lasts.</summary>
    private struct Wait
    {
        /// <summary>Behind the bytes that stood there.</summary>
        public double Due;

        /// <summary>The same for a packet: behind the rest of the one in service, and with its own bytes.</summary>
        public double PacketDue;

        public double QueueMs;
        public double PacketMs;

        public void See(FifoStage fifo, double elapsed)
        {
            if (double.IsNaN(QueueMs) && fifo.HasLeft(Due, out double agoMs))
                QueueMs = Math.Max(0, elapsed - agoMs);
            if (double.IsNaN(PacketMs) && fifo.HasLeft(PacketDue, out agoMs))
                PacketMs = Math.Max(0, elapsed - agoMs);
        }

        public void End(FifoStage fifo, double waited)
        {
            QueueMs = double.IsNaN(QueueMs) ? waited + fifo.RemainingMs(Due) : QueueMs;
            PacketMs = double.IsNaN(PacketMs) ? waited + fifo.RemainingMs(PacketDue) : PacketMs;
        }
    }
}
