namespace Wanctl.Core.Measure;

/// <summary>What became of the limit that was last sent.</summary>
public enum WriteOutcome : byte
{
    /// <summary>No news.</summary>
    None,

    /// <summary>The shaper has acknowledged it.</summary>
    Applied,

    /// <summary>The shaper has refused it.</summary>
    Refused,

    /// <summary>The connection ended before an answer came; whether it took effect is unknown.</summary>
    Lost,
}
