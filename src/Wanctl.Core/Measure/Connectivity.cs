namespace Wanctl.Core.Measure;

/// <summary>What the fall-back checks found while no echo was answered.</summary>
public enum Connectivity : byte
{
    /// <summary>Not asked, or no answer yet.</summary>
    Unknown,

    /// <summary>The gateway or a TCP target answered: the line carries traffic, only our echoes are lost.</summary>
    Something,

    /// <summary>Nothing answered: the line is down.</summary>
    Nothing,
}
