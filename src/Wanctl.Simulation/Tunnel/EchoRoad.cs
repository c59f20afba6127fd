using Wanctl.Core.Measure;
using Wanctl.Simulation.Line;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// The echoes under way: past CAKE without waiting, through the queue toward the Internet behind what stood there when
/// they joined, over the path, and back the same way.
/// </summary>
internal sealed class EchoRoad(Scenario scenario, LineDirection down, LineDirection up)
{
    private readonly List<Echo> _underWay = [];
    private readonly List<EchoSample> _ready = [];

    /// <summary>Sends one echo.</summary>
    /// <param name="reflector">Whom to ask.</param>
    /// <param name="sequence">Its number.</param>
    /// <param name="millis">The present millisecond.</param>
    /// <param name="noiseMs">What chance adds; NaN for a loss.</param>
    public void Send(int reflector, uint sequence, int millis, double noiseMs)
    {
        up.Cake.CountEcho();
        _underWay.Add(new Echo
        {
            Reflector = reflector,
            Sequence = sequence,
            Sent = millis,
            NoiseMs = Answers(reflector, millis / 1000.0) ? noiseMs : double.NaN,
            Waits = up.Fifo.Joined,
        });
    }

    /// <summary>Moves them on by one millisecond.</summary>
    public void Step(int millis, double pathMs)
    {
        double half = (scenario.BaseRttMs + pathMs) / 2;
        for (int i = _underWay.Count - 1; i >= 0; i--)
        {
            Echo echo = _underWay[i];
            Move(ref echo, millis, half);
            if (millis - echo.Sent > scenario.Settings.Probe.Timeout.Millis)
                Finish(i, in echo, EchoSample.Lost);
            else if (echo.Stage == 3 && !double.IsNaN(echo.NoiseMs))
                Finish(i, in echo, (int)(Math.Max(0.05, echo.Way + echo.NoiseMs + Farther(echo.Reflector)) * 1000));
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

    /// <summary>Each further reflector lies three milliseconds farther away.</summary>
    private static double Farther(int reflector) => 3 * reflector;

    private void Move(ref Echo echo, int millis, double half)
    {
        const double Whole = 1e-3;
        if (echo.Stage == 0 && up.Fifo.Served >= echo.Waits - Whole)
        {
            echo.Stage = 1;
            echo.Way = millis - echo.Sent;
            echo.Until = millis + half;
        }
        if (echo.Stage == 1 && millis >= echo.Until)
        {
            echo.Stage = 2;
            echo.Waits = down.Fifo.Joined;
            echo.Joined = millis;
        }
        if (echo.Stage == 2 && down.Fifo.Served >= echo.Waits - Whole)
        {
            echo.Stage = 3;
            echo.Way += millis - echo.Joined + 2 * half;
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
        public int Stage;
        public double NoiseMs;
        public double Waits;
        public double Way;
        public double Until;
        public double Joined;
    }
}
