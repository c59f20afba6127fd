namespace Wanctl.Host.Serve;

/// <summary>What a connection is at.</summary>
internal enum ConnectionStage : byte
{
    /// <summary>Its request is coming in.</summary>
    Reading,

    /// <summary>Its answer is going out.</summary>
    Sending,

    /// <summary>It gets news until it leaves.</summary>
    Streaming,

    /// <summary>All is said; its end is awaited.</summary>
    Draining,
}
