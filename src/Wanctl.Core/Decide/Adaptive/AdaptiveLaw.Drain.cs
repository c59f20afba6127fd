using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Adaptive;

/// <content>Finding a queue, cutting, draining, and telling what is not ours.</content>
public sealed partial class AdaptiveLaw
{
    /// <summary>
    /// A queue shall drain in about so many milliseconds: long enough to be measured by two or three samples, short
    /// enough to be over within a second of the event.
    /// </summary>
    private const double DrainMs = 120;

    /// <summary>The least and the greatest share of the delivered rate that a cut leaves.</summary>
    private const double ShareLeast = 0.35;
    private const double ShareMost = 0.92;

    /// <summary>
    /// What a test cut leaves: a quarter less drains 25 ms in a tenth of a second, and spares the flows a long way
    /// back.
    /// </summary>
    private const double TestShare = 0.75;

    /// <summary>After draining the rate stands this far under the measured capacity.</summary>
    private const double SettleShare = 0.97;

    /// <summary>Two samples this many times above the queue's threshold need no third.</summary>
    private const double Glaring = 3;

    /// <summary>A capacity estimate looks back no further.</summary>
    private static readonly Duration OnsetMost = Duration.FromMillis(600);

    /// <summary>A step is remembered for so long as the likely cause of a queue that comes up slowly.</summary>
    private static readonly Duration BlameFor = Duration.FromSeconds(3);

    /// <summary>A direction that carries less than this share of its limit is not asked second.</summary>
    private const double TurnShare = 0.3;

    /// <summary>How deep the second suspect is cut, as a share of how deep the first one is.</summary>
    private const double SecondCut = 0.35;

    /// <summary>
    /// The capacities measured while the queue grew and while it drained agree this well (as a difference of
    /// logarithms)
    /// for the one to blame, and differ by so much more for the other.
    /// </summary>
    private const double Agreement = 0.15;

    private double _peakMs;
    private double _residueMs;
    private bool _tooFast;
    private int _fruitless;
    private Instant _replanAt;
    private double _latestRttMs;

    /// <summary>A stage without a known queue.</summary>
    private void Watch(Instant now)
    {
        if (_fresh && Confirmed(now))
        {
            ChooseSuspects(now);
            if (_down.Suspect || _up.Suspect)
            {
                Begin(now);
                return;
            }
        }
        double shown = _delays.Count >= 3 ? _delays.Least(3) : 0;
        Show(_down, Math.Min(shown, _levels.QueueMs), now);
        Show(_up, Math.Min(shown, _levels.QueueMs), now);
        StepBackLate(now);
        Climb(_down, _up, now);
        Climb(_up, _down, now);
    }

    /// <summary>Two glaring samples in a row, or most of a quarter of a second's.</summary>
    private bool Confirmed(Instant now)
    {
        int trusted = Math.Min(_delays.CountSince(_trustFrom), WindowSamples);
        double queue = _levels.QueueMs + PacketMs();
        if (trusted >= 2 && _delays.Least(2) > Glaring * queue)
            return true;
        return trusted >= WindowSamples && _delays[0].ExcessMs > queue
            && _delays.Above(queue, trusted) * 2 > trusted;
    }

    /// <summary>How long one full packet occupies the slower direction: no queue, but a delay.</summary>
    private double PacketMs() => 12_000_000 / Math.Max(1, Math.Min(_down.Applied, _up.Applied));

    private void ChooseSuspects(Instant now)
    {
        AdaptiveDirection latest = _down.SteppedAt > _up.SteppedAt ? _down : _up;
        if (latest.WasLoaded && now - latest.SteppedAt < BlameFor && _delays.Greatest(2) < Explained(latest, now))
        {
            _down.Suspect = latest == _down;
            _up.Suspect = latest == _up;
            return;
        }
        _down.Suspect = _down.WasLoaded;
        _up.Suspect = _up.WasLoaded;
        if (_down.Suspect || _up.Suspect)
            return;
        // Nobody filled his limit: then the line carries much less than the limit, or it is not our queue. The one that
        // uses more of its limit is asked, after twice the time.
        int patience = Math.Min(_delays.CountSince(_trustFrom), 2 * WindowSamples);
        if (patience < 2 * WindowSamples || _delays.Above(_levels.QueueMs, patience) < patience)
            return;
        double down = _down.Quiet ? 0 : _down.RecentPeak / _down.Applied;
        double up = _up.Quiet ? 0 : _up.RecentPeak / _up.Applied;
        _down.Suspect = down > 0 && down >= up;
        _up.Suspect = up > 0 && up > down;
    }

    /// <summary>
    /// The most excess that a step can have made since, with as much again for its being late to show.
    /// </summary>
    private double Explained(AdaptiveDirection direction, Instant now)
    {
        double over = direction.BeforeStep > 0 ? direction.SteppedTo / direction.BeforeStep - 1 : 0;
        return 2 * over * (now - direction.SteppedAt).Millis + 2 * _levels.QueueMs;
    }

    private void Begin(Instant now)
    {
        _stage = AdaptiveStage.Drain;
        _stageSince = now;
        _tooFast = false;
        _fruitless = 0;
        _peakMs = _delays.Greatest(Math.Min(3, _delays.Count));
        // Cut by different shares, the two can be told apart by how fast the queue drains. The narrower direction fills
        // more easily: it is cut to drain the queue, the other less.
        bool both = _down.Suspect && _up.Suspect;
        bool downFirst = _down.Applied < _up.Applied;
        Cut(_down, both && !downFirst, now);
        Cut(_up, both && downFirst, now);
        _down.Stepping = _down.OnProbation = false;
        _up.Stepping = _up.OnProbation = false;
        Rest(now);
    }

    private void Cut(AdaptiveDirection direction, bool second, Instant now)
    {
        Show(direction, direction.Suspect ? _peakMs : 0, now);
        direction.BeforeCut = direction.Rate;
        direction.Acquitted = false;
        direction.Capacity = 0;
        if (!direction.Suspect)
        {
            direction.Reason = Reason.OthersTurn;
            return;
        }
        direction.FailByQueue(now);
        direction.Successes = 0;
        direction.Capacity = AtOnset(direction);
        direction.Onset = direction.Capacity;
        double share = second ? 1 - SecondCut * (1 - ShareFor(_peakMs)) : ShareFor(_peakMs);
        direction.Set(Math.Min(direction.Rate, direction.Capacity * share));
        direction.Reason = Reason.QueueCut;
    }

    private static double ShareFor(double excessMs) => Math.Clamp(1 - excessMs / DrainMs, ShareLeast, ShareMost);

    /// <summary>
    /// What the line delivers while a queue grows: bits that went in, over the time that went by plus the delay that
    /// came on top. From the last calm sample on, and from the last two samples alone; the lesser counts.
    /// </summary>
    private double AtOnset(AdaptiveDirection direction)
    {
        ref readonly DelaySample newest = ref _delays[0];
        int calm = 1;
        while (calm < _delays.Count - 1 && _delays[calm].ExcessMs > _levels.QueueMs / 2
            && newest.SentAt - _delays[calm].SentAt < OnsetMost)
            calm++;
        calm = Math.Min(calm, _delays.Count - 1);
        double whole = Delivered(direction, calm, 0);
        double last = _delays.Count > 2 ? Delivered(direction, Math.Min(2, calm), 0) : whole;
        double bound = Math.Max(direction.RecentPeak, direction.Floor);
        return Math.Min(bound, Math.Min(whole, last));
    }

    /// <summary>
    /// The balance between two samples given by their ages, in bit/s; infinite where it says nothing.
    /// </summary>
    private double Delivered(AdaptiveDirection direction, int from, int to)
    {
        DelaySample first = _delays[from];
        DelaySample last = _delays[to];
        double seconds = (last.SentAt - first.SentAt).Seconds;
        double grown = (last.ExcessMs - first.ExcessMs) / 1000;
        // An echo joins the upload's queue when it is sent, the download's when it is half way round.
        Duration lag = direction == _up ? Duration.Zero : Duration.FromMillis(ReferenceMs / 2);
        double bits = direction.Meter.BitsBetween(first.SentAt + lag, last.SentAt + lag);
        bool telling = seconds > 0 && seconds + grown > 0.005 && bits > 0;
        return telling ? bits / (seconds + grown) : double.PositiveInfinity;
    }

    private double ReferenceMs => double.IsNaN(_levels.Reference) ? 0 : _levels.Reference;

    /// <summary>
    /// Sets the moment from which samples can show what was done just now, and the moment of the next look.
    /// </summary>
    private void Rest(Instant now)
    {
        _trustFrom = now;
        _latestRttMs = ReferenceMs + Math.Max(0, _delays.Count > 0 ? _delays[0].ExcessMs : 0);
        _replanAt = now + Duration.FromMillis(_latestRttMs + 2 * _settings.Interval.Millis);
    }

    /// <summary>A stage in which a queue is expected to go.</summary>
    private void Drain(Instant now)
    {
        if (!_fresh)
            return;
        double newest = _delays[0].ExcessMs;
        Show(_down, _down.Suspect ? newest : 0, now);
        Show(_up, _up.Suspect ? newest : 0, now);
        if (_delays.Count > 1)
            _tooFast |= FellTooFast(in _delays[1], in _delays[0]);
        if (Drained())
        {
            Settle(now);
            return;
        }
        bool inForce = (!_down.Suspect || _down.InForce) && (!_up.Suspect || _up.InForce);
        if (!inForce)
        {
            // A cut that the shaper has not made proves nothing.
            _stageSince = now;
            Rest(now);
        }
        if (now < _replanAt)
            return;
        int seen = _delays.CountSince(_trustFrom);
        if (seen < 2)
            return;
        Look(seen, now);
    }

    /// <summary>
    /// A queue that empties at full speed loses one millisecond of delay each millisecond, no more; twice that and the
    /// line's noise on top cannot have been one.
    /// </summary>
    private bool FellTooFast(in DelaySample before, in DelaySample after)
    {
        double millis = (after.SentAt - before.SentAt).Millis;
        return millis > 0 && before.ExcessMs - after.ExcessMs > 2 * millis + 2 * _levels.QueueMs;
    }

    private bool Drained() => _delays[0].ExcessMs <= _levels.StepTooFarMs
        && (_delays.Count < 2 || _delays[1].ExcessMs <= _levels.QueueMs);

    private void Look(int seen, Instant now)
    {
        double least = _delays.Least(Math.Min(seen, 3));
        double expected = Math.Min(Expected(_down, now), Expected(_up, now));
        bool growing = least > _peakMs + _levels.QueueMs;
        bool telling = expected > _levels.QueueMs + 0.5 * _peakMs;
        if (!growing && (!telling || _peakMs - least >= 0.4 * Math.Min(expected, _peakMs)))
            return;
        bool turned = TurnTo(_down, _up, now) || TurnTo(_up, _down, now);
        if (growing || turned)
            ReplanBoth(seen, least, now);
        else if (_stage == AdaptiveStage.Test)
            TakeAsPath(now);
        else if (_fruitless++ > 0)
            BeginTest(now);
        else
            ReplanBoth(seen, least, now);
    }

    /// <summary>
    /// The cut of <paramref name="first"/> alone did not help: then it is the other, if that carries anything. What was
    /// cut in error is given back once the line is calm; nothing rises while it is not.
    /// </summary>
    private bool TurnTo(AdaptiveDirection other, AdaptiveDirection first, Instant now)
    {
        if (!first.Suspect || other.Suspect || other.Quiet || other.RecentPeak < TurnShare * other.Applied)
            return false;
        first.Acquitted = true;
        other.Suspect = true;
        other.Successes = 0;
        other.FailByQueue(now);
        other.Capacity = Math.Min(other.RecentPeak, AtOnset(other));
        other.Reason = Reason.QueueCut;
        return true;
    }

    private void ReplanBoth(int seen, double excessMs, Instant now)
    {
        Replan(_down, seen, excessMs);
        Replan(_up, seen, excessMs);
        _peakMs = excessMs;
        _stageSince = now;
        Rest(now);
    }

    /// <summary>
    /// By how much the excess should have fallen, had this direction been the cause; infinite for one that is not
    /// suspected.
    /// </summary>
    private double Expected(AdaptiveDirection direction, Instant now)
    {
        if (!direction.Suspect || !double.IsFinite(direction.Capacity) || direction.Capacity <= 0)
            return double.PositiveInfinity;
        Instant end = _delays[0].SentAt;
        double seconds = (end - _stageSince).Seconds;
        if (seconds <= 0)
            return 0;
        double bits = direction.Meter.BitsBetween(_stageSince, end);
        return 1000 * (seconds - bits / direction.Capacity);
    }

    private void Replan(AdaptiveDirection direction, int seen, double excessMs)
    {
        if (!direction.Suspect)
            return;
        double measured = seen >= 3 ? Delivered(direction, Math.Min(seen, _delays.Count) - 1, 0) : direction.Capacity;
        // While the queue still grows, what goes in is more than the line delivers.
        if (excessMs > _peakMs)
            measured = Math.Min(measured, Math.Max(direction.Floor, direction.Meter.NewestRate));
        if (double.IsFinite(measured))
            direction.Capacity = Math.Min(measured, direction.BeforeCut);
        direction.Set(Math.Min(direction.Rate, direction.Capacity * ShareFor(excessMs)));
        direction.Reason = direction.Rate <= direction.Floor ? Reason.AtFloor : Reason.Drain;
    }

    private void BeginTest(Instant now)
    {
        _stage = AdaptiveStage.Test;
        _stageSince = now;
        _peakMs = _delays.Least(Math.Min(2, _delays.Count));
        TestCut(_down);
        TestCut(_up);
        Rest(now);
    }

    private static void TestCut(AdaptiveDirection direction)
    {
        if (direction.Quiet || !direction.Known)
            return;
        if (!direction.Suspect)
            direction.Capacity = direction.RecentPeak;
        direction.Suspect = true;
        direction.Set(Math.Min(direction.Rate, TestShare * Math.Min(direction.Capacity, direction.Achieved)));
        direction.Reason = Reason.TestCut;
    }

    /// <summary>Neither cut lowered the delay: what is left is the path's.</summary>
    private void TakeAsPath(Instant now)
    {
        int seen = Math.Max(1, _delays.CountSince(_trustFrom));
        double all = _delays.Mean(Math.Min(seen, 4));
        for (int reflector = 0; reflector < _settings.Probe.Reflectors.Count; reflector++)
        {
            double own = OwnExcess(reflector, seen, all);
            _levels.Shift(reflector, own);
            _delays.Shift(reflector, -own);
        }
        _residueMs = all;
        Restore(_down, Reason.PathChange, now);
        Restore(_up, Reason.PathChange, now);
        _stage = AdaptiveStage.Calm;
        Rest(now);
    }

    private double OwnExcess(int reflector, int seen, double otherwise)
    {
        double sum = 0;
        int count = 0;
        for (int age = 0; age < Math.Min(seen, _delays.Count); age++)
        {
            if (_delays[age].Reflector != reflector)
                continue;
            sum += _delays[age].ExcessMs;
            count++;
        }
        return count > 0 ? sum / count : otherwise;
    }

    private static void Restore(AdaptiveDirection direction, Reason reason, Instant now)
    {
        if (!direction.Suspect)
            return;
        direction.Forgive();
        direction.Set(direction.BeforeCut);
        direction.Reason = reason;
        direction.NextStepAt = now;
        direction.Suspect = false;
    }

    /// <summary>The excess is gone: just below what the line was seen to deliver, or back where it was.</summary>
    private void Settle(Instant now)
    {
        _stage = AdaptiveStage.Calm;
        if (_tooFast)
        {
            Restore(_down, Reason.NotOurs, now);
            Restore(_up, Reason.NotOurs, now);
        }
        bool both = _down.Suspect && _up.Suspect && !_down.Acquitted && !_up.Acquitted;
        if (both)
            TellApart();
        both &= !_down.Acquitted && !_up.Acquitted;
        SettleAt(_down, both, now);
        SettleAt(_up, both, now);
        Rest(now);
    }

    /// <summary>
    /// One queue, two suspects: only for the one to blame does the same capacity come out of growth and drain, because
    /// only its bytes fed the queue.
    /// </summary>
    private void TellApart()
    {
        double down = Disagreement(_down);
        double up = Disagreement(_up);
        _down.Acquitted = up < Agreement && down > up + Agreement;
        _up.Acquitted = down < Agreement && up > down + Agreement;
    }

    private double Disagreement(AdaptiveDirection direction)
    {
        double drained = OverDrain(direction);
        return double.IsFinite(drained) && direction.Onset > 0
            ? Math.Abs(Math.Log(drained / direction.Onset))
            : Agreement;
    }

    private void SettleAt(AdaptiveDirection direction, bool shared, Instant now)
    {
        if (!direction.Suspect)
            return;
        direction.Suspect = false;
        if (direction.Acquitted)
        {
            direction.Forgive();
            direction.Set(direction.BeforeCut);
            direction.Reason = Reason.Acquitted;
            return;
        }
        double measured = OverDrain(direction);
        if (double.IsFinite(measured))
            direction.Capacity = Math.Min(measured, direction.BeforeCut);
        direction.Set(Math.Min(direction.BeforeCut, SettleShare * direction.Capacity));
        if (!shared)
            direction.FailByCapacity(now);
        direction.Reason = Reason.Settle;
        direction.NextStepAt = now + Duration.FromMillis(JudgeMs());
    }

    /// <summary>The balance over the part of the drain in which the queue surely stood.</summary>
    private double OverDrain(AdaptiveDirection direction)
    {
        int last = 0;
        while (last < _delays.Count - 1 && _delays[last].ExcessMs <= _levels.QueueMs)
            last++;
        int first = last;
        while (first < _delays.Count - 1 && _delays[first + 1].SentAt >= _stageSince
            && _delays[first + 1].ExcessMs > _levels.QueueMs)
            first++;
        bool longEnough = (_delays[last].SentAt - _delays[first].SentAt).Millis >= 80;
        return longEnough ? Delivered(direction, first, last) : double.PositiveInfinity;
    }
}
