namespace Wanctl.Core.Decide;

/// <summary>What stands between a direction and its next try for more.</summary>
public enum TryOutlook : byte
{
    /// <summary>The law plans no tries, or keeps no account of them.</summary>
    Unknown,

    /// <summary>Nothing but time: it comes once holding back has likely cost what a try costs.</summary>
    Due,

    /// <summary>The same, and that lies beyond what is looked ahead.</summary>
    Distant,

    /// <summary>A try is being judged.</summary>
    Running,

    /// <summary>The limit is at its ceiling: there is nothing to win.</summary>
    AtCeiling,

    /// <summary>It carries next to nothing.</summary>
    Idle,

    /// <summary>What it has is not used to the full.</summary>
    NotLoaded,

    /// <summary>The shaper has not applied the limit, or nothing has been read of it.</summary>
    AwaitsShaper,

    /// <summary>One is due, and the other direction's try is judged first.</summary>
    OthersTurn,

    /// <summary>The delay shows a sign of a queue.</summary>
    Disturbed,

    /// <summary>A queue drains, in this direction or in the other one.</summary>
    Draining,

    /// <summary>Nobody answers.</summary>
    Silence,
}
