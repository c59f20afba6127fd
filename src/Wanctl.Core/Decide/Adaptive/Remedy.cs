namespace Wanctl.Core.Decide.Adaptive;

/// <summary>What the adaptive law tries next when a cut did not help, in this order.</summary>
internal enum Remedy
{
    /// <summary>The same direction again: the measurement was too high.</summary>
    CutAgain,

    /// <summary>The other direction.</summary>
    AskOther,

    /// <summary>All that was asked once more, and deep: is the delay ours at all?</summary>
    TestAll,

    /// <summary>Nothing: at the floor there is nothing left to take, and the line delivers still less.</summary>
    Wait,

    /// <summary>No cut lowered the delay: what is left is the path's.</summary>
    TakeAsPath,
}
