namespace Wanctl.Truth.OneWay;

/// <summary>Which queues come and go.</summary>
internal enum QueueManner
{
    /// <summary>None.</summary>
    Idle,

    /// <summary>In one direction or the other: 20, 40 or 80 ms, growing by 60 to 300 ms a second, for 3 to 25 s.
    /// </summary>
    Mixed,

    /// <summary>One of 40 ms toward the user, from the 120th second on for 300 s.</summary>
    Long,

    /// <summary>The same from the 10th second on.</summary>
    LongAtOnce,

    /// <summary>40 ms in one direction and then in the other, for a second each, from the 60th second on.</summary>
    Antiphase,

    /// <summary>25 ms and more in both directions, from the 60th to the 300th second.</summary>
    BothWays,
}
