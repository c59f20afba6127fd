using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Truth.Lines;

/// <summary>A link whose world makes no sense, but always the same no sense for a seed.</summary>
internal sealed class RandomLine(int seed, LinkSettings settings)
{
    private readonly Random _random = new(seed);
    private readonly LinkSettings _settings = settings;
    private readonly LinkState _state = new(settings, LinkMemory.Initial(settings));
    private ShaperReport _answer = new() { State = ShaperState.Ready };
    private uint _sequence;
    private long _tick;
    private double _down;
    private double _up;

    /// <summary>A cable link with one reflector under a law.</summary>
    public static LinkSettings Under(RateLawKind law)
    {
        LinkSettings cable = TunnelSettings.Link("cable", 940, 38);
        return cable with { Law = law, Probe = cable.Probe with { Reflectors = TunnelSettings.Reflectors(1) } };
    }

    /// <summary>Whether a limit is read as one bit a second now and then.</summary>
    public bool Misread { get; init; } = true;

    public bool Answered { get; private set; }

    public Decision Step()
    {
        double rtt = _random.Next(10) switch
        {
            0 => double.NaN,
            1 => 20 + 1000 * _random.NextDouble(),
            2 => 0.001 * _random.NextDouble(),
            _ => 20 + 20 * _random.NextDouble(),
        };
        return Step(rtt, _random.Next(50) == 0);
    }

    public Decision Bloated(double rttMs) => Step(rttMs, false);

    public Decision Silent() => Step(double.NaN, false);

    private Decision Step(double rttMs, bool trouble)
    {
        Observation seen = default;
        seen.Tick = _tick;
        seen.Now = new Instant(1_000_000_000 + _tick++ * 50_000_000);
        seen.Shaper = _answer;
        seen.Shaper.Restarted = trouble;
        Count(ref seen.Shaper.Down, ref _down, 940e6, seen.Now);
        Count(ref seen.Shaper.Up, ref _up, 38e6, seen.Now);
        Echo(ref seen, rttMs);
        Decision decision = LinkController.Step(_settings, _state, in seen);
        _answer = new ShaperReport { State = trouble ? ShaperState.Away : ShaperState.Ready };
        Acknowledge(in decision.Down, ref _answer.Down);
        Acknowledge(in decision.Up, ref _answer.Up);
        return decision;
    }

    private void Echo(ref Observation seen, double rttMs)
    {
        if (double.IsNaN(rttMs))
            return;
        Answered = true;
        seen.Echoes.Add(new EchoSample
        {
            SentAt = new Instant(seen.Now.Nanos - (long)(rttMs * 1e6)),
            Sequence = _sequence++,
            Reflector = (byte)(_sequence % _settings.Probe.Reflectors.Count),
            RttMicros = Math.Max(1, (int)(rttMs * 1000)),
        });
    }

    private void Count(ref DirectionReport report, ref double bytes, double line, Instant now)
    {
        bytes += _random.NextDouble() * line / 8 * 0.05;
        if (_random.Next(3) == 0)
            return;
        report.Read = true;
        report.ReadAt = now;
        report.Bytes = _random.Next(200) == 0 ? 0 : (ulong)bytes;
        report.Limit = new Rate(_random.Next(100) == 0 && Misread ? 1 : (long)line);
    }

    private static void Acknowledge(in DirectionDecision decision, ref DirectionReport report)
    {
        if (!decision.Write)
            return;
        report.Outcome = WriteOutcome.Applied;
        report.Written = decision.Asked;
    }
}
