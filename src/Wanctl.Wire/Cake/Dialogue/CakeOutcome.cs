namespace Wanctl.Wire.Cake.Dialogue;

/// <summary>What became of a change of the bandwidth.</summary>
public enum CakeOutcome
{
    /// <summary>No news.</summary>
    None,

    /// <summary>The kernel has made it.</summary>
    Done,

    /// <summary>The kernel refuses it, and will again.</summary>
    Refused,

    /// <summary>The qdisc was gone or replaced, or the answer was lost.</summary>
    Lost,
}
