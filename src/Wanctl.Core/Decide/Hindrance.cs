namespace Wanctl.Core.Decide;

/// <summary>What keeps an adaptive law from trying for more in one direction while no queue is known.</summary>
internal enum Hindrance : byte
{
    /// <summary>Nothing: the limit is full and calm.</summary>
    None,

    /// <summary>Nobody knows what it carries.</summary>
    Uncounted,

    /// <summary>It carries too little to make a queue that could be told from noise.</summary>
    Quiet,

    /// <summary>It does not use what it has.</summary>
    NotLoaded,

    /// <summary>It has all there is.</summary>
    AtCeiling,

    /// <summary>The shaper has not applied the wanted rate yet.</summary>
    NotInForce,

    /// <summary>The other direction goes first; two at once could not be told apart.</summary>
    OthersTurn,

    /// <summary>It is full, and its time has not come: a sign of a queue, or a try that failed just now.</summary>
    Rests,
}
