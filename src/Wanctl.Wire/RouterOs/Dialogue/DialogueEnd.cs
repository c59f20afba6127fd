namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>Why a conversation with a router is over.</summary>
public enum DialogueEnd
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>The router refused name, password or the group's policy.</summary>
    LoginRefused,

    /// <summary>The router asked for the login of RouterOS before 6.43, which has no CAKE either.</summary>
    RouterTooOld,

    /// <summary>The router said <c>!fatal</c>.</summary>
    Fatal,

    /// <summary>
    /// The peer sent what no router sends: something else listens on that port, or we have lost step.
    /// </summary>
    ProtocolError,
}
