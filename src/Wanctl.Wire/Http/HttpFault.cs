namespace Wanctl.Wire.Http;

/// <summary>Why bytes are no request that can be answered.</summary>
public enum HttpFault : byte
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>They do not follow RFC 9112.</summary>
    Malformed,

    /// <summary>The request's head is longer than is read, or has too many fields.</summary>
    TooLong,

    /// <summary>They speak another major version than HTTP/1.</summary>
    Version,

    /// <summary>A body is announced; no request here has one.</summary>
    Body,
}
