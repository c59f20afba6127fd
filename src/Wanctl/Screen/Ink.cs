namespace Wanctl.Screen;

/// <summary>
/// What a cell of the page means, as far as its looks are concerned; the painter chooses the colours.
/// </summary>
internal enum Ink : byte
{
    /// <summary>Ordinary text.</summary>
    Plain,

    /// <summary>What may be overlooked.</summary>
    Faint,

    /// <summary>What stands out.</summary>
    Strong,

    /// <summary>What is not known to the controller: the simulated truth.</summary>
    Truth,

    /// <summary>GREEN.</summary>
    Green,

    /// <summary>YELLOW.</summary>
    Yellow,

    /// <summary>SOFT_RED.</summary>
    Orange,

    /// <summary>RED.</summary>
    Red,

    /// <summary>A badge without a zone.</summary>
    PlainBadge,

    /// <summary>A badge that says GREEN.</summary>
    GreenBadge,

    /// <summary>A badge that says YELLOW.</summary>
    YellowBadge,

    /// <summary>A badge that says SOFT_RED.</summary>
    OrangeBadge,

    /// <summary>A badge that says RED.</summary>
    RedBadge,
}
