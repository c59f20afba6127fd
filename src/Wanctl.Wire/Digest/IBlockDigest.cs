namespace Wanctl.Wire.Digest;

/// <summary>
/// The part in which digests of blocks of 64 bytes differ. The platform's own would need OpenSSL, which the static file
/// does not carry, and abort the process without it.
/// </summary>
public interface IBlockDigest
{
    /// <summary>32-bit words of the state, which are also those of the digest.</summary>
    static abstract int Words { get; }

    /// <summary>Whether the words and the length in bits are written with their highest byte first.</summary>
    static abstract bool BigEndian { get; }

    /// <summary>Writes the state before the first block.</summary>
    static abstract void Start(Span<uint> state);

    /// <summary>Takes one block of 64 bytes in.</summary>
    static abstract void Mix(Span<uint> state, ReadOnlySpan<byte> block);
}
