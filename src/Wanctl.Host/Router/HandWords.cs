using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Host.Router;

/// <summary>Says in the core's words what the dialogue says in its own.</summary>
internal static class HandWords
{
    /// <summary>The fate of a write.</summary>
    public static WriteOutcome Outcome(QueueOutcome outcome) => outcome switch
    {
        QueueOutcome.Done => WriteOutcome.Applied,
        QueueOutcome.Refused => WriteOutcome.Refused,
        QueueOutcome.Lost => WriteOutcome.Lost,
        _ => WriteOutcome.None,
    };

    /// <summary>A tree queue's reading, or the first half of a simple queue's.</summary>
    public static void ReadFirst(in QueueReading reading, Instant at, ref DirectionReport report) =>
        Read(reading.LimitFirst, reading.BytesFirst, reading.DroppedFirst, reading.QueuedFirst, at, ref report);

    /// <summary>The second half of a simple queue's reading.</summary>
    public static void ReadSecond(in QueueReading reading, Instant at, ref DirectionReport report) =>
        Read(reading.LimitSecond, reading.BytesSecond, reading.DroppedSecond, reading.QueuedSecond, at, ref report);

    private static void Read(
        long limit, ulong bytes, ulong dropped, ulong queued, Instant at, ref DirectionReport report)
    {
        report.Read = true;
        report.ReadAt = at;
        report.Limit = new Rate(limit);
        report.Bytes = bytes;
        report.Dropped = dropped;
        report.QueuedBytes = (uint)Math.Min(queued, uint.MaxValue);
    }
}
