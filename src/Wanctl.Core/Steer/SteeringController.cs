using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Steer;

/// <summary>
/// Decides where connections that begin now go: to the other WAN while the primary link is bad and the other is well.
/// Steps on the observations and decisions of rate control, once a tick; a function of what it was given alone.
/// </summary>
public sealed class SteeringController
{
    /// <summary>Recovery by confidence asks for less excess delay than this, in ms, as the original does.</summary>
    private const double RecoveryExcessMs = 10;

    private const int ScoreMax = 100;

    private readonly SteeringSettings _settings;
    private readonly LinkEvidence _primary;
    private readonly LinkEvidence _alternate;
    private readonly AlternateGate _gate;
    private readonly RuleDesk _desk;
    private readonly ConfidenceTimer _confidence;
    private readonly FlapBrake _brake;
    private readonly SwitchLog _log = new();
    private readonly long _activation;
    private readonly long _recovery;
    private readonly long _hour;
    private HysteresisTimer _hysteresis;
    private long _primaryTick = -1;
    private long _alternateTick = -1;
    private long _tick = -1;
    private bool _steered;
    private bool _wanted;

    /// <summary>Steering that starts with all connections on the primary link.</summary>
    public SteeringController(SteeringSettings settings)
    {
        _settings = settings;
        _primary = new LinkEvidence(settings);
        _alternate = new LinkEvidence(settings);
        _gate = new AlternateGate(settings);
        _desk = new RuleDesk(settings.HandGrace);
        ConfidenceSettings confidence = settings.Confidence;
        _confidence = new ConfidenceTimer(
            settings.Ticks(confidence.Sustain), settings.Ticks(confidence.RecoverySustain),
            settings.Ticks(confidence.HoldDown));
        FlapSettings flaps = settings.Flaps;
        _brake = new FlapBrake(flaps.TogglesMax, settings.Ticks(flaps.Window), settings.Ticks(flaps.Penalty));
        _activation = settings.Ticks(settings.Activation);
        _recovery = settings.Ticks(settings.Recovery);
        _hour = settings.Ticks(Duration.FromSeconds(3600));
    }

    /// <summary>
    /// True from the moment that the daemon is to end: the rules are wanted off, whatever the evidence says.
    /// </summary>
    public bool Releasing { get; set; }

    /// <summary>Whether all rules have been read to be off, and nothing is under way.</summary>
    public bool Released => _desk.InForce(false);

    /// <summary>Takes one tick of one of the two links, after its own step.</summary>
    /// <param name="primary">Whether it is the primary one.</param>
    /// <param name="seen">What it saw.</param>
    /// <param name="chosen">What its law chose.</param>
    /// <param name="law">Its law, which has taken the tick.</param>
    /// <param name="link">What it runs on.</param>
    public void Follow(
        bool primary, in Observation seen, in Decision chosen, IRateLaw law, LinkSettings link)
    {
        ref long last = ref primary ? ref _primaryTick : ref _alternateTick;
        long elapsed = last < 0 ? 1 : Math.Max(1, seen.Tick - last);
        last = seen.Tick;
        (primary ? _primary : _alternate).Take(in seen, in chosen, law, link, elapsed);
    }

    /// <summary>One tick, after both links have been followed as far as they have come.</summary>
    /// <param name="tick">Its number on the grid; rises from call to call.</param>
    /// <param name="now">When it began.</param>
    /// <param name="rule">What the router said about the rules.</param>
    public SteeringDecision Step(long tick, Instant now, in RuleReport rule)
    {
        long elapsed = _tick < 0 ? 1 : Math.Max(1, tick - _tick);
        _tick = tick;
        _desk.Take(in rule, now);
        SteeringDecision decision = default;
        decision.Tick = tick;
        decision.Now = now;
        decision.Primary = _primary.At(now);
        decision.Alternate = _alternate.At(now);
        _gate.Take(in decision.Primary, in decision.Alternate, elapsed);
        decision.Verdict = _gate.Verdict;
        Confirm(ref decision);
        decision.Braked = _settings.Flaps.Enabled && _brake.Engaged(_log, tick);
        decision.Switches = _log.Within(_hour, tick);
        bool known = decision.Primary is { Fresh: true, Counted: true };
        if (known)
            Weigh(ref decision, elapsed);
        bool wish = _steered ? MayStay(ref decision, known) : MayGo(ref decision, known);
        // What was sent is awaited, or evidence that wavers for a tick would switch twice for one cause.
        bool latched = _desk.Pending && _desk.State == RuleState.Ready && !Releasing;
        if (!latched)
            _wanted = wish && !Releasing;
        Act(ref decision, now);
        return decision;
    }

    private void Confirm(ref SteeringDecision decision)
    {
        bool confirmed = _settings.Mode != SteeringMode.Active || _desk.InForce(_wanted);
        if (_wanted == _steered || !confirmed)
            return;
        _steered = _wanted;
        decision.Switched = true;
        _log.Add(decision.Tick);
        _hysteresis.Clear();
        _confidence.Switched(_steered);
    }

    private void Weigh(ref SteeringDecision decision, long elapsed)
    {
        if (_settings.Strategy == SteeringStrategy.Hysteresis)
        {
            _hysteresis.Take(decision.Primary.Assessed, _steered, elapsed);
            return;
        }
        decision.Score = Score(in decision.Primary);
        decision.Threshold = Threshold(decision.Braked);
        bool well = decision.Score <= _settings.Confidence.RecoveryThreshold
            && decision.Primary.Assessed == Zone.Green
            && decision.Primary.RawMs < RecoveryExcessMs
            && decision.Primary.Drops == 0
            && (_settings.Confidence.ZoneWeight == 0 || decision.Primary.LawZone is Zone.Green or Zone.Unknown);
        _confidence.Take(decision.Score >= decision.Threshold, well, _steered, elapsed);
    }

    private int Score(in LinkHealth primary)
    {
        var input = new ConfidenceInput
        {
            Assessed = primary.Assessed,
            ExcessMs = primary.RawMs,
            Drops = primary.Drops,
            DropsBefore = _primary.Window.DropsBefore(2),
            Queue = primary.Queue,
            QueueBefore = _primary.Window.QueueBefore(1),
            LawZone = primary.LawZone,
        };
        return ConfidenceScore.Of(in input, _settings.Confidence.ZoneWeight);
    }

    private int Threshold(bool braked)
    {
        int threshold = _settings.Confidence.SteerThreshold;
        return braked ? Math.Min(threshold + _settings.Flaps.PenaltyAdd, ScoreMax) : threshold;
    }

    /// <summary>On the primary link: whether connections should go to the other WAN.</summary>
    private bool MayGo(ref SteeringDecision decision, bool known)
    {
        bool begun = Progress(ref decision);
        if (!known)
        {
            decision.Reason = decision.Primary.Assessed == Zone.Unknown ? SteeringReason.Start : SteeringReason.Frozen;
            return false;
        }
        decision.Reason = begun ? SteeringReason.Gathering : SteeringReason.Normal;
        if (!IsBad(in decision, out bool braked))
        {
            decision.Blocker = braked ? SteeringBlocker.Brake : SteeringBlocker.None;
            return false;
        }
        if (decision.Verdict != AlternateVerdict.Well)
        {
            decision.Blocker = SteeringBlocker.Alternate;
            bool waits = decision.Verdict is AlternateVerdict.Settling or AlternateVerdict.Unknown;
            decision.Reason = waits ? SteeringReason.Gathering : SteeringReason.BothBad;
            return false;
        }
        if (decision.Switches + 2 > _settings.Flaps.SwitchesPerHour)
        {
            decision.Blocker = SteeringBlocker.Budget;
            return false;
        }
        decision.Reason = SteeringReason.SwitchOver;
        return true;
    }

    /// <summary>On the other WAN: whether connections should stay there.</summary>
    private bool MayStay(ref SteeringDecision decision, bool known)
    {
        bool begun = Progress(ref decision);
        bool usable = decision.Primary.Fresh && decision.Primary.Line == LineState.Answering;
        bool better = known && decision.Primary.Assessed != Zone.Red
            && decision.Primary.ExcessMs < decision.Alternate.ExcessMs;
        // A dead link is worse than any delay; a bloated one only worse than a lesser delay.
        if ((_gate.Dead && usable) || (_gate.Bloated && better))
        {
            decision.Reason = SteeringReason.AlternateFailed;
            return false;
        }
        if (_gate.Dead || _gate.Bloated)
            decision.Reason = SteeringReason.BothBad;
        else if (!known)
            decision.Reason = SteeringReason.Frozen;
        else
            decision.Reason = begun ? SteeringReason.Recovering : SteeringReason.Holding;
        bool recovered = _settings.Strategy == SteeringStrategy.Hysteresis
            ? _hysteresis.Green >= _recovery
            : _confidence.Recovered;
        if (known && recovered)
        {
            decision.Reason = SteeringReason.SwitchBack;
            return false;
        }
        if (_settings.Strategy == SteeringStrategy.Confidence && _confidence.HoldDownLeft > 0)
            decision.Blocker = SteeringBlocker.HoldDown;
        return true;
    }

    private bool IsBad(in SteeringDecision decision, out bool braked)
    {
        if (_settings.Strategy == SteeringStrategy.Hysteresis)
        {
            bool bad = _hysteresis.Red >= _activation;
            braked = bad && decision.Braked && _hysteresis.Red < 2 * _activation;
            return bad && !braked;
        }
        braked = decision.Braked && decision.Score >= Threshold(false) && decision.Score < decision.Threshold;
        return _confidence.Degraded;
    }

    private bool Progress(ref SteeringDecision decision)
    {
        if (_settings.Strategy == SteeringStrategy.Confidence)
            return _confidence.Running;
        decision.BadTicks = _hysteresis.Red;
        decision.GoodTicks = _hysteresis.Green;
        return _hysteresis.Red > 0 || _hysteresis.Green > 0;
    }

    private void Act(ref SteeringDecision decision, Instant now)
    {
        if (_settings.Mode == SteeringMode.Active)
        {
            SteeringBlocker blocker = _desk.Plan(_wanted, now, Releasing, out decision.Write);
            if (decision.Blocker == SteeringBlocker.None || _wanted != _steered)
                decision.Blocker = blocker;
        }
        decision.Steered = _steered;
        decision.Wanted = _wanted;
        decision.Rule = _desk.State;
        decision.RuleOn = _desk.SomeOn;
        decision.HandChange = _desk.HandChange;
        decision.HandChangedTo = _desk.HandChangedTo;
        decision.HandChangedAll = _desk.HandChangedAll;
        decision.Unverified = _desk.Unverified;
        decision.Refused = _desk.Refused;
    }
}
