namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>Where the target of a simple queue lies, which decides what the halves of its pairs mean.</summary>
public enum TargetSide
{
    /// <summary>Nobody has said, and nothing tells.</summary>
    Unknown,

    /// <summary>With the users: pairs are upload/download.</summary>
    Lan,

    /// <summary>Toward the Internet: pairs are download/upload.</summary>
    Wan,
}
