using Microsoft.Extensions.Logging;
using Wanctl.Core.Decide;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Watch;

namespace Wanctl.Host.Tell;

/// <summary>Follows the decisions of steering and tells what changed; in observe mode, what would have.</summary>
internal sealed class SteeringStory(Steering steering, ILogger log)
{
    /// <summary>A trouble that lasts is told again so often, and not at all before it has lasted a while.</summary>
    private static readonly Duration Reminder = Duration.FromSeconds(60);

    /// <summary>What settles within so long is how things go, and no news.</summary>
    private static readonly Duration Patience = Duration.FromSeconds(2);

    private readonly SteeringSettings _settings = steering.Settings;
    private SteeringDecision _last;
    private long _position;
    private Instant _switchedAt = Instant.Never;
    private Instant _troubleSince = Instant.Never;
    private Instant _toldAt = Instant.Never;
    private SteeringReason _reason;
    private SteeringBlocker _blocker;
    private AlternateVerdict _verdict;
    private bool _ruleOn;

    /// <summary>Decisions that could not be followed because the reader was too slow.</summary>
    public long Untold { get; private set; }

    private string Mode => SteeringWords.Prefix(_settings.Mode);

    private string Link => _last.Steered ? _settings.Alternate : _settings.Primary;

    /// <summary>Follows the decisions to their end.</summary>
    public void Follow()
    {
        long expected = _position;
        while (steering.Feed.TryRead(ref _position, out SteeringDecision decision))
        {
            Untold += _position - 1 - expected;
            expected = _position;
            Follow(in decision);
        }
    }

    /// <summary>Steering in a few words.</summary>
    public string Status() => $"{_settings.Name} {Mode}on {Link}, {SteeringWords.Of(_last.Reason)}";

    /// <summary>Tells how steering stands.</summary>
    public void Summarise(Instant now) => Sentences.SteeringSummary(
        log, _settings.Name, Mode, Link, SteeringWords.Of(_last.Reason), _settings.Primary,
        KnownZone.Of(in _last.Primary, now).Told(now), Excess(in _last.Primary, now), _settings.Alternate,
        SteeringWords.Of(_last.Verdict), Excess(in _last.Alternate, now), Amount.Of(_last.Switches, "switch"));

    private static string Excess(in LinkHealth link, Instant now) =>
        Words.Millis(KnownZone.IsCurrent(link.AnsweredAt, now) ? link.ExcessMs : double.NaN);

    private void Follow(in SteeringDecision decision)
    {
        if (decision.Switched)
            TellSwitch(in decision);
        if (decision.HandChange)
        {
            string rules = SteeringWords.Rules(_settings.RuleComments.Count, decision.HandChangedAll);
            Sentences.RuleByHand(
                log, _settings.Name, rules, OnOff(decision.HandChangedTo), _settings.HandGrace.Seconds);
        }
        if (decision.Unverified)
            Sentences.RuleUnverified(log, _settings.Name, OnOff(decision.Wanted));
        bool unattended = _settings.Mode == SteeringMode.Observe && decision.RuleOn;
        if (unattended && !_ruleOn)
            Sentences.RuleOnUnattended(log, _settings.Name, _settings.Alternate);
        _ruleOn = unattended;
        _last = decision;
        TellTrouble(in decision);
    }

    private void TellSwitch(in SteeringDecision decision)
    {
        // The reason stands in the decision that asked for the switch; this one has seen it confirmed.
        if (decision.Steered)
        {
            bool scored = _settings.Strategy == SteeringStrategy.Confidence;
            string more = scored ? ", " + Amount.Of(_last.Score, "point") : "";
            Sentences.SteeredOver(
                log, _settings.Name, Mode, _settings.Alternate, _settings.Primary,
                SteeringWords.Evidence(in _last.Primary), more);
        }
        else
        {
            string why = _last.Reason == SteeringReason.AlternateFailed
                ? $"{_settings.Alternate} has failed ({SteeringWords.Of(_last.Verdict)})"
                : $"{_settings.Primary} has been {SteeringWords.Of(SteeringReason.SwitchBack)}";
            double seconds = _switchedAt > Instant.Never ? (decision.Now - _switchedAt).Seconds : 0;
            Sentences.SteeredBack(log, _settings.Name, Mode, _settings.Primary, why, seconds, _settings.Alternate);
        }
        _switchedAt = decision.Now;
    }

    /// <summary>A trouble is told once it has lasted, when it changes, and each minute.</summary>
    private void TellTrouble(in SteeringDecision decision)
    {
        bool trouble = decision.Reason is SteeringReason.BothBad or SteeringReason.Frozen
            || decision.Blocker is not (SteeringBlocker.None or SteeringBlocker.HoldDown or SteeringBlocker.ByHand);
        if (!trouble)
        {
            _troubleSince = Instant.Never;
            return;
        }
        bool same = decision.Reason == _reason && decision.Blocker == _blocker && decision.Verdict == _verdict;
        (_reason, _blocker, _verdict) = (decision.Reason, decision.Blocker, decision.Verdict);
        if (!same || _troubleSince == Instant.Never)
            _troubleSince = decision.Now;
        bool due = decision.Now - _troubleSince >= Patience
            && (_toldAt < _troubleSince || decision.Now - _toldAt >= Reminder);
        if (!due)
            return;
        _toldAt = decision.Now;
        Tell(in decision);
    }

    private void Tell(in SteeringDecision decision)
    {
        string name = _settings.Name;
        string blocked = SteeringWords.Of(decision.Blocker);
        string other = $"{_settings.Alternate} {SteeringWords.Of(decision.Verdict)}";
        if (decision.Reason == SteeringReason.BothBad)
            Sentences.BothBad(log, name, Link, other);
        else if (decision.Reason == SteeringReason.Frozen)
            Sentences.SteeringFrozen(log, name, _settings.Primary, Unmeasured(in decision.Primary), Link);
        else if (decision.Blocker is SteeringBlocker.Alternate)
            Sentences.NotSteered(log, name, _settings.Primary, _settings.Alternate, other);
        else if (decision.Blocker is SteeringBlocker.Brake or SteeringBlocker.Budget)
            Sentences.NotSteered(log, name, _settings.Primary, _settings.Alternate, blocked);
        else if (decision.Wanted != decision.RuleOn)
            Sentences.RuleNotSwitched(log, name, OnOff(decision.Wanted), blocked);
    }

    private static string Unmeasured(in LinkHealth link)
    {
        if (!link.Fresh)
            return link.Line == LineState.Answering ? "no answers lately" : $"the line is {Words.Of(link.Line)}";
        return "its shaper's counters are not read";
    }

    private static string OnOff(bool on) => on ? "on" : "off";
}
