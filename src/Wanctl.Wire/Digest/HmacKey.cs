namespace Wanctl.Wire.Digest;

/// <summary>
/// A key for HMAC (RFC 2104), with the work on the key done once. Computing allocates nothing; the object may be shared
/// by threads.
/// </summary>
/// <typeparam name="T">Which digest.</typeparam>
public sealed class HmacKey<T>
    where T : IBlockDigest
{
    private const int BlockSize = BlockDigest<T>.BlockSize;
    private const byte InnerPad = 0x36;
    private const byte OuterPad = 0x5c;

    private readonly uint[] _inner = new uint[T.Words];
    private readonly uint[] _outer = new uint[T.Words];

    /// <summary>Takes a key of any length; one longer than 64 bytes counts by its digest.</summary>
    public HmacKey(ReadOnlySpan<byte> key)
    {
        Span<byte> block = stackalloc byte[BlockSize];
        block.Clear();
        if (key.Length <= BlockSize) key.CopyTo(block);
        else BlockDigest<T>.Of(key, block);
        Prepare(block, InnerPad, _inner);
        Prepare(block, OuterPad, _outer);
        block.Clear();
    }

    /// <summary>The sum over some bytes in up to three pieces.</summary>
    /// <param name="sum">Receives it, or as much of it as fits.</param>
    /// <param name="first">The bytes.</param>
    /// <param name="second">Further ones.</param>
    /// <param name="third">And further ones.</param>
    public void Compute(
        Span<byte> sum, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default,
        ReadOnlySpan<byte> third = default)
    {
        Span<uint> state = stackalloc uint[T.Words];
        Span<byte> block = stackalloc byte[BlockSize];
        Span<byte> digest = stackalloc byte[T.Words * sizeof(uint)];
        _inner.CopyTo(state);
        var stream = new BlockDigest<T>(state, block, BlockSize);
        stream.Add(first);
        stream.Add(second);
        stream.Add(third);
        stream.Finish(digest);
        _outer.CopyTo(state);
        stream = new BlockDigest<T>(state, block, BlockSize);
        stream.Add(digest);
        stream.Finish(sum);
    }

    /// <summary>
    /// Whether a sum, whole or cut, is the right one; in a time that does not say how many of its bytes are.
    /// </summary>
    public bool Verify(
        ReadOnlySpan<byte> sum, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second = default,
        ReadOnlySpan<byte> third = default)
    {
        Span<byte> right = stackalloc byte[T.Words * sizeof(uint)];
        if (sum.IsEmpty || sum.Length > right.Length) return false;
        Compute(right, first, second, third);
        int different = 0;
        for (int i = 0; i < sum.Length; i++) different |= sum[i] ^ right[i];
        return different == 0;
    }

    private static void Prepare(ReadOnlySpan<byte> key, byte pad, Span<uint> state)
    {
        Span<byte> block = stackalloc byte[BlockSize];
        for (int i = 0; i < BlockSize; i++) block[i] = (byte)(key[i] ^ pad);
        T.Start(state);
        T.Mix(state, block);
        block.Clear();
    }
}
