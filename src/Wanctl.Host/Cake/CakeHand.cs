using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Host.Interop;
using Wanctl.Host.Router;
using Wanctl.Wire.Cake.Dialogue;

namespace Wanctl.Host.Cake;

/// <summary>Moves the bandwidth of the two CAKEs of a link that this machine's kernel runs.</summary>
public sealed class CakeHand(CakeConnection kernel, CakeQueue down, CakeQueue up) : IShaperHand
{
    private const int BitsPerByte = 8;

    private Rate _askedDown;
    private Rate _askedUp;
    private int _replacements;

    /// <inheritdoc/>
    public void Report(ref ShaperReport report)
    {
        report.State = kernel.StateOf(down, up);
        int replacements = down.Replacements + up.Replacements;
        report.Restarted = replacements != _replacements;
        _replacements = replacements;
        Report(down, _askedDown, ref report.Down);
        Report(up, _askedUp, ref report.Up);
    }

    /// <inheritdoc/>
    public void Apply(in Decision decision)
    {
        if (decision.Down.Write)
            Want(down, _askedDown = decision.Down.Asked);
        if (decision.Up.Write)
            Want(up, _askedUp = decision.Up.Asked);
    }

    /// <inheritdoc/>
    public string Refusal(bool ofDown)
    {
        CakeQueue queue = ofDown ? down : up;
        string why = Libc.Explain(queue.RefusalNumber);
        return queue.Refusal.Length == 0 ? why : $"{why}: {queue.Refusal}";
    }

    /// <summary>CAKE counts whole bytes, and takes 0 for "no limit".</summary>
    private static void Want(CakeQueue queue, Rate rate) =>
        queue.Want((ulong)Math.Max(1, rate.BitsPerSecond / BitsPerByte));

    private void Report(CakeQueue queue, Rate asked, ref DirectionReport report)
    {
        report.Outcome = Outcome(queue.TakeOutcome());
        report.Written = asked;
        if (!queue.TryTakeReading(out CakeReading reading))
            return;
        report.Read = true;
        report.ReadAt = kernel.ReadAt;
        // What was asked to the bit is in force to the byte: that is the same, and nobody else's change.
        bool ours = queue.Sent != 0 && reading.BytesPerSecond == queue.Sent;
        report.Limit = ours ? asked : new Rate((long)Math.Min(reading.BytesPerSecond, long.MaxValue / 8) * BitsPerByte);
        report.Bytes = reading.LineBytes;
        report.Dropped = reading.Dropped;
        report.QueuedBytes = reading.BacklogBytes;
        report.Detailed = queue.Statistics.TinCount > 0;
        report.Packets = reading.Packets;
        report.Marked = reading.Marked;
        report.DelayMicros = reading.DelayMicros;
        report.PeakDelayMicros = reading.PeakDelayMicros;
    }

    private static WriteOutcome Outcome(CakeOutcome outcome) => outcome switch
    {
        CakeOutcome.Done => WriteOutcome.Applied,
        CakeOutcome.Refused => WriteOutcome.Refused,
        CakeOutcome.Lost => WriteOutcome.Lost,
        _ => WriteOutcome.None,
    };
}
