namespace Wanctl.Counting;

/// <summary>What a queue has counted, held against what has passed.</summary>
internal enum CountVerdict
{
    /// <summary>It counts, or nothing says that it should have.</summary>
    Fine,

    /// <summary>A small part of what the interface has carried.</summary>
    Little,

    /// <summary>Not one byte, though packets have passed.</summary>
    Nothing,
}
