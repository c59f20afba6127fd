using System.Linq;
using Wanctl.Wire.Cake;

namespace Wanctl.Audit;

/// <summary>
/// What a kind of line adds to a packet, as <c>tc-cake(8)</c> has it under the same name. Of several words the
/// overheads add up, as there: <c>pppoe-ptm ether-vlan</c> is a VDSL line with a VLAN.
/// </summary>
/// <param name="Name">The words of <c>tc-cake(8)</c> and of <c>cake.line</c>, with a blank between.</param>
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

    private const string Vlan = "ether-vlan";

    /// <summary>What a VLAN's tag adds.</summary>
    private const int TagSize = 4;

    /// <summary>Words that only CAKE's own set-up has; RouterOS spells one of them in its own way.</summary>
    private static readonly LineKind[] s_others =
    [
        new("raw", 0, CakeCells.None, 0),
        new("via-ethernet", 0, CakeCells.None, 0),
        new("conservative", 48, CakeCells.Atm, 0),
        new("convervative", 48, CakeCells.Atm, 0),
    ];

    /// <summary>The words that set it with <c>tc</c>: an Ethernet with a VLAN takes two.</summary>
    public string Keywords => Name == Vlan ? "ethernet ether-vlan" : Name;

    /// <summary>
    /// The value of RouterOS's <c>cake-overhead-scheme</c>, whose words are those of <c>tc-cake(8)</c>.
    /// </summary>
    public string Scheme => Keywords.Replace(' ', ',');

    /// <summary>The kind of one or several names, with blanks or commas between; null where one is not known.</summary>
    public static LineKind? Find(string? names)
    {
        string[] words = Split(names);
        foreach (string word in words)
        {
            if (!Names.Contains(word))
                return null;
        }
        return Sum(words);
    }

    /// <summary>What a value of RouterOS's <c>cake-overhead-scheme</c> means; null where a word is not known.</summary>
    public static LineKind? OfScheme(string scheme) => Sum(Split(scheme));

    /// <summary>The names of <see cref="All"/>.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(kind => kind.Name)];

    private static string[] Split(string? names) =>
        names?.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static LineKind? Sum(string[] words)
    {
        LineKind? sum = null;
        foreach (string word in words)
        {
            if (All.Concat(s_others).FirstOrDefault(kind => kind.Name == word) is not { } kind)
                return null;
            sum = sum is null ? kind : new LineKind(
                $"{sum.Name} {word}",
                sum.Overhead + (word == Vlan ? TagSize : kind.Overhead),
                kind.Cells == CakeCells.None ? sum.Cells : kind.Cells,
                word == Vlan ? sum.Mpu : Math.Max(sum.Mpu, kind.Mpu));
        }
        return sum;
    }
}
