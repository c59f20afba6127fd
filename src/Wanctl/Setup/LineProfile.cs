using Wanctl.Audit;

namespace Wanctl.Setup;

/// <summary>What is known of a kind of line before anybody has measured it.</summary>
/// <param name="Name">The word of the command line.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Framing">The overhead in the words of <c>tc-cake(8)</c>.</param>
/// <param name="BaselineMs">An idle RTT to a near reflector, in milliseconds.</param>
/// <param name="FloorShare">
/// What the line carries on its worst day, as a share of its rate: a cable sags in the evening, a radio line may lose
/// nine tenths, a copper or glass line keeps its rate and may resynchronise lower.
/// </param>
internal sealed record LineProfile(string Name, string Title, string Framing, double BaselineMs, double FloorShare)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<LineProfile> All { get; } =
    [
        new("cable", "cable (DOCSIS)", "docsis", 20, 0.2),
        new("dsl", "DSL (VDSL2, PPPoE)", "pppoe-ptm", 20, 0.3),
        new("fibre", "fibre (Ethernet handover)", "ethernet", 8, 0.3),
        new("lte", "LTE or 5G", "ethernet", 45, 0.1),
        new("satellite", "satellite (Starlink)", "ethernet", 45, 0.1),
    ];

    /// <summary>The names, for questions and messages.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. NamesOf()];

    /// <summary>The framing's numbers.</summary>
    public LineKind Kind => LineKind.Find(Framing) ?? throw new InvalidOperationException(Framing);

    /// <summary>The profile of a name, or null; <c>fiber</c> is as good as <c>fibre</c>.</summary>
    public static LineProfile? Find(string name)
    {
        foreach (LineProfile profile in All)
        {
            if (profile.Name == name || (name == "fiber" && profile.Name == "fibre"))
                return profile;
        }
        return null;
    }

    private static IEnumerable<string> NamesOf()
    {
        foreach (LineProfile profile in All)
            yield return profile.Name;
    }
}
