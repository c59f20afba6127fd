using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary><c>control</c>: which law decides, and whether it may act.</summary>
internal static class ControlKeys
{
    public const string Law = "control.law";
    public const string Adaptive = "adaptive";
    public const string Adaptive2 = "adaptive2";
    public const string Classic = "classic";

    public static readonly IReadOnlyList<SchemaKey> All =
    [
        Key.Optional(Law, new WordKind(Adaptive, Adaptive2, Classic), Adaptive,
            "The control law. adaptive measures what the line delivers and keeps just below it; adaptive2 is its "
            + "successor on trial, which knows how sure it is; classic moves the rates exactly as the original does."),
        .. Key.Of(Adaptive,
            Key.Optional("control.excess_ms", new NumberKind(1, 100, "ms"), "5",
                "The least delay above that of the calm line that counts as a queue. A noisy line raises it by "
                + "itself.")),
        Key.Optional("control.dry_run", new BooleanKind(), "false",
            "Measure, read the router, decide, and say what would be set, but never write to the router. lock_file and "
            + "state_file get .dry-run behind their names, so that it may run beside the daemon that acts."),
    ];
}
