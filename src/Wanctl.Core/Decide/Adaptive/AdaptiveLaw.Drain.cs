using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Adaptive;

/// <content>Cutting, and holding what comes of it against what a cut must do.</content>
public sealed partial class AdaptiveLaw
{
    /// <summary>A queue shall drain in about so many milliseconds once the cut works.
    /// Moves <c>router-reboot</c> most.</summary>
    private const double DrainMs = 200;

    /// <summary>A step taken back stays so many milliseconds longer over what it made.
    /// Moves <c>api-stall</c> most.</summary>
    private const double StepBackMs = 400;

    /// <summary>The least share of the delivered rate that a cut leaves: connections that starve come back slowly.
    /// </summary>
    private const double ShareLeast = 0.5;

    /// <summary>After draining the rate stands this far under the measured capacity; also the least cut.
    /// Moves <c>path-longer</c> most.</summary>
    private const double SettleShare = 0.97;

    /// <summary>A step too far goes back to this share of where it came from. Moves <c>bbr</c> most.</summary>
    private const double GoodShare = 0.99;

    /// <summary>A step up to this factor makes a queue that drains as soon as it is taken back.
    /// Moves <c>cable-sag</c> most.</summary>
    private const double SmallStep = 1.08;

    /// <summary>Where another may be to blame as well, a cut is so deep that it soon tells whether it helps.
    /// Moves <c>lab-step</c> most.</summary>
    private const double TrialShare = 0.7;

    /// <summary>What a second cut leaves of the first at most: the measurement may have been too high.
    /// Moves <c>come-and-go</c> most.</summary>
    private const double SecondShare = 0.8;

    /// <summary>A limit is a cut when so much of it is used.</summary>
    private const double BindsShare = 0.95;

    /// <summary>How often a limit that is not used up is lowered to what is used, toward the Internet.</summary>
    private const int FollowsMost = 3;

    /// <summary>A cut that has made less than this share of what it should have made did not help.
    /// Moves <c>bbr</c> most.</summary>
    private const double HelpedShare = 0.4;

    /// <summary>A cut is judged once it should have taken the slack and so much of the excess away.
    /// Moves <c>bbr</c> most.</summary>
    private const double TellingShare = 0.2;

    /// <summary>A shaper whose limit binds is found empty now and then, but hardly twice in a row.</summary>
    private const int EmptyReadingsLeast = 2;

    /// <summary>Samples that a judgement takes at least. Moves <c>path-longer</c> most.</summary>
    private const int LookSamples = 3;

    /// <summary>How often a limit is lowered by what the delay says alone, before slow counters have told.</summary>
    private const int UntoldCutsMost = 3;

    /// <summary>A direction that carries less than this share of its limit is not asked second.</summary>
    private const double CarriesShare = 0.1;

    /// <summary>What stands so long after a cut is in force, and the time to drain it, is no queue that it cures.
    /// </summary>
    private static readonly Duration Hopeless = Duration.FromSeconds(3);

    /// <summary>No drain of a cut that could be tried lasts longer: what stands then without a change is the path's.
    /// </summary>
    private static readonly Duration DrainMost = Duration.FromSeconds(7);

    /// <summary>An excess that grows or falls is given so many times as long, for a queue has a bottom and a top; so is
    /// a busy direction's cut that no shaper has taken.</summary>
    private const int MovingFactor = 8;

    /// <summary>So many times what is taken for a queue is the widest range that noise shows meanwhile.</summary>
    private const double StillMost = 2;

    /// <summary>Over so long it is told whether an excess stands still.</summary>
    private static readonly Duration StillFor = Duration.FromMillis(2500);

    private Instant _cutAt;
    private Instant _stoodAt = Instant.Never;
    private Instant _takenAt = Instant.Never;
    private Instant _triedAt;
    private double _cutMs;
    private double _slackAtCutMs;
    private Instant _lookFrom;
    private bool _tooFast;
    private bool _tested;

    /// <summary>
    /// The suspect whose cut is on trial: the one toward the Internet first, because its cut works at once.
    /// </summary>
    private AdaptiveDirection? Lead => _up is { Suspect: true, Acquitted: false } ? _up
        : _down is { Suspect: true, Acquitted: false } ? _down
        : null;

    /// <summary>Cuts whom the blame fell on.</summary>
    private void BeginDrain(Instant now)
    {
        _stage = AdaptiveStage.Drain;
        _cutAt = now;
        _triedAt = now;
        _lookFrom = now;
        _cutMs = _watch.StandingMs;
        _slackAtCutMs = SlackMs;
        _tooFast = false;
        _tested = false;
        Ask(_up, now);
        Ask(_down, now);
    }

    /// <summary>Cuts a suspect for the first time.</summary>
    private void Ask(AdaptiveDirection direction, Instant now)
    {
        direction.BeginTrial();
        Show(direction, direction.Suspect ? _cutMs : 0, now);
        if (!direction.Suspect)
        {
            direction.Stepping = false;
            direction.Reason = Reason.OthersTurn;
            return;
        }
        direction.SmallStep = direction.Stepping && direction.Rate < SmallStep * direction.BeforeStep
            && _cutMs < SlackMs + 2 * AlarmMs;
        if (direction.SmallStep)
        {
            StepBack(direction);
            return;
        }
        direction.Capacity = Math.Min(direction.Rate, Delivers(direction));
        Lower(direction, _cutMs, Reason.QueueCut);
    }

    /// <summary>Back to where a small step came from: such a queue drains by itself there, and no other write is due.
    /// </summary>
    private void StepBack(AdaptiveDirection direction)
    {
        direction.Capacity = direction.BeforeStep;
        double good = direction.BeforeStep;
        // Toward the Internet the queue grows by what is too much, and says what was good even before the step.
        if (!direction.TowardUser)
            good = Math.Min(good, direction.Rate / (1 + Math.Max(0, Growth(_watch.Onset))));
        direction.Set((GoodShare - Math.Max(0, _cutMs - SlackMs) / StepBackMs) * good);
        direction.Lowered(Reason.StepBack);
    }

    /// <summary>Goes so far below the capacity that a queue drains soon.</summary>
    private void Lower(AdaptiveDirection direction, double excessMs, Reason reason)
    {
        double share = Math.Clamp(SettleShare - Math.Max(0, excessMs - SlackMs) / DrainMs, ShareLeast, SettleShare);
        if (direction.Cuts == 0 && Alternative(direction) && excessMs > 2 * (SlackMs + AlarmMs))
            share = Math.Min(TrialShare, share);
        direction.Set(Math.Min(direction.Rate, direction.Capacity * share));
        direction.Lowered(direction.Rate <= direction.Floor ? Reason.AtFloor : reason);
    }

    /// <summary>Whether the other direction may be to blame as well, and has not been tried.</summary>
    private bool Alternative(AdaptiveDirection direction) =>
        Other(direction) is { LoadedAtCut: true, Acquitted: false };

    /// <summary>The stage in which a queue is expected to go.</summary>
    private void Drain(Instant now)
    {
        Show(_down, _down.Suspect ? _watch.StandingMs : 0, now);
        Show(_up, _up.Suspect ? _watch.StandingMs : 0, now);
        if (Lead is { Use.FreshReading: true } lead && Binds(lead) == false)
            Follow(lead, now);
        if (_takenAt < _stoodAt && !Untaken(_down) && !Untaken(_up))
            _takenAt = now;
        if (!_watch.Fresh)
            return;
        _tooFast |= _watch.FellTooFast();
        if (_watch.Drained(GoneMs))
            Settle(now);
        else if (Outlasts(now))
            TakeAsPath(now - StillFor, now);
        else
            Look(now);
    }

    /// <summary>
    /// What is left of a queue that has gone. A lower limit excuses more, because an echo waits longer for a packet;
    /// what has hardly fallen is not gone for that.
    /// </summary>
    private double GoneMs => Math.Min(SlackMs, Math.Max(_slackAtCutMs, (1 - HelpedShare) * _cutMs));

    /// <summary>
    /// Whether the excess has outlasted all that can be tried. A limit that is not filled says nothing, and nobody
    /// waits for it. The cut of a busy direction that no shaper has taken yet has not been tried: a full buffer stands
    /// as still as a path, so that it is given as long as an excess that moves.
    /// </summary>
    private bool Outlasts(Instant now)
    {
        bool tried = _tested && now - _triedAt > Hopeless;
        bool outlasts = tried || (_takenAt >= _stoodAt && now - _takenAt > DrainMost);
        return (outlasts && StandsStill(now)) || now - _stoodAt > DrainMost * MovingFactor;
    }

    private static bool Untaken(AdaptiveDirection direction) =>
        direction is { Suspect: true, LoadedAtCut: true } && direction.Use.InForceSince == Instant.Never;

    /// <summary>Whether nothing but noise has moved it; connections move a queue by more.</summary>
    private bool StandsStill(Instant now)
    {
        int seen = Math.Min(_watch.Samples.CountSince(now - StillFor), _watch.Samples.Count);
        return Math.Abs(Growth(now - StillFor)) * StillFor.Millis <= SlackMs + AlarmMs / 2
            && _watch.Samples.Spread(seen) <= StillMost * (SlackMs + AlarmMs);
    }

    /// <summary>Whether the limit in force takes something away; null while nothing was read since.</summary>
    private static bool? Binds(AdaptiveDirection direction)
    {
        double use = direction.Suspect ? direction.Use.SinceInForce() : double.NaN;
        return double.IsNaN(use) ? null : use > BindsShare;
    }

    /// <summary>
    /// Whether slow counters have not told yet what passes under the limit in force. Then the delay alone is asked, and
    /// the limit is taken to be filled.
    /// </summary>
    private static bool Untold(AdaptiveDirection direction) =>
        direction.Use.Cadence.Slow && Binds(direction) == null;

    /// <summary>
    /// A limit that is not used up is no cut: the line delivers less than was thought, and this is what it delivers.
    /// Toward the user it may be the other direction's queue that slows the servers; that is believed once.
    /// </summary>
    private void Follow(AdaptiveDirection lead, Instant now)
    {
        int most = !lead.TowardUser ? FollowsMost : Alternative(lead) ? 0 : 1;
        if (lead.Follows++ >= most || IsLineBound(Other(lead)))
        {
            Vain(lead, growing: false, now);
            return;
        }
        lead.SmallStep = false;
        lead.Stepping = false;
        lead.Capacity = Math.Min(Carries(lead), lead.Capacity);
        Lower(lead, _watch.StandingMs, Reason.Drain);
        _lookFrom = now;
    }

    /// <summary>Holds what the samples show against what the cut on trial must have done.</summary>
    private void Look(Instant now)
    {
        AdaptiveDirection lead = Lead ?? (_up.Suspect ? _up : _down);
        if (lead.Use.InForceSince == Instant.Never)
            return;
        bool hopeless = now - Later(_cutAt, lead.Use.InForceSince) > Hopeless + Duration.FromMillis(_cutMs);
        bool? binds = Binds(lead);
        bool untold = Untold(lead);
        if (binds != true && !hopeless && !untold)
            return;
        DelayTrace samples = _watch.Samples;
        int count = samples.CountSince(Later(_lookFrom, lead.Use.InForceSince + EchoLag(lead)));
        if (count < LookSamples)
            return;
        ref readonly DelaySample first = ref samples[count - 1];
        double before = Math.Max(first.ExcessMs, samples[count - 2].ExcessMs);
        double millis = (samples[0].SentAt - first.SentAt).Millis;
        double expected = Math.Min(before, millis * Math.Max(0, 1 - lead.Rate / lead.Capacity));
        double fallen = before - _watch.StandingMs;
        bool growing = -fallen > Math.Max(SlackMs, AlarmMs / 2);
        bool telling = before > SlackMs + AlarmMs / 2 && expected > SlackMs + TellingShare * before;
        if (untold && !hopeless)
        {
            // Slow counters have not told yet whether the limit binds; that the queue stays says that it is too high.
            if (!growing && !(telling && fallen < HelpedShare * expected))
                return;
            if (lead.Cuts == 0)
                CutDeeper(lead, now);
            else if (lead.Cuts <= UntoldCutsMost)
                Vain(lead, growing, now);
            return;
        }
        if (growing || hopeless || (telling && fallen < Math.Min(HelpedShare * expected, SlackMs)))
            Vain(lead, growing, now);
        else if (telling && fallen < HelpedShare * expected && lead.Cuts == 0)
            CutDeeper(lead, now);
    }

    /// <summary>The queue falls, but slower than it should: the line delivers less than was thought.</summary>
    private void CutDeeper(AdaptiveDirection lead, Instant now)
    {
        double growth = Growth(_lookFrom);
        double carries = Untold(lead) ? NoMoreThan(lead, growth) : lead.Use.AsLimit(lead.Use.NewestRate / (1 + growth));
        lead.Cuts++;
        lead.SmallStep = false;
        _lookFrom = now;
        if (lead.TowardUser && !Untold(lead))
        {
            // What passed while the limit was not filled is exact; it is the servers that are slow to follow.
            lead.Set(SecondShare * lead.Rate);
            lead.Lowered(Reason.Drain);
            return;
        }
        lead.Capacity = Math.Min(carries, lead.Capacity);
        Lower(lead, _watch.StandingMs, Reason.Drain);
    }

    /// <summary>
    /// What the line delivers at most by what the delay says under a limit that is taken to be filled; before a step
    /// that made a queue the limit was good.
    /// </summary>
    private static double NoMoreThan(AdaptiveDirection lead, double growth)
    {
        double balance = lead.Rate / (1 + growth);
        return lead.Stepping ? Math.Min(balance, lead.BeforeStep) : balance;
    }

    /// <summary>
    /// Whether a direction toward the user, not yet tried, carries what the line gives and not what its limit does:
    /// nearly as much as the limit, and yet nothing waits in the shaper. Then the queue is likely there.
    /// </summary>
    private bool IsLineBound(AdaptiveDirection direction) =>
        direction is { TowardUser: true, Suspect: false, Acquitted: false }
        && direction.Use.EmptyReadings >= EmptyReadingsLeast
        && direction.Use.Since(_lookFrom) > OverfullLeast;

    /// <summary>The cut did not help, or the limit is not used up and is no cut at all.</summary>
    private void Vain(AdaptiveDirection lead, bool growing, Instant now)
    {
        AdaptiveDirection other = Other(lead);
        bool again = lead.Cuts == 0 && lead.Rate > lead.Floor && !IsLineBound(other)
            && (lead.Stepping || (!lead.TowardUser && !Alternative(lead)));
        bool ask = !other.Suspect && !other.Use.Quiet && other.Use.RecentPeak > CarriesShare * other.Use.Applied;
        bool floored = Binds(_down) == false || Binds(_up) == false;
        _lookFrom = now;
        lead.Cuts++;
        lead.SmallStep = false;
        lead.Stepping &= _watch.StandingMs < SlackMs + 2 * AlarmMs;
        // What still grows is no path.
        bool tested = _tested && !IsLoose(_down) && !IsLoose(_up);
        Remedy remedy = RemedyFor(tested, floored || growing, again, ask);
        if (remedy != Remedy.Wait)
            _triedAt = now;
        switch (remedy)
        {
            case Remedy.CutAgain:
                lead.Capacity = Math.Min(Carries(lead), SecondShare * lead.Capacity);
                Lower(lead, _watch.StandingMs, Reason.Drain);
                break;
            case Remedy.AskOther:
                lead.Acquitted = true;
                other.Suspect = true;
                Ask(other, now);
                break;
            case Remedy.TestAll:
                lead.Acquitted = true;
                // Before slow counters have told, a test is no more than a guess.
                bool told = !(_down.Suspect && Untold(_down)) && !(_up.Suspect && Untold(_up));
                TestCut(_down);
                TestCut(_up);
                _tested = told;
                break;
            case Remedy.Wait:
                lead.Lowered(Reason.AtFloor);
                break;
            case Remedy.TakeAsPath:
                TakeAsPath(now, now);
                break;
        }
    }

    /// <summary>What to try when a cut did not help.</summary>
    /// <param name="tested">Whether all was tested already.</param>
    /// <param name="floored">Whether a limit that was cut is still not used up, or the queue still grows.</param>
    /// <param name="again">Whether the same direction's measurement may have been too high.</param>
    /// <param name="ask">Whether there is another direction to ask.</param>
    internal static Remedy RemedyFor(bool tested, bool floored, bool again, bool ask) =>
        (tested, floored, again, ask) switch
        {
            (true, true, _, _) => Remedy.Wait,
            (true, false, _, _) => Remedy.TakeAsPath,
            (false, _, true, _) => Remedy.CutAgain,
            (false, _, false, true) => Remedy.AskOther,
            (false, _, false, false) => Remedy.TestAll,
        };

    /// <summary>Whether a limit that was cut is still not used up, and may be lowered.</summary>
    private static bool IsLoose(AdaptiveDirection direction) =>
        direction.Rate > direction.Floor && Binds(direction) == false;

    /// <summary>Cuts a suspect to far below what it carries; again only where that was too little.</summary>
    private void TestCut(AdaptiveDirection direction)
    {
        if (!direction.Suspect || (_tested && !IsLoose(direction)))
            return;
        direction.Capacity = Math.Min(direction.Capacity, Carries(direction));
        direction.Set(Math.Min(direction.Rate, TrialShare * direction.Capacity));
        direction.Lowered(Reason.TestCut);
    }

    /// <summary>What no cut could lower since a moment is not ours: the levels take it in, and all is given back.
    /// </summary>
    private void TakeAsPath(Instant since, Instant now)
    {
        _watch.TakeAsPath(since);
        GiveBack(_down, _down.BeforeCuts, Reason.PathChange, now);
        GiveBack(_up, _up.BeforeCuts, Reason.PathChange, now);
        Calm(now);
    }
}
