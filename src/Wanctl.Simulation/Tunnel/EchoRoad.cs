using Wanctl.Core.Measure;
using Wanctl.Simulation.Line;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// The echoes under way: past CAKE without waiting, through the queue toward the Internet behind what stood there when
/// they joined, over the path, and back the same way.
/// </summary>
internal sealed class EchoRoad(Scenario scenario, LineDirection down, LineDirection up, ulong seed)
{
    private readonly List<Echo> _underWay = [];
    private readonly List<EchoSample> _ready = [];
    private readonly EchoChance _chance = new(scenario, ~seed);
    private SeededNoise _grain = new(seed);

    /// <summary>Sends one echo.</summary>
    /// <param name="reflector">Whom to ask.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="millis">The present millisecond.</param>
    /// <param name="noiseMs">What chance adds; NaN for a loss.</param>
    public void Send(int reflector, uint sequence, int millis, double noiseMs)
    {
        up.Cake.CountEcho();
        (double cakeMs, double due) = up.Join(_grain.Share(), CakeStage.EchoBytes);
        // What stalls on its way to the line joins the queue later, which is as long then in most cases.
        noiseMs += _chance.Late(reflector, millis) + Math.Max(0, _chance.StalledUntil - millis);
        _underWay.Add(new Echo
        {
            Reflector = reflector,
            Sequence = sequence,
            Sent = millis,
            NoiseMs = Answers(reflector, millis / 1000.0) ? noiseMs + cakeMs : double.NaN,
            Due = due,
        });
    }

    /// <summary>Moves them on by one millisecond.</summary>
    public void Step(int millis, double pathMs)
    {
        _chance.Step(millis);
        for (int i = _underWay.Count - 1; i >= 0; i--)
        {
            Echo echo = _underWay[i];
            Move(ref echo, millis, scenario.BaseRttMs + pathMs);
            if (millis - echo.Sent > scenario.Settings.Probe.Timeout.Millis)
                Finish(i, in echo, EchoSample.Lost);
            else if (echo.Stage == EchoStage.Back && millis >= _chance.StalledUntil)
                Finish(i, in echo, Micros(Math.Max(echo.At, _chance.StalledUntil) - echo.Sent));
            else
                _underWay[i] = echo;
        }
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
            echo.At = millis - agoMs + pathMs + Farther(echo.Reflector) + echo.NoiseMs;
            echo.Stage = double.IsNaN(echo.NoiseMs) ? EchoStage.Lost : EchoStage.Path;
        }
        if (echo.Stage == EchoStage.Path && millis >= echo.At)
        {
            (double cakeMs, echo.Due) = down.Join(_grain.Share(), CakeStage.EchoBytes);
            // What it waits is counted from this millisecond on, when the queue is looked at.
            echo.At += cakeMs - millis;
            echo.Stage = EchoStage.Down;
        }
        if (echo.Stage == EchoStage.Down && down.Fifo.HasLeft(echo.Due, out agoMs))
        {
            echo.At += millis - agoMs;
            echo.Stage = EchoStage.Back;
        }
    }

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

        /// <summary>When it gets to the end of its stage, in ms; while it waits in a queue, less that wait.</summary>
        public double At;
    }
}
