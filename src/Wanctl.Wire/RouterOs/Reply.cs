namespace Wanctl.Wire.RouterOs;

/// <summary>The first word of a sentence that a router sends.</summary>
public enum Reply
{
    /// <summary>
    /// No reply word at all: the peer does not speak the API, or we have lost step with it. Close the connection.
    /// </summary>
    None,

    /// <summary><c>!re</c>, one row; it may carry no attributes.</summary>
    Row,

    /// <summary><c>!done</c>, the end of a command's answer.</summary>
    Done,

    /// <summary><c>!trap</c>, an error; <c>!done</c> still follows. The first of several decides.</summary>
    Trap,

    /// <summary><c>!fatal</c>, after which the router closes the connection.</summary>
    Fatal,

    /// <summary><c>!empty</c>, no rows (RouterOS 7.18 and later); <c>!done</c> still follows.</summary>
    Empty,

    /// <summary>Another word behind <c>!</c>. Skip and count it: <c>!empty</c> was one of these once.</summary>
    Unknown,
}
