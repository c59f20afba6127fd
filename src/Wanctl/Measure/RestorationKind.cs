namespace Wanctl.Measure;

/// <summary>Whether limits are as they were found.</summary>
internal enum RestorationKind
{
    /// <summary>They were never touched.</summary>
    Untouched,

    /// <summary>They are back, and read back so.</summary>
    Restored,

    /// <summary>They could not be brought back.</summary>
    Failed,
}
