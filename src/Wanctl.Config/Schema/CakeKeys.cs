using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary><c>cake</c>: the kind of line, and whose CAKE is moved where this machine is the router itself.</summary>
internal static class CakeKeys
{
    public const string Section = "cake";
    public const string Download = $"{Section}.download_interface";
    public const string Upload = $"{Section}.upload_interface";
    public const string Line = $"{Section}.line";

    public static readonly IReadOnlyList<SchemaKey> All =
    [
        .. Key.With(RouterKeys.LinuxCake,
            Key.Required(Download, new InterfaceNameKind(InterfaceNameKind.OtherMax),
                "The interface whose CAKE shapes toward the user: the IFB that the WAN's incoming packets are "
                + "redirected to, or the LAN's interface."),
            Key.Required(Upload, new InterfaceNameKind(InterfaceNameKind.OtherMax),
                "The interface whose CAKE shapes toward the Internet: the WAN's own.")),
        Key.Dependent(Line,
            new WordKind(LineWords) { Several = true, Advice = ", or several of them, whose overheads add up" },
            "default: not checked",
            "The kind of line, as tc-cake(8) names it, in one word or several (pppoe-ptm ether-vlan); check --router "
            + "then says whether CAKE's overhead fits."),
    ];

    /// <summary>The kinds of line that <c>tc-cake(8)</c> has words for.</summary>
    public static string[] LineWords =>
    [
        "docsis", "ethernet", "ether-vlan", "pppoe-ptm", "bridged-ptm", "pppoa-vcmux", "pppoa-llc", "pppoe-vcmux",
        "pppoe-llcsnap", "bridged-vcmux", "bridged-llcsnap", "ipoa-vcmux", "ipoa-llcsnap",
    ];
}
