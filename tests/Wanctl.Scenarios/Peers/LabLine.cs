using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Simulation.Line;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Scenarios.Peers;

/// <summary>
/// The lab's line: 20.5 ms away, a queue of 1 MB, four flows toward the user, 50, 15 and 50 Mbit/s for 25, 25 and 35
/// seconds. No noise: the lab had none.
/// </summary>
internal sealed class LabLine
{
    private const double Length = 85;
    private const double BaseMs = 20.5;

    private readonly List<(Instant Due, EchoSample Sample)> _flying = [];
    private readonly List<TruthSample> _truth = [];
    private readonly SimulatedLine _line = new(
        new LineProfile
        {
            ReflectorDelays =
            [
                Duration.FromMillis(BaseMs), Duration.FromMillis(BaseMs), Duration.FromMillis(BaseMs),
            ],
            FlowRoundTrip = Duration.FromMillis(BaseMs),
            DownBufferBytes = 1_000_000,
            JitterMean = Duration.Zero,
            LossShare = 0,
            BlipsPerMinute = 0,
            CapacityWander = 0,
        },
        new LineScript(
            Duration.FromSeconds(0.01),
            Segment(25, 50), Segment(25, 15), Segment(35, 50)),
        new TrafficScript(
            Duration.FromSeconds(Length),
            new TrafficSpell(TrafficKind.Download, 1, Duration.FromSeconds(1), Duration.FromSeconds(Length - 1))),
        seed: 1,
        new Instant(0));

    private Rate _down;
    private Rate _up;
    private ulong _downBytes;
    private ulong _upBytes;
    private ulong _delivered;

    /// <summary>Puts a controller in charge for the whole time.</summary>
    public IReadOnlyList<TruthSample> Run(ITunnelController controller)
    {
        byte reflector = 0;
        for (int moment = 0; moment < Length * 100; moment++)
        {
            Instant now = new Instant(0) + Duration.FromMillis(10) * moment;
            _line.Advance(now, _down, _up);
            Note(now);
            if (moment % 5 != 0)
                continue;
            Observation seen = Look(now, moment / 5);
            Decision decision = controller.Step(in seen);
            _down = decision.Down.Write ? decision.Down.Wanted : _down;
            _up = decision.Up.Write ? decision.Up.Wanted : _up;
            Ask(now, moment / 5, reflector);
            reflector = decision.NextReflector;
        }
        return _truth;
    }

    private void Note(Instant now)
    {
        LineView view = _line.View();
        _truth.Add(new TruthSample
        {
            Seconds = (now - new Instant(0)).Seconds,
            ExcessMs = (view.Down.FifoDelay + view.Up.FifoDelay).Millis,
            Down = new DirectionTruth
            {
                Capacity = view.Down.Capacity.BitsPerSecond,
                Limit = _down.BitsPerSecond,
                Delivered = (view.Down.DeliveredBytes - _delivered) * 8 / 0.01,
            },
        });
        _delivered = view.Down.DeliveredBytes;
    }

    private Observation Look(Instant now, int tick)
    {
        var seen = new Observation { Now = now, Tick = tick };
        for (int i = 0; i < _flying.Count && !seen.Echoes.Full; i++)
        {
            if (_flying[i].Due > now)
                continue;
            EchoSample sample = _flying[i].Sample;
            seen.Echoes.Add(in sample);
            _flying.RemoveAt(i--);
        }
        seen.Shaper.State = ShaperState.Ready;
        if (tick % 2 == 0)
        {
            _downBytes = _line.View().Down.ShapedBytes;
            _upBytes = _line.View().Up.ShapedBytes;
            seen.Shaper.Down = new DirectionReport { Read = true, Bytes = _downBytes, Limit = _down, ReadAt = now };
            seen.Shaper.Up = new DirectionReport { Read = true, Bytes = _upBytes, Limit = _up, ReadAt = now };
        }
        return seen;
    }

    private void Ask(Instant now, int tick, byte reflector)
    {
        if (!_line.TryEcho(reflector, out Duration delay))
            return;
        var sample = new EchoSample
        {
            SentAt = now, Sequence = (uint)tick, RttMicros = (int)delay.Micros, Reflector = reflector,
        };
        _flying.Add((now + delay, sample));
    }

    private static LineSegment Segment(double seconds, double mbps) =>
        new("lab", Duration.FromSeconds(seconds), Rate.FromMbps(mbps), Rate.FromMbps(50));
}
