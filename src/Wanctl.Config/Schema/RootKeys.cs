using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary>Keys at the top of the file.</summary>
internal static class RootKeys
{
    public static readonly IReadOnlyList<SchemaKey> All =
    [
        Key.Unused("schema_version", "the keys themselves say what they are", silentFor: "1.0"),
        Key.Required("wan_name", new IdentifierKind(),
            "The link's name in logs, metrics and the state file."),
        Key.Optional("cycle_interval_seconds", new NumberKind(0.02, 1, "s"), "0.05",
            "Time between two decisions. All links of one process tick on one grid; 50 ms is twenty looks a second."),
        Key.Dependent("ping_source_ip", new AddressKind(), "default: the system chooses",
            "The address to send echo requests from. With two WANs each link needs its own address or interface, "
            + "or both measure the same line."),
        Key.Dependent("ping_interface", new InterfaceNameKind(InterfaceNameKind.OwnMax),
            "default: the routing table chooses",
            "The network interface to send echo requests through; 15 characters are the kernel's limit."),
    ];
}
