namespace Wanctl.Wire.Stamp;

/// <summary>Why a reflector does not answer a datagram.</summary>
public enum StampRefusal
{
    /// <summary>It does.</summary>
    None,

    /// <summary>Shorter than a request, so that the answer would be longer than the question.</summary>
    TooShort,

    /// <summary>
    /// An answer of a reflector. Whoever answers answers can be set to talk with another one for ever, by one datagram
    /// with a forged source.
    /// </summary>
    Answer,

    /// <summary>Its HMAC is not that of the key.</summary>
    WrongSum,
}
