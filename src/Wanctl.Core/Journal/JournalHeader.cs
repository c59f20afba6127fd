using Wanctl.Core.Settings;

namespace Wanctl.Core.Journal;

/// <summary>
/// What stands at the beginning of a journal file. A recording is one run of one link; its files are segments, and the
/// header of each holds all that is needed to step the link from there.
/// </summary>
public sealed record JournalHeader
{
    /// <summary>The version of the layout; what is written has the newest.</summary>
    public int Version { get; init; } = JournalCodec.SchemaVersion;

    /// <summary>
    /// Which recording: the system clock at its beginning, in nanoseconds since 1970, so that later ones sort behind.
    /// </summary>
    public required long Recording { get; init; }

    /// <summary>Number of this segment within the recording, from 0.</summary>
    public required int Segment { get; init; }

    /// <summary>Why it begins.</summary>
    public required SegmentCause Cause { get; init; }

    /// <summary>Number of its first record within the recording; records are numbered from 0 without gaps.</summary>
    public required long FirstRecord { get; init; }

    /// <summary>
    /// The system clock less the monotonic one in nanoseconds, to name the time of a tick. Informative.
    /// </summary>
    public required long WallOffsetNanos { get; init; }

    /// <summary>
    /// What the link runs on, as far as a decision depends on it: no addresses of the router, no secrets, no paths.
    /// </summary>
    public required LinkSettings Settings { get; init; }

    /// <summary>
    /// What the link started from where <see cref="Cause"/> is <see cref="SegmentCause.Begin"/>; else what it would
    /// have started from about a second before this segment.
    /// </summary>
    public required JournalStart Start { get; init; }
}
