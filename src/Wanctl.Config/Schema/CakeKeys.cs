using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary><c>cake</c>: the kind of line, and whose CAKE is moved where this machine is the router itself.</summary>
internal static class CakeKeys
{
    public const string Section = "cake";
    public const string Download = $"{Section}.download_interface";
    public const string Upload = $"{Section}.upload_interface";
    public const string Line = $"{Section}.line";

    /// <summary>The kernel's limit on the length of an interface's name.</summary>
    private const int NameMax = 15;

    public static readonly IReadOnlyList<SchemaKey> All =
    [
        .. Key.With(RouterKeys.LinuxCake,
            Key.Required(Download, new IdentifierKind(NameMax),
                "The interface whose CAKE shapes toward the user: the IFB that the WAN's incoming packets are "
                + "redirected to, or the LAN's interface."),
            Key.Required(Upload, new IdentifierKind(NameMax),
                "The interface whose CAKE shapes toward the Internet: the WAN's own.")),
        Key.Dependent(Line, new WordKind(LineWords), "default: not checked",
            "The kind of line, as tc-cake(8) names it; check --router then says whether CAKE's overhead fits."),
    ];

    /// <summary>The kinds of line that <c>tc-cake(8)</c> has words for.</summary>
    public static string[] LineWords =>
    [
        "docsis", "ethernet", "ether-vlan", "pppoe-ptm", "bridged-ptm", "pppoa-vcmux", "pppoa-llc", "pppoe-vcmux",
        "pppoe-llcsnap", "bridged-vcmux", "bridged-llcsnap", "ipoa-vcmux", "ipoa-llcsnap",
    ];
}
