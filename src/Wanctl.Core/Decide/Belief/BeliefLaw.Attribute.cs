using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Belief;

/// <content>What an excess comes from.</content>
public sealed partial class BeliefLaw
{
    /// <summary>A shaper that is used to this share holds the queue itself.</summary>
    private const double BindingShare = 0.97;

    /// <summary>A path jumps once and then stands still; whether an excess does is told over so long.</summary>
    private static readonly Duration StillLeast = Duration.FromMillis(700);

    /// <summary>No direction is asked about an excess that is the path's after so long, which stands still for so
    /// long.</summary>
    private static readonly Duration PathAfter = Duration.FromSeconds(3);
    private static readonly Duration StillFor = Duration.FromMillis(2500);

    /// <summary>A limit must have been filled for so long before an excess, or its filling says nothing.</summary>
    private static readonly Duration FilledBefore = Duration.FromMillis(500);

    /// <summary>A logarithm of next to nothing.</summary>
    private const double Never = -27;

    private Attribution _attribution;
    private bool _weighed;
    private Instant _stoodAt = Instant.Never;

    /// <summary>Weighs the causes, and begins to drain where a direction is the likeliest.</summary>
    /// <returns>Whether it does.</returns>
    private bool Attribute(Instant now)
    {
        ForgetWaiting(_down);
        ForgetWaiting(_up);
        Instant onset = _detector.Onset;
        double lasting = (now - onset).Seconds;
        bool still = lasting < StillLeast.Seconds || StandsStill(now, StillLeast);
        _attribution = new Attribution(
            download: LogPrior(_down) + FillEvidence(now),
            upload: LogPrior(_up),
            path: still ? Math.Log(BeliefConstants.PathPrior) : Never,
            chance: Math.Log(BeliefConstants.ChancePrior)
                - Math.Max(0, lasting - _detector.CalmRtt.Seconds) / BeliefConstants.ChanceSeconds
                - (_detector.Glaring ? BeliefConstants.GlaringIsNoChance : 0));
        _weighed = true;
        Cause likelier = _attribution.LikelierDirection;
        if (_attribution[likelier] < _attribution[Cause.Chance])
            return false;
        if (_attribution[likelier] < _attribution[Cause.Path])
        {
            if (now - onset > PathAfter && StandsStill(now, StillFor))
                TakeAsPath(now - StillFor, now);
            return false;
        }
        // What has stood through cuts without once being gone is one excess. A law that begins while a buffer is full
        // has seen no answer that waited for nothing, and no cut either.
        bool anew = _stoodAt == Instant.Never || _stoodAt < _detector.CalmAt;
        if (anew)
            _stoodAt = now;
        _down.Note(anew);
        _up.Note(anew);
        // Of two that may have filled their line the one toward the Internet is asked first: its cut works at once.
        if (_detector.Glaring && _up.Use.WasLoaded && likelier == Cause.Download)
        {
            _attribution[Cause.Upload] = _attribution[Cause.Download];
            likelier = Cause.Upload;
        }
        LinkDirection suspect = likelier == Cause.Download ? _down : _up;
        if (Other(suspect).State == DirectionState.Probe)
            Other(suspect).Hold();
        BeginDrain(suspect, now);
        return true;
    }

    /// <summary>A try that is not in force yet cannot have made the queue that is there.</summary>
    private static void ForgetWaiting(LinkDirection direction)
    {
        if (direction.Use.InForceSince == Instant.Never)
            direction.TakeBack();
    }

    /// <summary>
    /// How likely it was before this excess that the direction carries more than its line: by the belief, of a line
    /// that carries so much less that the excess grows as it does; or because any line may collapse at any time.
    /// </summary>
    private double LogPrior(LinkDirection direction)
    {
        LimitUse use = direction.Use;
        if (use.Quiet)
            return Never;
        double carried = Math.Min(use.Applied, use.AsLimit(Math.Max(direction.CalmPeak, use.RecentPeak)));
        double share = Math.Min(1, carried / use.Applied);
        if (share > BeliefConstants.LoadedShare)
            carried = use.Applied;
        double growth = Growth(direction);
        double line = carried / (1 + BeliefConstants.GrowthShare * growth);
        // A limit that has been full and calm would have made its queue before; the sooner, the faster it grows.
        double shows = Math.Clamp(BeliefConstants.ShowsShare * (SlackMs + AlarmMs) / 1000 / Math.Max(growth, 1e-3),
            BeliefConstants.ShowsLeast, BeliefConstants.ShowsMost);
        double lately = use.WasLoaded ? 1 / (1 + direction.Holding.FullSeconds / shows) : 1;
        double over = lately * Math.Max(direction.Belief.Below(line), direction.Doubt) + BeliefConstants.Hazard;
        return Math.Log(share * over + Math.Exp(Never));
    }

    /// <summary>How fast the excess has grown, in seconds a second: so much more came than the line carries.</summary>
    private double Growth(LinkDirection direction)
    {
        double seconds = Math.Max(0.05, (_detector.Samples[0].SentAt - _detector.Onset).Seconds);
        // Toward the user what is under way stays the same for a round trip.
        if (direction.IsIngress)
            seconds += _detector.CalmRtt.Seconds;
        return Math.Max(0, _detector.StandingMs - SlackMs) / 1000 / seconds;
    }

    /// <summary>
    /// What the filling of the limit toward the user says: where the line holds packets back, the limit is not filled;
    /// where it does not, it is. The logarithm of how much likelier it is with the download's queue than without.
    /// </summary>
    private double FillEvidence(Instant now)
    {
        LimitUse use = _down.Use;
        Instant onset = _detector.Onset;
        bool filledBefore = use.Between(onset - FilledBefore, onset) >= BindingShare;
        if (!use.WasLoaded || use.UntoldSince(onset) || !filledBefore)
            return 0;
        Instant from = Later(onset, use.InForceSince);
        double filled = use.Since(from);
        double reading = BeliefConstants.ReadingSeconds / Math.Max(0.1, (now - from).Seconds);
        double error = Math.Sqrt(BeliefConstants.FillError * BeliefConstants.FillError + reading * reading);
        double expected = Math.Min(1, _down.Belief.Capacity / use.Applied);
        double own = _detector.Glaring && filled < expected ? 0
            : (filled - expected) / Math.Sqrt(_down.Belief.Deviation * _down.Belief.Deviation + error * error);
        // Acknowledgements that wait in the upload's queue slow the download too.
        double slowed = Growth(_up) / 2;
        double other = (filled - 1 + slowed) / Math.Sqrt(error * error + slowed * slowed);
        double most = BeliefConstants.FarOff * BeliefConstants.FarOff;
        double odds = (Math.Min(most, other * other) - Math.Min(most, own * own)) / 2;
        return Math.Clamp(odds, -BeliefConstants.FarOff, BeliefConstants.FarOff)
            + (use.EmptyReadings >= 2 ? BeliefConstants.EmptyShaper : -BeliefConstants.EmptyShaper);
    }

    /// <summary>Whether nothing but noise has moved the excess; connections move a queue by more.</summary>
    private bool StandsStill(Instant now, Duration time)
    {
        // Of a delay as long as the time itself, nothing sent within that time has come back yet: half of it must have.
        Instant half = _detector.Samples[0].SentAt - new Duration(time.Nanos / 2);
        int seen = _detector.Samples.CountSince(now - time < half ? now - time : half);
        return Math.Abs(_detector.Samples.Growth(seen)) * time.Millis <= SlackMs + AlarmMs / 2
            && _detector.Samples.Spread(seen) <= 2 * (SlackMs + AlarmMs);
    }
}
