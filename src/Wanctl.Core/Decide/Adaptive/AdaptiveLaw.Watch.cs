using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Adaptive;

/// <content>Finding a queue and whose it is.</content>
public sealed partial class AdaptiveLaw
{
    /// <summary>A shaper that is used to this share holds the queue itself: the line delivers its limit.</summary>
    private const double BindingShare = 0.97;

    /// <summary>
    /// A limit that is used so much, and yet not quite, is a little above what the line delivers: the share that full
    /// connections leave of a limit stays above, that of connections which are still growing below.
    /// </summary>
    private const double OverfullLeast = 0.9;
    private const double OverfullMost = 0.994;

    /// <summary>A full line carries evenly, to this share from one half second to the next; growing ones do not.
    /// </summary>
    private const double EvenShare = 0.004;

    private static readonly Duration OverfullTime = Duration.FromSeconds(1);
    private static readonly Duration OverfullTimeLeast = Duration.FromMillis(500);

    /// <summary>A step is the likely cause of what comes up within so long.</summary>
    private static readonly Duration BlameFor = Duration.FromSeconds(3);

    /// <summary>
    /// Where nobody could have made the queue at once, the excess must last this long: a burst of connections that
    /// begin fills the provider's queue for some round trips whatever the limit is. Moves <c>flows-64</c> most.
    /// </summary>
    private static readonly Duration BurstPatience = Duration.FromMillis(500);

    /// <summary>The stage without a known queue.</summary>
    private void Watch(Instant now, Duration passed)
    {
        bool alarmed = _watch.Fresh && _watch.Evidence >= 1 && _watch.Corroborated();
        if (alarmed && Blame(now))
        {
            BeginDrain(now);
            return;
        }
        Show(_down, 0, now);
        Show(_up, 0, now);
        // Whose steps go well goes on, so that what comes of them shows before the other's; else both in turn.
        bool downOn = _down.Successes > 0;
        bool downFirst = downOn != _up.Successes > 0 ? downOn : _down.SteppedAt <= _up.SteppedAt;
        Climb(downFirst ? _down : _up, now, passed);
        Climb(downFirst ? _up : _down, now, passed);
    }

    /// <summary>Marks who may have made the queue; false where it is nobody's, or too early to say.</summary>
    private bool Blame(Instant now)
    {
        ForgetWaitingStep(_down);
        ForgetWaitingStep(_up);
        // What has stood through cuts without once being gone is one excess, and they are one cut. A law that begins
        // while a buffer is full has seen no answer that waited for nothing, and no cut either.
        bool anew = _stoodAt == Instant.Never || _stoodAt < _watch.CalmAt;
        if (anew)
            _stoodAt = now;
        _down.Dispute(anew);
        _up.Dispute(anew);
        AdaptiveDirection? blamed = ByStep(now);
        if (blamed == null)
        {
            blamed = ByLoad(now);
            // What was made by no step is held against none.
            _down.Stepping &= blamed == null;
            _up.Stepping &= blamed == null;
        }
        _down.Suspect = blamed == _down;
        _up.Suspect = blamed == _up;
        return blamed != null;
    }

    /// <summary>A step that is not in force yet cannot have made the queue that is there.</summary>
    private static void ForgetWaitingStep(AdaptiveDirection direction)
    {
        if (direction.Use.InForceSince == Instant.Never)
            direction.TakeBackStep();
    }

    /// <summary>Whose latest step explains the excess; null where none does.</summary>
    private AdaptiveDirection? ByStep(Instant now)
    {
        AdaptiveDirection latest = _down.RaisedAt > _up.RaisedAt ? _down : _up;
        bool possible = (latest.Use.WasLoaded || latest.Stepping) && RaisedLately(latest, now)
            && _watch.StandingMs < Explained(latest, now);
        bool another = (BothLoaded && latest.CutInVain(now))
            || (latest == _up && !latest.Stepping && Overfull());
        return possible && !another ? latest : null;
    }

    /// <summary>Who fills its limit, or else carries most; null while that is not sure.</summary>
    private AdaptiveDirection? ByLoad(Instant now)
    {
        bool lasting = now - _watch.Onset > BurstPatience + _watch.CalmRtt;
        bool overfull = Overfull();
        bool upCleared = BothLoaded && _up.CutInVain(now);
        bool down = _down.Use.WasLoaded
            && (lasting || overfull || upCleared || NotFilledSince(_watch.Onset));
        bool up = _up.Use.WasLoaded && !upCleared && !(overfull && down);
        return (up, down, lasting) switch
        {
            // A cut toward the Internet works at once and is soon made good: of two it is tried first.
            (true, _, _) => _up,
            (false, true, _) => _down,
            (false, false, true) => Busier(),
            _ => null,
        };
    }

    /// <summary>
    /// Whether the limit toward the user has not been filled since: then the line holds the packets back. While slow
    /// counters have not told, a queue far beyond what a burst makes says so.
    /// </summary>
    private bool NotFilledSince(Instant onset) => _down.Use.UntoldSince(onset)
        ? _watch.Glaring
        : _down.Use.Since(onset) < BindingShare;

    /// <summary>
    /// Nobody filled its limit: then the line carries much less than the limit, or it is not our queue. The one that
    /// uses more of its limit is asked.
    /// </summary>
    private AdaptiveDirection? Busier()
    {
        double down = _down.Use.Quiet ? 0 : _down.Use.RecentPeak / _down.Use.Applied;
        double up = _up.Use.Quiet ? 0 : _up.Use.RecentPeak / _up.Use.Applied;
        return down <= 0 && up <= 0 ? null : down >= up ? _down : _up;
    }

    private bool BothLoaded => _down.Use.WasLoaded && _up.Use.WasLoaded;

    private static bool RaisedLately(AdaptiveDirection direction, Instant now) =>
        direction.Stepping || now - direction.RaisedAt < BlameFor;

    /// <summary>
    /// Whether the limit toward the user was nearly filled and yet not quite before the queue came: then it is a little
    /// above what the line delivers.
    /// </summary>
    private bool Overfull()
    {
        Instant to = _watch.Onset;
        Instant from = Later(to - OverfullTime, _down.Use.InForceSince);
        if (_watch.Glaring || to - from < OverfullTimeLeast)
            return false;
        var middle = new Instant((from.Nanos + to.Nanos) / 2);
        double early = _down.Use.Between(from, middle);
        double late = _down.Use.Between(middle, to);
        return late is > OverfullLeast and < OverfullMost && Math.Abs(late - early) < EvenShare;
    }

    /// <summary>
    /// The most excess in milliseconds that a step can have made since, with as much again for its being late to show.
    /// </summary>
    private double Explained(AdaptiveDirection direction, Instant now)
    {
        double millis = (now - Later(direction.RaisedAt, _watch.Onset)).Millis;
        return 2 * direction.RaisedBy * millis + 2 * (SlackMs + AlarmMs);
    }
}
