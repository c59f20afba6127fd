using Wanctl.Wire.Cake;

namespace Wanctl.Audit;

/// <summary>
/// What a kind of line adds to a packet, as <c>tc-cake(8)</c> has it under the same name.
/// </summary>
/// <param name="Name">The word of <c>tc-cake(8)</c> and of <c>cake.line</c>.</param>
/// <param name="Overhead">Bytes beyond the network-layer length.</param>
/// <param name="Cells">How the line cuts packets up.</param>
/// <param name="Mpu">The fewest bytes that a packet takes.</param>
internal sealed record LineKind(string Name, int Overhead, CakeCells Cells, uint Mpu)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<LineKind> All { get; } =
    [
        new("docsis", 18, CakeCells.None, 64),
        new("ethernet", 38, CakeCells.None, 84),
        new("ether-vlan", 42, CakeCells.None, 84),
        new("pppoe-ptm", 30, CakeCells.Ptm, 0),
        new("bridged-ptm", 22, CakeCells.Ptm, 0),
        new("pppoa-vcmux", 10, CakeCells.Atm, 0),
        new("pppoa-llc", 14, CakeCells.Atm, 0),
        new("pppoe-vcmux", 32, CakeCells.Atm, 0),
        new("pppoe-llcsnap", 40, CakeCells.Atm, 0),
        new("bridged-vcmux", 24, CakeCells.Atm, 0),
        new("bridged-llcsnap", 32, CakeCells.Atm, 0),
        new("ipoa-vcmux", 8, CakeCells.Atm, 0),
        new("ipoa-llcsnap", 16, CakeCells.Atm, 0),
    ];

    /// <summary>The words that set it with <c>tc</c>: an Ethernet with a VLAN takes two.</summary>
    public string Keywords => Name == "ether-vlan" ? "ethernet ether-vlan" : Name;

    /// <summary>
    /// The value of RouterOS's <c>cake-overhead-scheme</c>, whose words are those of <c>tc-cake(8)</c>.
    /// </summary>
    public string Scheme => Name == "ether-vlan" ? "ethernet,ether-vlan" : Name;

    /// <summary>The kind of a name, or null.</summary>
    public static LineKind? Find(string? name)
    {
        foreach (LineKind kind in All)
        {
            if (kind.Name == name)
                return kind;
        }
        return null;
    }
}
