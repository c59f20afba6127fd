namespace Wanctl.Core.Journal;

/// <summary>Why bytes are no header that can be replayed.</summary>
public enum HeaderFault
{
    /// <summary>They are one.</summary>
    None,

    /// <summary>They do not begin as a journal does, or are too few.</summary>
    NoJournal,

    /// <summary>A journal of another version of the layout.</summary>
    OtherVersion,

    /// <summary>The check sum is wrong, or a value lies outside of what a link can run on.</summary>
    Damaged,
}
