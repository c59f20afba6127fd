using Wanctl.Simulation.Line;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// What happens to echoes beside the line: the way to it that stalls, reflectors that limit their answers or are slow.
/// </summary>
internal sealed class EchoChance
{
    private readonly EchoStalls _stalls;
    private readonly ReflectorManner _manner;
    private readonly Reflector[] _reflectors;
    private SeededNoise _chance;

    /// <summary>For the echoes of a run.</summary>
    public EchoChance(Scenario scenario, ulong seed)
    {
        _stalls = scenario.Stalls;
        _manner = scenario.Answers;
        _chance = new SeededNoise(seed);
        _reflectors = new Reflector[scenario.Settings.Probe.Reflectors.Count];
        for (int i = 0; i < _reflectors.Length; i++)
            _reflectors[i] = new Reflector { Answers = 1, Until = Span(_manner.RestSeconds) };
    }

    /// <summary>Until when nothing passes between the sender and the line, in milliseconds.</summary>
    public double StalledUntil { get; private set; }

    /// <summary>Moves on by one millisecond.</summary>
    public void Step(int millis)
    {
        if (_stalls.PerMinute > 0 && millis >= StalledUntil && _chance.Share() < _stalls.PerMinute / 60_000)
            StalledUntil = millis + _stalls.LeastMs + (_stalls.MostMs - _stalls.LeastMs) * _chance.Share();
    }

    /// <summary>How late a reflector answers, in milliseconds; NaN where it does not.</summary>
    public double Late(int reflector, int millis)
    {
        ref Reflector asked = ref _reflectors[reflector];
        if (_manner.PerSecond > 0)
        {
            double earned = (millis - asked.AskedAt) * _manner.PerSecond / 1000;
            asked.Answers = Math.Min(Math.Max(1, _manner.PerSecond), asked.Answers + earned);
            asked.AskedAt = millis;
            if (asked.Answers < 1)
                return double.NaN;
            asked.Answers--;
        }
        if (_manner.SlowMeanMs <= 0)
            return 0;
        while (millis >= asked.Until)
        {
            asked.Slow = !asked.Slow;
            asked.Until += Span(asked.Slow ? _manner.SlowSeconds : _manner.RestSeconds);
        }
        return asked.Slow ? _manner.SlowMeanMs * _chance.Exponential() : 0;
    }

    private double Span(double seconds) => Math.Max(1, 1000 * seconds * _chance.Exponential());

    private struct Reflector
    {
        public double Answers;
        public int AskedAt;
        public bool Slow;
        public double Until;
    }
}
