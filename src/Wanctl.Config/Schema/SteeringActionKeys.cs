using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary>What steering may do, on which router and to which rules.</summary>
internal static class SteeringActionKeys
{
    /// <summary>How far it may go; <c>mode: observe</c> is short for it.</summary>
    public const string Mode = "mode.act";

    public const string Confidence = "mode.use_confidence_scoring";
    public const string Comment = "mangle_rule.comment";
    public const string Comments = "mangle_rule.comments";
    public const string Router = "router";

    private const string AsPrimary = "default: as the primary link's";

    public static readonly IReadOnlyList<SchemaKey> All =
    [
        Key.Optional(Mode, new WordKind("off", "observe", "active"), "observe",
            "observe decides on an imagined rule and says what active would have done; off decides nothing. "
            + "'mode: active' is short for it."),
        Key.Optional(Confidence, new BooleanKind(), "false",
            "Decide by points instead of by hysteresis; one or the other, never both."),
        Key.Unused("mode.cake_aware", "drops and queue always count", silentFor: "true"),
        Key.Unused("mode.enable_yellow_state", "there is always a YELLOW", silentFor: "true"),
        Key.Unused("mode.reset_counters", "counters are never reset", silentFor: "true"),
        Key.Dependent(Comment, new CommentKind(), "this or comments is needed",
            "The comment of the mangle rule to switch, byte for byte. No other rule is ever touched."),
        Key.Dependent(Comments, new ListKind("different comments", new CommentKind(), 1, 16),
            "this or comment is needed",
            "Several rules that are switched together, each by its own comment."),
        Key.Optional("mangle_rule.check_seconds", new NumberKind(1, 300, "s"), "1",
            "Time between two looks at the rules."),
        Key.Optional("mangle_rule.hand_grace_seconds", new NumberKind(0, 86400, "s"), "60",
            "A rule that somebody switches by hand is left so for this time, and then put right."),
        Key.Dependent("router.transport", Transport(), AsPrimary,
            "The router that has the rules. Without this group it is the router of the primary link; with its host and "
            + "port the two share one connection."),
        Key.Dependent("router.host", new HostKind(), AsPrimary, "The router."),
        Key.Dependent("router.port", new IntegerKind(1, 65535), "default 8728 with api, 8729 with api-ssl",
            "The port of the API service."),
        Key.Dependent("router.user", new TextKind("a user name", 1, 128), AsPrimary,
            "The router's user; a group with the policies api, read and write is enough."),
        Key.Dependent("router.password", new SecretKind(), AsPrimary, "Its password."),
        Key.Dependent("router.certificate_pin", new DigestKind(), "api-ssl needs this or certificate_authority",
            "SHA-256 of the router's certificate (DER)."),
        Key.Dependent("router.certificate_authority", new PathKind(), "api-ssl needs this or certificate_pin",
            "PEM file of the authority that signed the router's certificate."),
        Key.Optional("router.stall_limit_seconds", new NumberKind(1, 60, "s"), "2",
            "A connection that owes answers and sends nothing for so long counts as dead and is made again."),
        Key.Unused("router.ssh_key", "the API takes a password and no key"),
        Key.Unused("router.verify_ssl", "api-ssl always verifies, by certificate_pin or certificate_authority"),
        Key.Unused("router.type", "rules are switched on RouterOS only", silentFor: "routeros"),
    ];

    private static WordKind Transport() => new("api", "api-ssl")
    {
        Advice = ": RouterOS's API, enabled on the router by '/ip service enable api' (or api-ssl)",
        Refused = new Dictionary<string, string>
        {
            ["rest"] = "which wanctl does not speak",
            ["ssh"] = "which wanctl does not speak",
            ["linux-cake"] = "this machine has no mangle rules that wanctl could switch",
        },
    };
}
