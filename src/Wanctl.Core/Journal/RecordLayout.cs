using Wanctl.Core.Decide;
using Wanctl.Core.Decide.Belief;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;

namespace Wanctl.Core.Journal;

/// <summary>How an observation and a decision lie in bytes.</summary>
internal static class RecordLayout
{
    /// <summary>Bits of a zone.</summary>
    private const int ZoneBits = 4;

    /// <summary>
    /// Carries one record. All eight places for samples are there, taken or not, so that every record is as long as
    /// every other.
    /// </summary>
    /// <param name="cursor">Where.</param>
    /// <param name="record">What.</param>
    /// <param name="beliefs">Whether beliefs are in it; they stay unknown where not.</param>
    public static void Carry(ref JournalCursor cursor, ref JournalRecord record, bool beliefs)
    {
        ref Observation seen = ref record.Seen;
        seen.Tick = cursor.Long(seen.Tick);
        seen.Now = cursor.Instant(seen.Now);
        seen.LateMicros = cursor.Integer(seen.LateMicros);
        seen.Connectivity = (Connectivity)cursor.Byte((byte)seen.Connectivity);
        Carry(ref cursor, ref seen.Echoes);
        seen.Shaper.State = (ShaperState)cursor.Byte((byte)seen.Shaper.State);
        seen.Shaper.Restarted = cursor.Flag(seen.Shaper.Restarted);
        Carry(ref cursor, ref seen.Shaper.Down);
        Carry(ref cursor, ref seen.Shaper.Up);
        ref Decision chosen = ref record.Chosen;
        chosen.MeasuredMs = cursor.Real(chosen.MeasuredMs);
        chosen.LoadMs = cursor.Real(chosen.LoadMs);
        chosen.BaselineMs = cursor.Real(chosen.BaselineMs);
        chosen.Line = (LineState)cursor.Byte((byte)chosen.Line);
        chosen.NextReflector = cursor.Byte(chosen.NextReflector);
        Carry(ref cursor, ref chosen.Down);
        Carry(ref cursor, ref chosen.Up);
        if (!beliefs)
            return;
        Carry(ref cursor, ref chosen.Down.Belief);
        Carry(ref cursor, ref chosen.Up.Belief);
        chosen.Causes.Download = cursor.Single(chosen.Causes.Download);
        chosen.Causes.Upload = cursor.Single(chosen.Causes.Upload);
        chosen.Causes.Path = cursor.Single(chosen.Causes.Path);
        chosen.Causes.Chance = cursor.Single(chosen.Causes.Chance);
    }

    private static void Carry(ref JournalCursor cursor, ref EchoBatch echoes)
    {
        EchoBatch carried = default;
        int count = cursor.Byte((byte)echoes.Count);
        if (count > EchoBatch.Capacity)
            cursor.Refuse();
        for (int i = 0; i < EchoBatch.Capacity; i++)
        {
            EchoSample sample = i < echoes.Count ? echoes[i] : default;
            sample.SentAt = cursor.Instant(sample.SentAt);
            sample.Sequence = cursor.Word(sample.Sequence);
            sample.RttMicros = cursor.Integer(sample.RttMicros);
            sample.Reflector = cursor.Byte(sample.Reflector);
            if (i < count)
                carried.Add(in sample);
        }
        echoes = carried;
    }

    private static void Carry(ref JournalCursor cursor, ref DirectionReport report)
    {
        report.Outcome = (WriteOutcome)cursor.Byte((byte)report.Outcome);
        report.Read = cursor.Flag(report.Read);
        report.Written = cursor.Rate(report.Written);
        report.Limit = cursor.Rate(report.Limit);
        report.Bytes = cursor.Counter(report.Bytes);
        report.Dropped = cursor.Counter(report.Dropped);
        report.QueuedBytes = cursor.Word(report.QueuedBytes);
        report.ReadAt = cursor.Instant(report.ReadAt);
        report.InterfaceRead = cursor.Flag(report.InterfaceRead);
        report.InterfaceBytes = cursor.Counter(report.InterfaceBytes);
        report.Detailed = cursor.Flag(report.Detailed);
        report.Packets = cursor.Counter(report.Packets);
        report.Marked = cursor.Counter(report.Marked);
        report.DelayMicros = cursor.Word(report.DelayMicros);
        report.PeakDelayMicros = cursor.Word(report.PeakDelayMicros);
    }

    private static void Carry(ref JournalCursor cursor, ref DirectionDecision decision)
    {
        decision.Wanted = cursor.Rate(decision.Wanted);
        decision.Asked = cursor.Rate(decision.Asked);
        decision.Applied = cursor.Rate(decision.Applied);
        // Two zones share a byte, and two flags another: recordings from before the second ones read as Unknown and no.
        int zones = cursor.Byte((byte)((int)decision.Zone | ((int)decision.Severity << ZoneBits)));
        decision.Zone = (Zone)(zones & ((1 << ZoneBits) - 1));
        decision.Severity = (Zone)(zones >> ZoneBits);
        decision.Reason = (Reason)cursor.Byte((byte)decision.Reason);
        int flags = cursor.Byte((byte)((decision.Restores ? 1 : 0) | (decision.Cuts ? 2 : 0)));
        decision.Restores = (flags & 1) != 0;
        decision.Cuts = (flags & 2) != 0;
        decision.Blocker = (Blocker)cursor.Byte((byte)decision.Blocker);
        decision.Write = cursor.Flag(decision.Write);
        decision.ForeignChange = cursor.Flag(decision.ForeignChange);
        decision.Counters = (CounterSource)cursor.Byte((byte)decision.Counters);
    }

    private static void Carry(ref JournalCursor cursor, ref DirectionBelief belief)
    {
        belief.Capacity = cursor.Rate(belief.Capacity);
        belief.Deviation = cursor.Single(belief.Deviation);
        belief.State = (DirectionState)cursor.Byte((byte)belief.State);
        belief.Outlook = (TryOutlook)cursor.Byte((byte)belief.Outlook);
        belief.ForgoneSeconds = cursor.Single(belief.ForgoneSeconds);
        belief.PriceSeconds = cursor.Single(belief.PriceSeconds);
        belief.NextTry = cursor.Duration(belief.NextTry);
    }
}
