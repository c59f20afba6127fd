using System.Diagnostics;

namespace Wanctl.Core.Measure.Timestamps;

/// <summary>Up to ten answers of one host, and what they say about its clock.</summary>
internal sealed class TimestampBatch
{
    /// <summary>How many answers are judged together.</summary>
    public const int Size = 10;

    /// <summary>How much the two clocks may diverge beyond the spread of the round trips.</summary>
    public const double DriftMaxMillis = 2;

    /// <summary>
    /// Requests that are sent at places of a step less than this apart say nothing about the steps of a clock.
    /// </summary>
    private const double ApartMillis = 1.5;

    private readonly TimestampAnswer[] _answers = new TimestampAnswer[Size];
    private readonly uint[] _received = new uint[Size];

    /// <summary>Answers in the batch.</summary>
    public int Count { get; private set; }

    /// <summary>How the host writes the time; valid once <see cref="JudgeValues"/> has accepted.</summary>
    public TimestampForm Form { get; private set; }

    /// <summary>Empties it.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds an answer; one too many is passed over.</summary>
    public void Add(in TimestampAnswer answer)
    {
        if (Count < Size)
            _answers[Count++] = answer;
    }

    /// <summary>What can be said without comparing the clocks; at least two answers.</summary>
    /// <param name="oddTurnsMax">Answers that may have an odd time inside the host.</param>
    /// <param name="known">The form in which the host has been read before, else the standard one.</param>
    public TimestampVerdict JudgeValues(int oddTurnsMax, TimestampForm known)
    {
        Debug.Assert(Count >= 2, "one value is always constant");
        bool constant = true;
        bool mirror = true;
        for (int i = 0; i < Count; i++)
        {
            _received[i] = _answers[i].Receive;
            constant &= _received[i] == _received[0];
            mirror &= _received[i] == _answers[i].Nonce;
        }
        if (mirror)
            return TimestampVerdict.Mirror;
        if (constant)
            return TimestampVerdict.Constant;
        Form = TimestampCode.Recognise(_received.AsSpan(0, Count), known);
        if (Form == TimestampForm.HalfWord)
            return TimestampVerdict.HalfWord;
        int odd = 0;
        for (int i = 0; i < Count; i++)
            odd += _answers[i].TurnsWell(Form) ? 0 : 1;
        return odd > oddTurnsMax ? TimestampVerdict.Turn : TimestampVerdict.Accepted;
    }

    /// <summary>Whether the clock ticks in coarse steps; after <see cref="JudgeValues"/>.</summary>
    public TimestampVerdict JudgeSteps()
    {
        TimestampVerdict verdict = JudgeStep(1000);
        return verdict == TimestampVerdict.Accepted ? JudgeStep(10) : verdict;
    }

    private TimestampVerdict JudgeStep(int millis)
    {
        double apart = 0;
        double firstSent = _answers[0].SentAt.Nanos / 1e6;
        uint first = TimestampCode.MillisOf(_received[0], Form);
        for (int i = 1; i < Count; i++)
        {
            if (TimestampCode.MillisOf(_received[i], Form) % millis != first % millis)
                return TimestampVerdict.Accepted;
            double place = TimestampCode.Wrap(_answers[i].SentAt.Nanos / 1e6 - firstSent, millis);
            apart = Math.Max(apart, Math.Abs(place));
        }
        return apart > ApartMillis ? TimestampVerdict.Coarse : TimestampVerdict.PhaseLocked;
    }

    /// <summary>Whether the clock advances as ours does; after <see cref="JudgeValues"/>.</summary>
    public TimestampVerdict JudgeDrift()
    {
        double firstUp = _answers[0].RawUpMillis(Form);
        (double upLeast, double upMost) = (0, 0);
        double roundLeast = _answers[0].RoundMillis(Form);
        double roundMost = roundLeast;
        for (int i = 1; i < Count; i++)
        {
            double up = TimestampCode.Wrap(
                _answers[i].RawUpMillis(Form) - firstUp, TimestampCode.ModulusOf(Form));
            upLeast = Math.Min(upLeast, up);
            upMost = Math.Max(upMost, up);
            double round = _answers[i].RoundMillis(Form);
            roundLeast = Math.Min(roundLeast, round);
            roundMost = Math.Max(roundMost, round);
        }
        return upMost - upLeast <= roundMost - roundLeast + DriftMaxMillis
            ? TimestampVerdict.Accepted
            : TimestampVerdict.Drift;
    }
}
