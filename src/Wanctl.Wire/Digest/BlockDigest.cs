using System.Buffers.Binary;
using System.Diagnostics;

namespace Wanctl.Wire.Digest;

/// <summary>Feeds any number of bytes to a digest of blocks, and pads them at their end.</summary>
/// <typeparam name="T">Which digest.</typeparam>
public ref struct BlockDigest<T>
    where T : IBlockDigest
{
    /// <summary>Bytes of a block.</summary>
    public const int BlockSize = 64;

    /// <summary>The most words that a state has.</summary>
    public const int WordsMax = 8;

    private readonly Span<uint> _state;
    private readonly Span<byte> _block;
    private long _taken;

    /// <summary>Begins with a state in which whole blocks may have been taken in already.</summary>
    /// <param name="state">The state, <see cref="IBlockDigest.Words"/> long; changed in place.</param>
    /// <param name="block">Room for a block.</param>
    /// <param name="taken">Bytes that the state has taken in: a multiple of <see cref="BlockSize"/>.</param>
    public BlockDigest(Span<uint> state, Span<byte> block, long taken = 0)
    {
        Debug.Assert(state.Length == T.Words && block.Length == BlockSize, "room of the right size");
        Debug.Assert(taken % BlockSize == 0, "a state stands between blocks");
        _state = state;
        _block = block;
        _taken = taken;
    }

    /// <summary>The digest of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="digest">Receives it; may be shorter than the digest, which is then cut.</param>
    internal static void Of(ReadOnlySpan<byte> bytes, Span<byte> digest)
    {
        Span<uint> state = stackalloc uint[T.Words];
        T.Start(state);
        var stream = new BlockDigest<T>(state, stackalloc byte[BlockSize]);
        stream.Add(bytes);
        stream.Finish(digest);
    }

    /// <summary>Takes bytes in.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        int held = (int)(_taken % BlockSize);
        _taken += bytes.Length;
        if (held > 0)
        {
            int fit = Math.Min(BlockSize - held, bytes.Length);
            bytes[..fit].CopyTo(_block[held..]);
            bytes = bytes[fit..];
            if (held + fit < BlockSize) return;
            T.Mix(_state, _block);
        }

        for (; bytes.Length >= BlockSize; bytes = bytes[BlockSize..]) T.Mix(_state, bytes[..BlockSize]);
        bytes.CopyTo(_block);
    }

    /// <summary>Pads, and writes the digest, or as much of it as fits.</summary>
    public void Finish(Span<byte> digest)
    {
        int held = (int)(_taken % BlockSize);
        _block[held++] = 0x80;
        if (held > BlockSize - sizeof(ulong))
        {
            _block[held..].Clear();
            T.Mix(_state, _block);
            held = 0;
        }

        _block[held..].Clear();
        ulong bits = (ulong)_taken * 8;
        Span<byte> length = _block[(BlockSize - sizeof(ulong))..];
        if (T.BigEndian) BinaryPrimitives.WriteUInt64BigEndian(length, bits);
        else BinaryPrimitives.WriteUInt64LittleEndian(length, bits);
        T.Mix(_state, _block);
        Write(digest);
    }

    private readonly void Write(Span<byte> digest)
    {
        // The block is done with: it serves as the room for the words in their order.
        for (int i = 0; i < T.Words; i++)
        {
            Span<byte> word = _block[(i * sizeof(uint))..];
            if (T.BigEndian) BinaryPrimitives.WriteUInt32BigEndian(word, _state[i]);
            else BinaryPrimitives.WriteUInt32LittleEndian(word, _state[i]);
        }

        int size = Math.Min(digest.Length, T.Words * sizeof(uint));
        _block[..size].CopyTo(digest);
    }
}
