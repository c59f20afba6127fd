using Wanctl.Core.Units;

namespace Wanctl.Core.Measure;

/// <summary>What the shaper said about one direction since the previous tick.</summary>
public struct DirectionReport
{
    /// <summary>What became of the last write.</summary>
    public WriteOutcome Outcome;

    /// <summary>Whether the fields below were read since the previous tick, but for those of the interface.</summary>
    public bool Read;

    /// <summary>The limit that the last write asked for, with <see cref="Outcome"/> other than None.</summary>
    public Rate Written;

    /// <summary>The limit that is in force, as read back.</summary>
    public Rate Limit;

    /// <summary>
    /// Bytes that have left the queue since the shaper's own counters began, in the measure in which the limit counts
    /// them: with the line's overhead where the shaper knows it.
    /// </summary>
    public ulong Bytes;

    /// <summary>Packets that were dropped since then.</summary>
    public ulong Dropped;

    /// <summary>Bytes that wait in the queue.</summary>
    public uint QueuedBytes;

    /// <summary>When the reading arrived, and that of the interface.</summary>
    public Instant ReadAt;

    /// <summary>Whether <see cref="InterfaceBytes"/> was read since the previous tick.</summary>
    public bool InterfaceRead;

    /// <summary>
    /// Bytes that have left through the interface which the queue stands on, since some past moment: what has passed
    /// the queue, with link headers, and whatever else leaves there.
    /// </summary>
    public ulong InterfaceBytes;

    /// <summary>
    /// Whether the fields below were read too: CAKE tells them where it runs in this machine's kernel, RouterOS does
    /// not.
    /// </summary>
    public bool Detailed;

    /// <summary>Packets that have left the queue since the shaper's counters began.</summary>
    public ulong Packets;

    /// <summary>Packets that got an ECN mark instead of being dropped, since then.</summary>
    public ulong Marked;

    /// <summary>
    /// The running mean of the time that packets wait in the busiest tin, in microseconds; 0 where all tins are idle.
    /// CAKE averages over some 256 packets.
    /// </summary>
    public uint DelayMicros;

    /// <summary>The same of its slowest packets: a mean that rises fast and falls slowly.</summary>
    public uint PeakDelayMicros;
}
