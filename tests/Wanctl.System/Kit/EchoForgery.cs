namespace Wanctl.SystemTests.Kit;

/// <summary>
/// An answer that must not be believed. It is sent beside the true one (see <see cref="EchoBehaviour.Silent"/> to
/// send it alone), with all that is not named here as in the true one.
/// </summary>
public enum EchoForgery
{
    None,

    /// <summary>Right identifier and sequence number, but each byte of the payload is inverted.</summary>
    WrongPayload,

    /// <summary>From <see cref="EchoBehaviour.Impostor"/> instead of the address that was asked.</summary>
    WrongSource,

    /// <summary>The identifier is another program's. The kernel delivers it to raw sockets only.</summary>
    ForeignIdentifier,

    /// <summary>A sequence number that is 1000 ahead of the request's.</summary>
    WrongSequence,

    /// <summary>A checksum that does not fit. The kernel delivers it to raw IPv4 sockets only.</summary>
    BadChecksum,

    /// <summary>The request itself comes back: type 8 (or 128) instead of 0 (129).</summary>
    RequestComesBack,
}
