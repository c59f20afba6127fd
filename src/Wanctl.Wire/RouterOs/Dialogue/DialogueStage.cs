namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>Where a conversation with a router stands.</summary>
public enum DialogueStage
{
    /// <summary>There is no connection.</summary>
    Closed,

    /// <summary>The login has to be sent, or its answer is awaited.</summary>
    LoggingIn,

    /// <summary>Logged in: requests go and answers come.</summary>
    Talking,

    /// <summary>Over; <see cref="RouterDialogue.End"/> says why. The connection is to be closed.</summary>
    Ended,
}
