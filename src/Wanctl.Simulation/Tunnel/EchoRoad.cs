using Wanctl.Core.Measure;
using Wanctl.Simulation.Line;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// The echoes under way: past CAKE without waiting, through the queue toward the Internet behind what stood there when
/// they joined, over the path, and back the same way.
/// </summary>
internal sealed class EchoRoad(Scenario scenario, LineDirection down, LineDirection up, ulong seed)
{
    /// <summary>Multiples of the golden ratio spread evenly over the unit interval, however many there are.</summary>
    private const double GoldenShare = 0.6180339887;

    private readonly List<Echo> _underWay = [];
    private readonly List<EchoSample> _ready = [];
    private readonly List<TunnelProbe> _directed = [];
    private readonly EchoChance _chance = new(scenario, ~seed);
    private readonly RemoteStamper _stamper =
        new(scenario.Probes, scenario.Clocks, scenario.Settings.Probe.Reflectors.Count);
    private SeededNoise _grain = new(seed);
    // Draws of its own, so that the kind of the probes changes nothing else.
    private SeededNoise _side = new(seed * 11 + 7);

    /// <summary>Sends one echo.</summary>
    /// <param name="reflector">Whom to ask.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="millis">The present millisecond.</param>
    /// <param name="noiseMs">What chance adds; NaN for a loss.</param>
    public void Send(int reflector, uint sequence, int millis, double noiseMs)
    {
        up.Cake.CountEcho();
        (double cakeMs, double due) = up.Join(_grain.Share(), CakeStage.EchoBytes);
        double jitterMs = noiseMs;
        double lateMs = _chance.Late(reflector, millis);
        // What stalls on its way to the line joins the queue later, which is as long then in most cases.
        double stallMs = Math.Max(0, _chance.StalledUntil - millis);
        noiseMs += lateMs + stallMs;
        _underWay.Add(new Echo
        {
            Reflector = reflector,
            Sequence = sequence,
            Sent = millis,
            NoiseMs = Answers(reflector, millis / 1000.0) ? noiseMs + cakeMs : double.NaN,
            Due = due,
            UpMs = stallMs + cakeMs + UpShare() * jitterMs,
            UpQueueMs = cakeMs,
            HeldMs = lateMs,
        });
    }

    /// <summary>Moves them on by one millisecond.</summary>
    public void Step(int millis, double pathMs)
    {
        _chance.Step(millis);
        for (int i = _underWay.Count - 1; i >= 0; i--)
        {
            Echo echo = _underWay[i];
            Move(ref echo, millis, pathMs);
            if (millis - echo.Sent > scenario.Settings.Probe.Timeout.Millis)
                Finish(i, in echo, EchoSample.Lost);
            else if (echo.Stage == EchoStage.Back && millis >= _chance.StalledUntil)
                Answer(i, in echo, Math.Max(echo.At, _chance.StalledUntil) - echo.Sent);
            else
                _underWay[i] = echo;
        }
    }

    /// <summary>The next answer of which both directions are known, oldest first.</summary>
    public bool TryTake(out TunnelProbe probe)
    {
        probe = _directed.Count > 0 ? _directed[0] : default;
        if (_directed.Count == 0)
            return false;
        _directed.RemoveAt(0);
        return true;
    }

    /// <summary>Hands over what has come, oldest first.</summary>
    public void Collect(ref EchoBatch batch)
    {
        int taken = 0;
        while (taken < _ready.Count && !batch.Full)
            batch.Add(_ready[taken++]);
        _ready.RemoveRange(0, taken);
    }

    private static int Micros(double millis) => (int)(Math.Max(0.05, millis) * 1000);

    /// <summary>Each further reflector lies three milliseconds farther away.</summary>
    private static double Farther(int reflector) => 3 * reflector;

    private void Move(ref Echo echo, int millis, double pathMs)
    {
        if (echo.Stage == EchoStage.Up && up.Fifo.HasLeft(echo.Due, out double agoMs))
        {
            double waitedMs = millis - agoMs - echo.Sent;
            echo.UpQueueMs += waitedMs;
            echo.UpMs += waitedMs + (scenario.BaseRttMs + Farther(echo.Reflector)) / 2;
            echo.UpMs += scenario.PathUpShare * pathMs;
            echo.At = millis - agoMs + (scenario.BaseRttMs + pathMs) + Farther(echo.Reflector) + echo.NoiseMs;
            echo.Stage = double.IsNaN(echo.NoiseMs) ? EchoStage.Lost : EchoStage.Path;
        }
        if (echo.Stage == EchoStage.Path && millis >= echo.At)
        {
            (double cakeMs, echo.Due) = down.Join(_grain.Share(), CakeStage.EchoBytes);
            // What it waits is counted from this millisecond on, when the queue is looked at.
            echo.DownQueueMs = cakeMs - millis;
            echo.At += cakeMs - millis;
            echo.Stage = EchoStage.Down;
        }
        if (echo.Stage == EchoStage.Down && down.Fifo.HasLeft(echo.Due, out agoMs))
        {
            echo.DownQueueMs += millis - agoMs;
            echo.At += millis - agoMs;
            echo.Stage = EchoStage.Back;
        }
    }

    private void Answer(int index, in Echo echo, double rttMs)
    {
        Finish(index, in echo, Micros(rttMs));
        if (scenario.Probes == ProbeKind.Echo)
            return;
        // The send times move over the millisecond that stamps are rounded to; the line does not notice.
        double sent = echo.Sent + (scenario.Probes == ProbeKind.Timestamp ? echo.Sequence * GoldenShare % 1 : 0);
        double down = Math.Max(0, rttMs - echo.UpMs - echo.HeldMs);
        StampFault fault = _stamper.Read(
            echo.Reflector, TunnelClock.At(0), sent, echo.UpMs, echo.HeldMs, down, out TimedSample sample);
        if (fault == StampFault.None)
        {
            _directed.Add(new TunnelProbe
            {
                Sample = sample,
                UpQueueMs = echo.UpQueueMs,
                DownQueueMs = echo.DownQueueMs,
            });
        }
    }

    /// <summary>
    /// The share of the jitter that is on the way up: all of a cable modem's, which waits for its grants; of others
    /// whatever chance makes of it.
    /// </summary>
    private double UpShare() => scenario.Noise == LineNoise.Cable ? 1 : _side.Share();

    private void Finish(int index, in Echo echo, int micros)
    {
        if (micros != EchoSample.Lost)
            down.Cake.CountEcho();
        _underWay.RemoveAt(index);
        _ready.Add(new EchoSample
        {
            SentAt = TunnelClock.At(echo.Sent),
            Sequence = echo.Sequence,
            Reflector = (byte)echo.Reflector,
            RttMicros = micros,
        });
    }

    private bool Answers(int reflector, double seconds)
    {
        if (_stamper.Sleeping(reflector, seconds))
            return false;
        foreach (ReflectorOutage outage in scenario.Outages)
        {
            bool meant = outage.Reflector < 0 || outage.Reflector == reflector;
            if (meant && seconds >= outage.From && seconds < outage.To)
                return false;
        }
        return true;
    }

    private struct Echo
    {
        public int Reflector;
        public uint Sequence;
        public int Sent;
        public EchoStage Stage;
        public double NoiseMs;
        public double Due;

        /// <summary>What it takes to the reflector, and how long that is busy before it answers.</summary>
        public double UpMs;
        public double HeldMs;

        /// <summary>Of these, and on the way back, what it waits in queues.</summary>
        public double UpQueueMs;
        public double DownQueueMs;

        /// <summary>When it gets to the end of its stage, in ms; while it waits in a queue, less that wait.</summary>
        public double At;
    }
}
