namespace Wanctl.Wire;

/// <summary>
/// What became of an attempt to read something out of bytes. Bad input is an outcome here, never an exception.
/// </summary>
public enum Decoded
{
    /// <summary>It lies there completely.</summary>
    Whole,

    /// <summary>Nothing is wrong so far, but the bytes end too early.</summary>
    Partial,

    /// <summary>These bytes can never become what was wanted.</summary>
    Malformed,
}
