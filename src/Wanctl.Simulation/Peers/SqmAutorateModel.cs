using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Simulation.Line;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Simulation.Peers;

/// <summary>
/// The published behaviour of sqm-autorate's control law, for comparison: every half second it judges by the third
/// smallest delay, cuts to 90 % of what was carried or to a rate that was safe once, and never comes back by itself
/// while the line is idle.
/// </summary>
/// <remarks>
/// Half of the round trip counts as the delay of both directions, as ICMP timestamps are often filtered. Left out is
/// the choice of other reflectors, because a scenario has no spare ones; with fewer than three that answer, the worst
/// of them counts.
/// </remarks>
public sealed class SqmAutorateModel : ITunnelController
{
    private const int Rank = 3;

    /// <summary>Four rounds without an answer; a reflector that is silent for longer is left out.</summary>
    private static readonly Duration s_fresh = Duration.FromSeconds(2);
    private static readonly Duration s_round = Duration.FromMillis(500);

    private readonly SqmReflector[] _reflectors;
    private readonly SqmAutorateDirection _down;
    private readonly SqmAutorateDirection _up;
    private SeededNoise _dice = new(0x5148);
    private Instant _begun = Instant.Never;
    private Instant _decided;
    private double _deltaMs;
    private double _baselineMs;
    private bool _answered;
    private int _turn;

    /// <summary>
    /// The model above the settings' lowest floors. The ceiling is what sqm-autorate calls the base, the line's rate as
    /// its owner knows it; the model begins at 60 % of that and has no upper bound.
    /// </summary>
    public SqmAutorateModel(LinkSettings settings)
    {
        _reflectors = new SqmReflector[settings.Probe.Reflectors.Count];
        _down = new SqmAutorateDirection(settings.Download);
        _up = new SqmAutorateDirection(settings.Upload);
    }

    /// <inheritdoc/>
    public string Name => "sqm-autorate";

    /// <inheritdoc/>
    public Decision Step(in Observation seen)
    {
        if (_begun == Instant.Never)
        {
            _begun = seen.Now;
            _decided = seen.Now;
        }
        _down.Count(in seen.Shaper.Down);
        _up.Count(in seen.Shaper.Up);
        Decision decision = default;
        decision.MeasuredMs = double.NaN;
        for (int i = 0; i < seen.Echoes.Count; i++)
        {
            EchoSample sample = seen.Echoes[i];
            if (!sample.Answered)
                continue;
            decision.MeasuredMs = sample.RttMicros / 1000.0;
            _reflectors[sample.Reflector].Take(decision.MeasuredMs / 2, seen.Now);
            _baselineMs = _reflectors[sample.Reflector].BaselineMs;
        }
        if (seen.Now - _decided >= s_round)
            Decide(seen.Now);
        decision.BaselineMs = 2 * _baselineMs;
        decision.LoadMs = 2 * (_baselineMs + _deltaMs);
        decision.Line = _answered ? LineState.Answering
            : seen.Now - _begun < s_fresh ? LineState.Starting : LineState.Silent;
        _down.Publish(in seen.Shaper.Down, ref decision.Down);
        _up.Publish(in seen.Shaper.Up, ref decision.Up);
        _turn = (_turn + 1) % _reflectors.Length;
        decision.NextReflector = (byte)_turn;
        return decision;
    }

    private void Decide(Instant now)
    {
        _decided = now;
        Span<double> deltas = stackalloc double[ProbeSettings.ReflectorsMax];
        int count = 0;
        foreach (ref readonly SqmReflector reflector in _reflectors.AsSpan())
        {
            if (reflector.Fresh(now, s_fresh))
                deltas[count++] = reflector.DeltaMs;
        }
        _answered = count > 0;
        if (_answered)
        {
            deltas[..count].Sort();
            _deltaMs = deltas[Math.Min(count, Rank) - 1];
            _down.Decide(_deltaMs, _dice.Share());
            _up.Decide(_deltaMs, _dice.Share());
        }
        else if (now - _begun >= s_fresh)
        {
            _down.Flee();
            _up.Flee();
        }
    }
}
