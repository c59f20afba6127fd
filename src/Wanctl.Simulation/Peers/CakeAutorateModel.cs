using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Simulation.Peers;

/// <summary>
/// The published behaviour of cake-autorate's control law, for comparison: it raises a loaded direction by up to 4 %
/// and cuts by 1 to 25 % when three of the last six one-way delays stand too high. It does not look at how much the
/// line delivers when it cuts.
/// </summary>
/// <remarks>
/// It measures as cake-autorate does with fping: half of the round trip counts as the delay of both directions. Left
/// out is the exchange of bad reflectors, because a scenario has no spare ones; hosts that do not answer bring no
/// samples. Silence holds, because every decision is made for a sample.
/// </remarks>
public sealed class CakeAutorateModel : ITunnelController
{
    private const double InitialBaselineMs = 100;
    private const double RisingWeight = 0.001;
    private const double FallingWeight = 0.9;
    private static readonly Duration s_oldest = Duration.FromMillis(500);
    private static readonly Duration s_untilSleep = Duration.FromSeconds(60);

    private readonly Duration _timeout;
    private readonly double[] _baselines;
    private readonly CakeAutorateDirection _down;
    private readonly CakeAutorateDirection _up;
    private Instant _begun = Instant.Never;
    private Instant _lastBusy;
    private Instant _lastAnswer = Instant.Never;
    private double _baselineMs = InitialBaselineMs;
    private int _turn;

    /// <summary>The model with the thresholds that cake-autorate is shipped with.</summary>
    public CakeAutorateModel(LinkSettings settings)
        : this(settings, CakeAutorateThresholds.Shipped)
    {
    }

    /// <summary>
    /// The model between the settings' lowest floors and ceilings. Its base, where it begins and whereto it drifts
    /// without load, is <see cref="DirectionSettings.Base"/>, or 60 % of the ceiling.
    /// </summary>
    public CakeAutorateModel(LinkSettings settings, CakeAutorateThresholds thresholds)
    {
        _timeout = settings.Probe.Timeout;
        _baselines = new double[settings.Probe.Reflectors.Count];
        Array.Fill(_baselines, InitialBaselineMs);
        _down = new CakeAutorateDirection(settings.Download, thresholds);
        _up = new CakeAutorateDirection(settings.Upload, thresholds);
    }

    /// <inheritdoc/>
    public string Name => "cake-autorate";

    /// <inheritdoc/>
    public Decision Step(in Observation seen)
    {
        if (_begun == Instant.Never)
        {
            _begun = seen.Now;
            _lastBusy = seen.Now;
        }
        _down.Count(in seen.Shaper.Down);
        _up.Count(in seen.Shaper.Up);
        if (_down.Active || _up.Active)
            _lastBusy = seen.Now;
        Decision decision = default;
        decision.MeasuredMs = double.NaN;
        for (int i = 0; i < seen.Echoes.Count; i++)
        {
            EchoSample sample = seen.Echoes[i];
            if (sample.Answered)
                Take(in sample, seen.Now, ref decision);
        }
        decision.BaselineMs = 2 * _baselineMs;
        decision.LoadMs = 2 * (_baselineMs + _down.AverageMs);
        decision.Line = Line(seen.Now);
        _down.Publish(in seen.Shaper.Down, ref decision.Down);
        _up.Publish(in seen.Shaper.Up, ref decision.Up);
        _turn = (_turn + 1) % _baselines.Length;
        decision.NextReflector = (byte)_turn;
        return decision;
    }

    private void Take(in EchoSample sample, Instant now, ref Decision decision)
    {
        _lastAnswer = now;
        decision.MeasuredMs = sample.RttMicros / 1000.0;
        Instant arrived = sample.SentAt + new Duration(sample.RttMicros * 1000L);
        if (now - arrived > s_oldest || now - _lastBusy >= s_untilSleep)
            return;
        double oneWay = decision.MeasuredMs / 2;
        ref double baseline = ref _baselines[sample.Reflector];
        baseline += (oneWay - baseline) * (oneWay > baseline ? RisingWeight : FallingWeight);
        _baselineMs = baseline;
        _down.Take(oneWay - baseline, now);
        _up.Take(oneWay - baseline, now);
    }

    private LineState Line(Instant now)
    {
        bool answered = _lastAnswer > Instant.Never;
        if (now - (answered ? _lastAnswer : _begun) >= _timeout)
            return LineState.Silent;
        return answered ? LineState.Answering : LineState.Starting;
    }
}
