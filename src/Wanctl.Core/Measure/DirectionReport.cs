using Wanctl.Core.Units;

namespace Wanctl.Core.Measure;

/// <summary>What the shaper said about one direction since the previous tick.</summary>
public struct DirectionReport
{
    /// <summary>What became of the last write.</summary>
    public WriteOutcome Outcome;

    /// <summary>Whether the fields below were read since the previous tick.</summary>
    public bool Read;

    /// <summary>The limit that the last write asked for, with <see cref="Outcome"/> other than None.</summary>
    public Rate Written;

    /// <summary>The limit that is in force, as read back.</summary>
    public Rate Limit;

    /// <summary>Bytes that have left the queue since the shaper's own counters began.</summary>
    public ulong Bytes;

    /// <summary>Packets that were dropped since then.</summary>
    public ulong Dropped;

    /// <summary>Bytes that wait in the queue.</summary>
    public uint QueuedBytes;

    /// <summary>When the reading arrived.</summary>
    public Instant ReadAt;
}
