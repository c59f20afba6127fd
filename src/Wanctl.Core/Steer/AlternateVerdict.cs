namespace Wanctl.Core.Steer;

/// <summary>Whether the other WAN could take connections, and if not, why.</summary>
public enum AlternateVerdict : byte
{
    /// <summary>Nothing has been measured there yet.</summary>
    Unknown,

    /// <summary>It is well, and has been for the settling time.</summary>
    Well,

    /// <summary>It is well, but not for long enough.</summary>
    Settling,

    /// <summary>No echo of it is answered.</summary>
    Silent,

    /// <summary>Nothing on it answers.</summary>
    Down,

    /// <summary>Its own delay is up.</summary>
    Congested,

    /// <summary>Its own rate law is fighting a queue.</summary>
    Cutting,

    /// <summary>It would be no better than the primary link is now.</summary>
    Worse,
}
