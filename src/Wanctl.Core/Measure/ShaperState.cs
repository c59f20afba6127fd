namespace Wanctl.Core.Measure;

/// <summary>Where the conversation with the shaper stands.</summary>
public enum ShaperState : byte
{
    /// <summary>No connection; one is being made or awaited.</summary>
    Away,

    /// <summary>Connected; logging in or looking for the queues.</summary>
    Preparing,

    /// <summary>The queues are known and can be written.</summary>
    Ready,

    /// <summary>The router answers, but a queue is missing, ambiguous, disabled or invalid.</summary>
    QueueTrouble,

    /// <summary>The router refuses the login.</summary>
    Refused,
}
