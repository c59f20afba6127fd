using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Belief;

/// <content>No queue is known: holding, and trying for more when that is worth its price.</content>
public sealed partial class BeliefLaw
{
    /// <summary>A limit is good, and a try may begin, up to this evidence of a queue.</summary>
    private const double CalmEvidence = 0.25;

    /// <summary>A try is given up at this evidence already: to give it up costs little.</summary>
    private const double GiveUpEvidence = 0.5;

    /// <summary>A step up to this factor makes a queue that drains as soon as it is taken back.</summary>
    private const double SmallStep = 1.08;

    /// <summary>A large step is taken up when so much of it is used; connections need time to fill it.</summary>
    private const double TakenUpShare = 0.93;

    /// <summary>Of a small step, all but this share of it must be used: else the line gives no more.</summary>
    private const double UnfilledStep = 0.4;

    /// <summary>What is used of a try is seen over so long: a moment's dip before says nothing.</summary>
    private static readonly Duration UsedLately = Duration.FromMillis(250);

    /// <summary>A try that nobody takes up is dropped after so long, and two round trips.</summary>
    private static readonly Duration TakeUp = Duration.FromMillis(600);

    /// <summary>So many samples more than a queue takes to show are waited for after a small step.</summary>
    private const int SmallStepSamples = 2;

    /// <summary>A mean excess under this share of the slack shows no sign of a queue at all.</summary>
    private const double SilentShare = 0.6;
    private const int SilentSamples = 4;

    /// <summary>Where a sign of a queue shows after a small step, it gets so long to become one.</summary>
    private static readonly Duration NearJudgement = Duration.FromMillis(700);

    /// <summary>A limit that is full and calm is told to the belief so often, where that is not sure of it.</summary>
    private static readonly Duration TellEvery = Duration.FromSeconds(1);
    internal const double CarriedDeviation = 0.003;

    /// <summary>The stage without a known queue.</summary>
    private void Calm(Instant now, Duration passed)
    {
        double enough = _down.IsTried || _up.IsTried ? GiveUpEvidence : 1;
        bool alarmed = _detector.Fresh && _detector.Evidence >= enough && _detector.Corroborated();
        if (alarmed && Attribute(now))
            return;
        if (_detector.Evidence <= CalmEvidence)
        {
            _down.CalmPeak = _down.Use.RecentPeak;
            _up.CalmPeak = _up.Use.RecentPeak;
        }
        Show(_down, 0, now);
        Show(_up, 0, now);
        bool downFirst = _down.State == DirectionState.Probe
            || (_up.State != DirectionState.Probe && _down.Probing.At <= _up.Probing.At);
        Move(downFirst ? _down : _up, now, passed);
        Move(downFirst ? _up : _down, now, passed);
    }

    private void Move(LinkDirection direction, Instant now, Duration passed)
    {
        if (direction.State == DirectionState.Probe)
        {
            Judge(direction, now);
            return;
        }
        Hindrance hindrance = direction.Hindrance;
        direction.Reason = hindrance.ToReason();
        if (hindrance == Hindrance.Quiet)
        {
            direction.Rest();
            Drift(direction, passed);
        }
        if (hindrance is Hindrance.Quiet or Hindrance.Uncounted or Hindrance.NotInForce)
            return;
        if (direction.State == DirectionState.Idle)
            direction.Hold();
        if (hindrance == Hindrance.NotLoaded || _detector.Evidence > CalmEvidence)
            return;
        Tell(direction, now, passed);
        if (hindrance == Hindrance.None)
            Plan(direction, now, passed);
    }

    /// <summary>A limit that is full and calm says that the line carries it.</summary>
    private static void Tell(LinkDirection direction, Instant now, Duration passed)
    {
        if (direction.Use.InForceSince > Instant.Never)
            direction.Holding.FullSeconds += passed.Seconds;
        direction.Belief.LearnUsual(passed.Seconds);
        if (now - direction.Use.InForceSince <= TellEvery || now - direction.EvidenceAt <= TellEvery)
            return;
        direction.EvidenceAt = now;
        direction.Doubt = 0;
        if (direction.Terms.IsUnsure(in direction.Belief))
            direction.Belief.Carries(direction.Rate, CarriedDeviation, now);
    }

    /// <summary>Tries for more where that is due, one direction at a time: their queues could not be told apart.
    /// </summary>
    private void Plan(LinkDirection direction, Instant now, Duration passed)
    {
        direction.Holding.Forgone += passed.Seconds
            * TryPlanner.Forgone(in direction.Belief, direction.Rate, direction.Ceiling, direction.Margin);
        double target = TryPlanner.Target(
            in direction.Belief, direction.Rate, direction.Successes, direction.Margin);
        if (direction.Holding.Forgone < TryPlanner.Price(in direction.Belief, target, direction.Successes))
            return;
        if (Other(direction).State == DirectionState.Probe)
            direction.Reason = Reason.OthersTurn;
        else
            direction.Probe(target, now);
    }

    /// <summary>Says whether a try did well; one that did not is found by the detector.</summary>
    private void Judge(LinkDirection direction, Instant now)
    {
        if (direction.Use.InForceSince == Instant.Never)
        {
            direction.Reason = Reason.AwaitsShaper;
            return;
        }
        direction.Reason = Reason.Climb;
        double step = direction.Rate / direction.Probing.From - 1;
        bool small = direction.Rate < SmallStep * direction.Probing.From;
        Instant from = Later(direction.Probing.At, direction.Use.InForceSince);
        int shown = _detector.Samples.CountSince(from + EchoLag(direction));
        int telling = _detector.Telling + (small ? SmallStepSamples : 0);
        if (shown < telling || _detector.Evidence > CalmEvidence)
            return;
        double taken = small ? 1 - UnfilledStep * step : TakenUpShare;
        bool filled = direction.Use.TellsOf(from)
            && direction.Use.Since(Later(from, now - UsedLately)) >= taken;
        if (!filled)
        {
            if (!direction.Use.UntoldSince(from) && now - from >= TakeUp + _detector.CalmRtt * 2)
                Drop(direction, small);
            return;
        }
        bool silent = _detector.Samples.Mean(Math.Min(shown, SilentSamples)) < SilentShare * SlackMs;
        if (small && !silent && now - from < NearJudgement)
            return;
        direction.Doubt = 0;
        direction.Belief.Carries(direction.Rate, SlackMs / 1000 / (now - from).Seconds, now);
        direction.EvidenceAt = now;
        direction.Successes++;
        direction.Hold();
    }

    /// <summary>
    /// What the traffic does not take up proves nothing and may stay. A small step, though, can be what the line does
    /// not give: it goes back, for a limit must bind to keep a queue out.
    /// </summary>
    private static void Drop(LinkDirection direction, bool small)
    {
        if (small)
            direction.Set(direction.Probing.From);
        direction.Successes = 0;
        direction.Hold();
    }
}
