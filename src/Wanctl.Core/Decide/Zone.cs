namespace Wanctl.Core.Decide;

/// <summary>How congested one direction is, from calm to bad; the numbers are those of the metrics.</summary>
public enum Zone : byte
{
    /// <summary>Nothing is known yet.</summary>
    Unknown = 0,

    /// <summary>GREEN: calm.</summary>
    Green = 1,

    /// <summary>YELLOW: some queue.</summary>
    Yellow = 2,

    /// <summary>SOFT_RED: a standing queue.</summary>
    SoftRed = 3,

    /// <summary>RED: bloated.</summary>
    Red = 4,
}
