namespace Wanctl.Truth.Coverage;

/// <summary>The kinds of evidence that the law takes of a capacity.</summary>
internal enum EvidenceKind
{
    /// <summary>Download: what passes while a queue has come.</summary>
    ExactAtOnset,

    /// <summary>Download: what passes while the queue drains.</summary>
    ExactDraining,

    /// <summary>Upload: what went in, less what stands, while the queue grew.</summary>
    BalanceGrowing,

    /// <summary>Upload: the same while the queue drains.</summary>
    BalanceDraining,

    /// <summary>Upload: from before the queue until it was gone.</summary>
    BalanceWhole,

    /// <summary>A try that went well: the line carries it.</summary>
    CarriesTry,

    /// <summary>A limit that was full and calm for a second: the line carries it.</summary>
    CarriesHeld,
}
