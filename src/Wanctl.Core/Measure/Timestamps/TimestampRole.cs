namespace Wanctl.Core.Measure.Timestamps;

/// <summary>What a host is asked for.</summary>
public enum TimestampRole : byte
{
    /// <summary>Echoes, and the ten timestamps of the test.</summary>
    Tested,

    /// <summary>Timestamps; every eighth request is an echo, which tells a filter from a dead host.</summary>
    Used,

    /// <summary>Echoes alone, until its rest is over.</summary>
    Resting,

    /// <summary>Echoes, and three timestamps that decide whether it is tested again.</summary>
    Retried,
}
