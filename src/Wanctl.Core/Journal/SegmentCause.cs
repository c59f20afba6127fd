namespace Wanctl.Core.Journal;

/// <summary>Why a segment of a recording begins where it does.</summary>
public enum SegmentCause : byte
{
    /// <summary>The link has just started: its memory and baselines are all that came before.</summary>
    Begin,

    /// <summary>The segment before was full; nothing lies between.</summary>
    Continued,

    /// <summary>The link went on under changed settings; nothing lies between.</summary>
    Adopted,

    /// <summary>
    /// Ticks were missed, or settings changed twice between two ticks: what came before cannot be joined.
    /// </summary>
    Gap,
}
