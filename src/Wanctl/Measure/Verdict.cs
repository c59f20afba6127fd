namespace Wanctl.Measure;

/// <summary>Where the delay under load is.</summary>
internal enum Verdict
{
    /// <summary>Not told: the load part was not asked for, or did not come to its end.</summary>
    None,

    /// <summary>There is no delay to look for although the load fills the limit.</summary>
    Calm,

    /// <summary>There is no delay, but the load filled neither limit: it may come with more.</summary>
    NotFilled,

    /// <summary>There is delay; the limits were not to be touched, so where it is remains open.</summary>
    Untried,

    /// <summary>It goes away as the limit goes below what the line carries: a limit cures it.</summary>
    InQueue,

    /// <summary>It stays although the limit is far below what the line carried: no limit here cures it.</summary>
    Beyond,

    /// <summary>The traffic does not heed the limits: it does not pass through these queues.</summary>
    Unheeded,

    /// <summary>The load fell away, or too few echoes were answered.</summary>
    Unclear,
}
