using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Belief;

/// <content>A queue drains under a lower limit, and what comes of that is evidence of whose it was.</content>
public sealed partial class BeliefLaw
{
    /// <summary>A queue shall drain in about so many milliseconds once the cut works.</summary>
    private const double DrainMs = 200;

    /// <summary>A try given up stays so many milliseconds longer over the little that it made.</summary>
    private const double GiveUpMs = 400;

    /// <summary>So far below where a try came from it is given up to.</summary>
    private const double GiveUpShare = 0.005;

    /// <summary>The least share of the capacity that a cut leaves: connections that starve come back slowly.
    /// </summary>
    private const double ShareLeast = 0.5;

    /// <summary>Where another cause is nearly as likely, a cut is so deep that it soon tells whether it helps.
    /// </summary>
    private const double TrialShare = 0.7;
    private const double NearlyAsLikely = 2;

    /// <summary>A limit is a cut when so much of it is used.</summary>
    private const double BindsShare = 0.95;

    /// <summary>Another cause is asked once it is likelier by so much (a factor of two).</summary>
    private const double LikelierBy = 0.7;

    /// <summary>A direction is not asked second where the path is likelier by so much.</summary>
    private const double WorthAsking = 2;

    /// <summary>A cut that has not helped after so long, and the time to drain what stood, does not help.</summary>
    private static readonly Duration Hopeless = Duration.FromSeconds(3);

    /// <summary>A limit at its floor has shown what it can do after so many seconds, and the time to drain.</summary>
    private const double SpentAfter = 0.3;

    /// <summary>What stands still for so long through all cuts is the path's; what moves is given so many times as
    /// long, for a queue has a bottom and a top.</summary>
    private static readonly Duration DrainMost = Duration.FromSeconds(7);
    private const int MovingFactor = 8;

    /// <summary>A line is measured anew so often while it drains, over so many samples at least.</summary>
    private static readonly Duration MeasureEvery = Duration.FromMillis(190);
    private const int MeasureSamples = 4;

    /// <summary>A limit so many margins below what is measured drains a queue.</summary>
    private const double DrainMargins = 1.5;

    /// <summary>A limit lowered to more than this share of what it was is hardly lowered.</summary>
    private const double HardlyLower = 0.97;

    /// <summary>What senders that are slow to follow are cut by again.</summary>
    private const double SlowSendersShare = 0.8;

    /// <summary>A queue that falls by this share of what it should, and of what stands, falls.</summary>
    private const double FallsShare = 0.4;
    private const double FallsOfStanding = 0.2;

    /// <summary>What passes a line at this moment is told over so long.</summary>
    private static readonly Duration ExactFor = Duration.FromMillis(400);

    /// <summary>A queue that was there for less cannot be measured by what came of it.</summary>
    private const double WholeSeconds = 0.2;

    /// <summary>No queue falls by more than this share of the time that passes and can still be measured.</summary>
    private const double FallsMost = 0.9;

    private LinkDirection? _suspect;
    private CutTrial _trial;
    private Instant _onset;
    private Instant _beganAt;
    private Instant _measuredAt;
    private double _beganMs;
    private bool _tooFast;

    /// <summary>Cuts the direction whose queue it likeliest is.</summary>
    private void BeginDrain(LinkDirection suspect, Instant now)
    {
        _beganAt = now;
        _tooFast = false;
        Suspect(suspect, now);
    }

    private void Suspect(LinkDirection suspect, Instant now)
    {
        _suspect = suspect;
        _onset = _detector.Onset;
        _beganMs = _detector.StandingMs;
        _measuredAt = now;
        // What passes a limit that was cut, and is filled, is the limit's and says nothing of the line.
        bool filled = suspect.IsIngress && suspect.State == DirectionState.Drain
            && suspect.Use.SinceInForce() >= BindingShare;
        if (suspect.State != DirectionState.Drain)
            suspect.Drain();
        Show(suspect, _beganMs, now);
        if (!filled)
        {
            CapacityMeasurement measured = suspect.IsIngress ? Passing(suspect) : Balanced(suspect);
            double most = suspect.Use.Applied * (1 - BeliefConstants.LeastOverrun);
            suspect.Belief.Measure(Math.Min(measured.Capacity, most), measured.Deviation, now);
            suspect.EvidenceAt = now;
        }
        _trial = new CutTrial
        {
            From = Instant.Never, Weight = _attribution[suspect.Cause], Capacity = suspect.Belief.Capacity,
        };
        Lower(suspect, Reason.QueueCut);
    }

    /// <summary>What the line gives while its queue stands: what passes.</summary>
    private CapacityMeasurement Passing(LinkDirection direction)
    {
        LimitUse use = direction.Use;
        Instant until = use.Meter.ReadAt;
        Instant from = Later(_onset, until - ExactFor);
        Instant latest = until - LimitUse.LeastReading;
        from = from < latest ? from : latest;
        CapacityMeasurement exact = CapacityMeasures.Exact(
            use.AsLimit(use.Meter.RateSince(from)), (until - from).Seconds, 0);
        return _detector.Glaring
            ? exact with { Capacity = Math.Min(exact.Capacity, use.AsLimit(use.NewestRate)) }
            : exact;
    }

    /// <summary>What the line gave while its queue grew: what came, less what stands.</summary>
    private CapacityMeasurement Balanced(LinkDirection direction)
    {
        DelayTrace samples = _detector.Samples;
        int calm = Math.Clamp(samples.CountSince(_onset), 1, samples.Count - 1);
        double grown = _detector.StandingMs - Math.Max(0, samples[calm].ExcessMs);
        return Balanced(direction, calm, 0, grown, NoiseMs(direction) + AlarmMs / 4);
    }

    private CapacityMeasurement Balanced(LinkDirection direction, int first, int last, double grownMs, double noiseMs)
    {
        DelayTrace samples = _detector.Samples;
        double seconds = Math.Max(0.02, (samples[last].SentAt - samples[first].SentAt).Seconds);
        double bits = direction.Use.BitsBetween(samples[first].SentAt, samples[last].SentAt);
        return CapacityMeasures.Balance(
            direction.Use.AsLimit(bits), seconds, Math.Max(grownMs, -1000 * FallsMost * seconds), noiseMs);
    }

    /// <summary>A line that was not full before the queue came has carried nothing for a part of the time.</summary>
    private static double NoiseMs(LinkDirection direction) =>
        direction.Draining.Full ? 0 : BeliefConstants.OnsetMs;

    /// <summary>Goes so far below the capacity that a queue drains soon.</summary>
    private void Lower(LinkDirection direction, Reason reason)
    {
        double excess = _detector.StandingMs - SlackMs;
        double margin = direction.Margin;
        bool small = direction.Draining.Tried && excess < 2 * AlarmMs
            && direction.Draining.Applied < SmallStep * direction.Draining.Rate;
        direction.Draining.GivesUp = small;
        if (small)
        {
            double good = Math.Min(direction.Belief.Capacity * (1 - margin), direction.Draining.Rate);
            direction.Set(Math.Min(direction.Rate, good * (1 - GiveUpShare - Math.Max(0, excess) / GiveUpMs)));
            direction.Lowered(Reason.StepBack);
            return;
        }
        double most = 1 - 2 * margin;
        double share = Math.Clamp(most - Math.Max(0, excess) / DrainMs, ShareLeast, most);
        double rival = Math.Max(_attribution[Other(direction).Cause], _attribution[Cause.Path]);
        if (_detector.Glaring && rival > _attribution[direction.Cause] - NearlyAsLikely)
            share = Math.Min(share, TrialShare);
        direction.Set(Math.Min(direction.Rate, direction.Belief.Capacity * share));
        direction.Lowered(direction.Rate <= direction.Floor ? Reason.AtFloor : reason);
    }

    /// <summary>The stage in which a queue is expected to go.</summary>
    private void Drain(Instant now)
    {
        LinkDirection suspect = _suspect!;
        suspect.Draining.Lowest = Math.Min(suspect.Draining.Lowest, suspect.Rate);
        Show(suspect, _detector.StandingMs, now);
        if (!_detector.Fresh)
            return;
        _tooFast |= _detector.FellTooFast();
        Duration stood = now - _stoodAt;
        if (_detector.Drained(SlackMs))
            Settle(now);
        else if (stood > DrainMost * MovingFactor || (stood > DrainMost && StandsStill(now, StillFor)))
            TakeAsPath(now - StillFor, now);
        else if (suspect.Use.InForceSince > Instant.Never)
            Look(suspect, now);
    }

    /// <summary>Holds what is seen against what the cut must do, and asks another cause where it does not.</summary>
    private void Look(LinkDirection suspect, Instant now)
    {
        DelayTrace samples = _detector.Samples;
        Instant seenFrom = suspect.Use.InForceSince + EchoLag(suspect);
        if (_trial.From == Instant.Never)
        {
            if (samples.CountSince(seenFrom) < 2)
                return;
            _trial.From = samples[1].SentAt;
            _trial.BeganMs = Math.Max(samples[0].ExcessMs, samples[1].ExcessMs);
        }
        double noise = SlackMs + AlarmMs / 4;
        double seconds = (samples[0].SentAt - _trial.From).Seconds;
        double passed = suspect.Use.AsLimit(suspect.Use.BitsBetween(_trial.From, samples[0].SentAt));
        _attribution[suspect.Cause] = _trial.Weight
            + _trial.LogLikelihood(seconds, passed, _detector.StandingMs, noise);
        LinkDirection other = Other(suspect);
        bool asked = other.State == DirectionState.Drain;
        bool hopeless = now - _trial.From > Hopeless + Duration.FromMillis(_beganMs);
        // A full buffer stands as still as a path does while its senders are slow to follow.
        bool path = (asked || hopeless) && StandsStill(now, StillLeast);
        _attribution[Cause.Path] = path || now - _onset < StillLeast ? Math.Log(BeliefConstants.PathPrior) : Never;
        double pathWeight = path ? _attribution[Cause.Path] : Never;
        double otherWeight = other.Use.Quiet ? Never : _attribution[other.Cause];
        // Nothing more can be done about a limit that stands at its floor; the other one can still be lowered.
        bool spent = suspect.Rate <= suspect.Floor && other.Rate > other.Floor && otherWeight > Never
            && seconds > _beganMs / 1000 + SpentAfter;
        if (!hopeless && !spent && _attribution[suspect.Cause] > Math.Max(otherWeight, pathWeight) - LikelierBy)
        {
            MeasureAgain(suspect, seenFrom, noise, now);
            return;
        }
        if (hopeless)
            _attribution[suspect.Cause] = Never;
        if (spent || (!asked && otherWeight > pathWeight - WorthAsking))
            Suspect(other, now);
        else if (path)
            TakeAsPath(now, now);
        else if (asked)
            Suspect(other, now);
    }

    /// <summary>Measures the line again, and lowers the limit where it carries less than was thought.</summary>
    private void MeasureAgain(LinkDirection suspect, Instant seenFrom, double noise, Instant now)
    {
        DelayTrace samples = _detector.Samples;
        int count = samples.CountSince(Later(_measuredAt, seenFrom));
        if (count < MeasureSamples || now - _measuredAt < MeasureEvery)
            return;
        double seconds = (samples[0].SentAt - samples[count - 1].SentAt).Seconds;
        double grown = _detector.StandingMs - Math.Max(samples[count - 1].ExcessMs, samples[count - 2].ExcessMs);
        bool filled = suspect.Use.Since(Later(_measuredAt, seenFrom)) >= BindingShare;
        if (suspect.IsIngress && filled)
        {
            // What passes is the limit's, and says nothing of the line; it is the senders that are slow to follow.
            double falls = FallsShare * 1000 * seconds * 2 * suspect.Margin
                + FallsOfStanding * _detector.StandingMs;
            if (-grown > falls)
                return;
            double limit = suspect.Rate;
            suspect.Draining.Tried = false;
            Lower(suspect, Reason.Drain);
            if (suspect.Rate > HardlyLower * limit)
                suspect.Set(SlowSendersShare * limit);
            _measuredAt = now;
            return;
        }
        double passed = suspect.Use.AsLimit(suspect.Use.BitsBetween(samples[count - 1].SentAt, samples[0].SentAt));
        CapacityMeasurement measured = suspect.IsIngress
            ? CapacityMeasures.Exact(passed / seconds, seconds, 0)
            : CapacityMeasures.Balance(passed, seconds, Math.Max(-1000 * FallsMost * seconds, grown), noise);
        // Enough below what the line gives, the limit lets the queue go.
        if (measured.Capacity > suspect.Rate * (1 + DrainMargins * suspect.Margin) && grown < 0)
            return;
        _measuredAt = now;
        suspect.Belief.Measure(Math.Min(measured.Capacity, suspect.Rate), measured.Deviation, now);
        Lower(suspect, Reason.Drain);
    }

    /// <summary>The excess is gone.</summary>
    private void Settle(Instant now)
    {
        Settle(_down, now);
        Settle(_up, now);
        _detector.Clear(now);
    }

    private void Settle(LinkDirection direction, Instant now)
    {
        if (direction.State != DirectionState.Drain)
            return;
        bool nothing = direction == _suspect && TookNothing(direction);
        if (_tooFast || nothing)
        {
            double had = nothing ? direction.Draining.RateBeforeAll : direction.Draining.Rate;
            direction.GiveBack(had, Reason.NotOurs);
            return;
        }
        if (direction != _suspect)
        {
            // Its cut did not help: it gets its rate back at once, as a try that is judged.
            direction.Belief = direction.Draining.Belief;
            direction.Probe(direction.Draining.Rate, now);
            direction.Restoring = true;
            direction.Doubt = BeliefConstants.BothPrior;
            direction.Reason = Reason.Acquitted;
            return;
        }
        if (!direction.IsIngress && Whole(direction) is { } whole)
        {
            // The course as a whole says more than its beginning did.
            direction.Belief = direction.Draining.Belief;
            direction.Belief.Pass((now - _beganAt).Seconds);
            direction.Belief.Measure(Math.Min(whole.Capacity, direction.Draining.Applied), whole.Deviation, now);
        }
        double capacity = direction.Belief.Capacity;
        double free = direction.Margin + BeliefConstants.HoldDeviations * direction.Belief.Deviation;
        double most = Math.Max(direction.Draining.Rate, direction.Draining.Applied);
        double rate = Math.Min(most, capacity * (1 - free));
        // The queue has gone under the present limit, which needs no write.
        rate = Math.Max(rate, direction.Rate);
        if (Math.Abs(rate - direction.Rate) > BeliefConstants.NotWorthAWrite * rate)
            direction.Set(rate);
        direction.Restoring = true;
        direction.Lowered(Reason.Settle);
        direction.Successes = 0;
        direction.Hold();
        // What was given away while it drained counts like what is given away since.
        double unused = 1 - direction.Draining.Lowest / capacity - direction.Margin;
        direction.Holding.Forgone = (now - _beganAt).Seconds * Math.Max(0, unused);
    }

    /// <summary>
    /// Whether nobody filled the limit, before the cut or since: then it took nothing away and cured nothing, and what
    /// has gone was not ours.
    /// </summary>
    private static bool TookNothing(LinkDirection direction) =>
        !direction.Draining.Loaded && !(direction.Use.SinceInForce() > BindsShare);

    /// <summary>What the line gave from before the queue until it was gone; null where that was too short.</summary>
    private CapacityMeasurement? Whole(LinkDirection direction)
    {
        DelayTrace samples = _detector.Samples;
        int last = 0;
        while (last < samples.Count - 1 && samples[last + 1].ExcessMs <= SlackMs)
            last++;
        int first = Math.Min(samples.CountSince(_onset), samples.Count - 1);
        if ((samples[last].SentAt - samples[first].SentAt).Seconds < WholeSeconds)
            return null;
        double grown = samples[last].ExcessMs - samples[first].ExcessMs;
        // It may have been gone since the echo before, and the line have carried no more than the limit from then on.
        double unused = Math.Max(0, 1 - direction.Draining.Lowest / direction.Belief.Capacity);
        double rested = 1000 * _gapSeconds * unused;
        return Balanced(direction, first, last, grown, NoiseMs(direction) + AlarmMs / 8 + rested);
    }

    /// <summary>What no cut could lower is not ours: the levels take it in, and all is given back.</summary>
    private void TakeAsPath(Instant since, Instant now)
    {
        _detector.TakeAsPath(since);
        if (_down.State == DirectionState.Drain)
            _down.GiveBack(_down.Draining.RateBeforeAll, Reason.PathChange);
        if (_up.State == DirectionState.Drain)
            _up.GiveBack(_up.Draining.RateBeforeAll, Reason.PathChange);
        _detector.Clear(now);
    }
}
