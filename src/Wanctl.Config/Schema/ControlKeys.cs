using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary><c>control</c>: which law decides, and whether it may act.</summary>
internal static class ControlKeys
{
    public static readonly IReadOnlyList<SchemaKey> All =
    [
        Key.Optional("control.law", new WordKind("classic") { Refused = OtherLaws() }, "classic",
            "The control law. classic moves the rates exactly as the original does."),
        Key.Optional("control.dry_run", new BooleanKind(), "false",
            "Measure, decide and report, but never write to the router; good for a first evening."),
    ];

    private static Dictionary<string, string> OtherLaws() =>
        new() { ["adaptive"] = "this build has the classic law only" };
}
