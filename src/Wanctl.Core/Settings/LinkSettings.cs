using Wanctl.Core.Units;

namespace Wanctl.Core.Settings;

/// <summary>
/// Everything that one link runs on. Built and checked by the configuration room; values in it cannot be wrong.
/// </summary>
public sealed record LinkSettings
{
    /// <summary>The link's name, as in <c>wan_name</c>: 1 to 64 letters, digits, <c>_ . -</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The control interval, 50 ms in production; 20 ms to 1 s.</summary>
    public required Duration Interval { get; init; }

    /// <summary>Which law decides.</summary>
    public required RateLawKind Law { get; init; }

    /// <summary>
    /// The least excess delay, in milliseconds above what the line shows while it is calm, that the adaptive law takes
    /// for a queue; 1 to 100. A noisy line raises it by itself.
    /// </summary>
    public double ExcessMs { get; init; } = 5;

    /// <summary>Bounds and steps toward the user.</summary>
    public required DirectionSettings Download { get; init; }

    /// <summary>Bounds and steps toward the Internet.</summary>
    public required DirectionSettings Upload { get; init; }

    /// <summary>Zones and averages of the classic law.</summary>
    public required ThresholdSettings Thresholds { get; init; }

    /// <summary>Reflectors and how they are asked.</summary>
    public required ProbeSettings Probe { get; init; }

    /// <summary>What happens while nobody answers.</summary>
    public required FallbackSettings Fallback { get; init; }

    /// <summary>How often limits may be written.</summary>
    public required WriteBudgetSettings Writes { get; init; }

    /// <summary>The router.</summary>
    public required RouterSettings Router { get; init; }

    /// <summary>
    /// Name of the download queue; of the one simple queue with <see cref="QueueKind.Simple"/>; of the interface whose
    /// CAKE shapes toward the user with <see cref="RouterTransport.LinuxCake"/>.
    /// </summary>
    public required string DownloadQueue { get; init; }

    /// <summary>
    /// Name of the upload queue, or of the interface; equal to <see cref="DownloadQueue"/> with <see
    /// cref="QueueKind.Simple"/>.
    /// </summary>
    public required string UploadQueue { get; init; }

    /// <summary>
    /// Where the target of the simple queue lies; it counts with <see cref="QueueKind.Simple"/> only.
    /// </summary>
    public QueueTarget Target { get; init; }

    /// <summary>The lock that keeps a second daemon away from the same queues.</summary>
    public required string LockFile { get; init; }

    /// <summary>Where averages and rates are kept across restarts.</summary>
    public required string StateFile { get; init; }

    /// <summary>True to decide and report but never write (<c>control.dry_run</c>).</summary>
    public bool DryRun { get; init; }
}
