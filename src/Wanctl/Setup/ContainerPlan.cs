namespace Wanctl.Setup;

/// <summary>What a set-up needs to know more where wanctl runs in a container on the router itself.</summary>
/// <param name="Version">The router's version, which decides on the spelling of its commands.</param>
/// <param name="Architecture">The image's, as <c>arm64</c>.</param>
internal sealed record ContainerPlan(RouterOsVersion Version, string Architecture)
{
    /// <summary>The router on the container's network.</summary>
    public const string Router = "172.31.9.1";

    /// <summary>The container, as the router sees it: its first address, which the API is asked from.</summary>
    public const string Box = "172.31.9.2";

    /// <summary>The container's network: the router and five addresses for echoes.</summary>
    public const string Network = "172.31.9.0/29";

    /// <summary>The lines that the network has addresses for.</summary>
    public const int LinesMax = 5;

    /// <summary>The architectures that there are images for.</summary>
    public static IReadOnlyList<string> Architectures { get; } = ["arm64", "amd64"];

    /// <summary>The folder on a disk, as <c>usb1</c>; empty for the router's own storage.</summary>
    public string Disk { get; init; } = "";

    /// <summary>
    /// The next hop of the line, through which its echoes go: an address, the interface of a PPPoE line, or
    /// <c>dhcp</c>; empty where the router has no other WAN.
    /// </summary>
    public string Gateway { get; init; } = "";

    /// <summary>The address that the line's echoes leave from.</summary>
    public string Source { get; init; } = Box;

    /// <summary>Where everything lies on the router.</summary>
    public string Folder => Disk.Length == 0 ? "wanctl" : $"{Disk}/wanctl";

    /// <summary>The first address that no other line of the container has; null where all are taken.</summary>
    /// <param name="others">
    /// The source of each other line; null of one whose echoes leave by the container's first.
    /// </param>
    public static string? FreeSource(IReadOnlyList<string?> others)
    {
        for (int line = 0; line < LinesMax; line++)
        {
            bool taken = false;
            foreach (string? other in others)
                taken |= (other ?? Box) == AddressOf(line);
            if (!taken)
                return AddressOf(line);
        }
        return null;
    }

    /// <summary>The address of a line, by how many came before it.</summary>
    public static string AddressOf(int line) => FormattableString.Invariant($"172.31.9.{2 + line}");

    /// <summary>Takes an architecture that there is an image for, or says why there is none.</summary>
    public static SetupAnswer ArchitectureOf(string text) => text.ToLowerInvariant() switch
    {
        "x86" or "x86_64" or "x64" => SetupAnswer.Of("amd64"),
        "arm" => SetupAnswer.Wrong(text, "arm64 or amd64: the processor of a 32-bit ARM router cannot run wanctl; it "
            + "runs on a Raspberry Pi or another small machine beside the router"),
        "mipsbe" or "mmips" or "smips" or "ppc" or "tile" => SetupAnswer.Wrong(text, "arm64 or amd64: RouterOS has no "
            + "containers on this processor; wanctl runs on a small machine beside the router"),
        _ => SetupAnswer.Choice(text, Architectures),
    };
}
