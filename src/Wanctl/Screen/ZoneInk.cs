using Wanctl.Core.Decide;

namespace Wanctl.Screen;

/// <summary>Gives zones their looks.</summary>
internal static class ZoneInk
{
    /// <summary>Text or a bar of a zone.</summary>
    public static Ink Of(Zone zone) => zone switch
    {
        Zone.Green => Ink.Green,
        Zone.Yellow => Ink.Yellow,
        Zone.SoftRed => Ink.Orange,
        Zone.Red => Ink.Red,
        _ => Ink.Faint,
    };

    /// <summary>A badge that names a zone.</summary>
    public static Ink BadgeOf(Zone zone) => zone switch
    {
        Zone.Green => Ink.GreenBadge,
        Zone.Yellow => Ink.YellowBadge,
        Zone.SoftRed => Ink.OrangeBadge,
        Zone.Red => Ink.RedBadge,
        _ => Ink.PlainBadge,
    };
}
