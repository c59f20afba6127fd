using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Steer;

/// <summary>Everything that steering runs on. Built and checked by the configuration room.</summary>
public sealed record SteeringSettings
{
    /// <summary>The name in logs, as in <c>wan_name</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The tick; that of the links.</summary>
    public required Duration Interval { get; init; }

    /// <summary>Name of the link that everything uses while it is well.</summary>
    public required string Primary { get; init; }

    /// <summary>Name of the link that takes connections over.</summary>
    public required string Alternate { get; init; }

    /// <summary>How far it may go.</summary>
    public SteeringMode Mode { get; init; } = SteeringMode.Observe;

    /// <summary>How evidence becomes a verdict.</summary>
    public SteeringStrategy Strategy { get; init; }

    /// <summary>
    /// The router that has the rules; null where it is the primary link's router. Queues play no part in it.
    /// </summary>
    public RouterSettings? Router { get; init; }

    /// <summary>Comments of the mangle rules to switch, all together; 1 to 16, all different.</summary>
    public required IReadOnlyList<string> RuleComments { get; init; }

    /// <summary>When evidence is GREEN, YELLOW or RED.</summary>
    public SteeringThresholds Thresholds { get; init; } = new();

    /// <summary>RED for so long makes the primary link bad; hysteresis only.</summary>
    public Duration Activation { get; init; } = Duration.FromSeconds(16);

    /// <summary>GREEN for so long makes it well again; hysteresis only.</summary>
    public Duration Recovery { get; init; } = Duration.FromSeconds(30);

    /// <summary>Points and their times; confidence only.</summary>
    public ConfidenceSettings Confidence { get; init; } = new();

    /// <summary>What restrains a line that goes to and fro.</summary>
    public FlapSettings Flaps { get; init; } = new();

    /// <summary>
    /// What was measured longer ago than this is not known any more, and all timers stand still.
    /// </summary>
    public Duration Freshness { get; init; } = Duration.FromSeconds(1);

    /// <summary>The other WAN must have been well for so long before anything is sent there.</summary>
    public Duration AlternateSettle { get; init; } = Duration.FromSeconds(5);

    /// <summary>The other WAN must be bad for so long before connections are taken back from it.</summary>
    public Duration AlternateFail { get; init; } = Duration.FromSeconds(1);

    /// <summary>How long a rule that somebody changed by hand is left as he put it.</summary>
    public Duration HandGrace { get; init; } = Duration.FromSeconds(60);

    /// <summary>Time between two looks at the rules.</summary>
    public Duration RuleInterval { get; init; } = Duration.FromSeconds(1);

    /// <summary>
    /// Decisions that are kept to be told and shown (<c>state.history_size</c>); 2400 are 120 s at 50 ms.
    /// </summary>
    public int HistorySize { get; init; } = 2400;

    /// <summary>Held while the daemon runs, so that no second one moves the same rules; null for none.</summary>
    public string? LockFile { get; init; }

    /// <summary>A span in whole ticks, rounded up; at least one.</summary>
    public long Ticks(Duration span) => Math.Max(1, (span.Nanos + Interval.Nanos - 1) / Interval.Nanos);
}
