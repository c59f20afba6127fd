namespace Wanctl.Core.Decide;

/// <summary>How many cycles in a row the classic law has seen each of three zones.</summary>
public struct ZoneStreaks
{
    /// <summary>GREEN cycles in a row.</summary>
    public int Green;

    /// <summary>SOFT_RED cycles in a row.</summary>
    public int SoftRed;

    /// <summary>RED cycles in a row.</summary>
    public int Red;

    /// <summary>The same without negative counts.</summary>
    public readonly ZoneStreaks Sanitised() => new()
    {
        Green = Math.Max(0, Green),
        SoftRed = Math.Max(0, SoftRed),
        Red = Math.Max(0, Red),
    };
}
