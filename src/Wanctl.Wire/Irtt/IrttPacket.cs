using System.Buffers.Binary;
using System.Diagnostics;
using Wanctl.Wire.Digest;

namespace Wanctl.Wire.Irtt;

/// <summary>
/// The client's side of irtt's protocol, version 1, as irtt 0.9 speaks it: open, echo, close, little-endian over UDP.
/// With a key every packet both ways carries an HMAC-MD5, and what lacks it is refused. A server says no in one way
/// only, by silence.
/// </summary>
public static class IrttPacket
{
    /// <summary>The UDP port of a server unless configured otherwise.</summary>
    public const int Port = 2112;

    /// <summary>The largest echo without filling: all fields and the HMAC.</summary>
    public const int EchoSizeMax = HeaderSize + SumSize + TokenSize + SequenceSize + 4 + 8 + 4 * 8;

    private const int HeaderSize = 4;
    private const int FlagsAt = 3;
    private const int SumSize = Md5.Size;
    private const int TokenSize = sizeof(ulong);
    private const int SequenceSize = sizeof(uint);
    private const byte Open = 1;
    private const byte Reply = 2;
    private const byte Close = 4;
    private const byte Keyed = 8;

    private static ReadOnlySpan<byte> Magic => [0x14, 0xa7, 0x5b];

    /// <summary>Writes the request for a session.</summary>
    /// <param name="packet">160 bytes are enough for any.</param>
    /// <param name="parameters">What to ask for.</param>
    /// <param name="key">The server's key; null for none.</param>
    /// <param name="onlyAsk">Ask for the parameters that would be granted, and open no session.</param>
    /// <returns>The size of the request; 0 where the packet is too small.</returns>
    public static int WriteOpen(
        Span<byte> packet, in IrttParameters parameters, HmacKey<Md5>? key = null, bool onlyAsk = false)
    {
        int at = WriteHeader(packet, (byte)(onlyAsk ? Open | Close : Open), key);
        int size = at == 0 ? 0 : IrttParameterCode.Write(packet[at..], parameters);
        return size == 0 ? 0 : Sign(packet[..(at + size)], key);
    }

    /// <summary>Reads the answer to an open.</summary>
    /// <returns>
    /// <see cref="Decoded.Partial"/> where the packet ends too early; <see cref="Decoded.Malformed"/> for anything
    /// else.
    /// </returns>
    public static Decoded TryReadOpenReply(ReadOnlySpan<byte> packet, HmacKey<Md5>? key, out IrttOpenReply reply)
    {
        reply = default;
        Decoded found = TryReadHeader(packet, key, out byte flags, out ulong token, out ReadOnlySpan<byte> rest);
        if (found != Decoded.Whole) return found;
        if ((flags & (Open | Reply)) != (Open | Reply)) return Decoded.Malformed;
        found = IrttParameterCode.TryRead(rest, out IrttParameters parameters);
        if (found != Decoded.Whole) return found;
        bool ended = (flags & Close) != 0;
        // A session has a token, and nothing else has.
        if (ended != (token == 0)) return Decoded.Malformed;
        reply = new IrttOpenReply(token, ended, parameters);
        return Decoded.Whole;
    }

    /// <summary>The size of an echo and of the answer to it, in bytes.</summary>
    /// <param name="parameters">Those in force.</param>
    /// <param name="keyed">Whether there is a key.</param>
    public static int EchoSize(in IrttParameters parameters, bool keyed)
    {
        int size = HeaderSize + (keyed ? SumSize : 0) + TokenSize + SequenceSize;
        if ((parameters.Statistics & IrttStatistics.Count) != 0) size += sizeof(uint);
        if ((parameters.Statistics & IrttStatistics.Window) != 0) size += sizeof(ulong);
        int moments = parameters.Stamps switch { IrttStamps.None => 0, IrttStamps.Both => 2, _ => 1 };
        int clocks = parameters.Clocks switch { IrttClocks.None => 0, IrttClocks.Both => 2, _ => 1 };
        size += moments * clocks * sizeof(long);
        return (int)Math.Clamp(parameters.Length, size, Math.Max(size, ushort.MaxValue));
    }

    /// <summary>Writes an echo: as long as its answer, with zeros where the server fills in.</summary>
    /// <param name="packet">At least <see cref="EchoSize"/> bytes.</param>
    /// <param name="token">The session's.</param>
    /// <param name="sequence">Counts the echoes of the session from 0.</param>
    /// <param name="parameters">Those in force.</param>
    /// <param name="key">The server's key; null for none.</param>
    /// <returns>The size of the echo; 0 where the packet is too small.</returns>
    public static int WriteEcho(
        Span<byte> packet, ulong token, uint sequence, in IrttParameters parameters, HmacKey<Md5>? key = null)
    {
        int size = EchoSize(parameters, key is not null);
        if (packet.Length < size) return 0;
        packet = packet[..size];
        packet.Clear();
        int at = WriteHeader(packet, 0, key);
        BinaryPrimitives.WriteUInt64LittleEndian(packet[at..], token);
        BinaryPrimitives.WriteUInt32LittleEndian(packet[(at + TokenSize)..], sequence);
        return Sign(packet, key);
    }

    /// <summary>Reads the answer to an echo; what lies behind its fields is filling.</summary>
    /// <param name="packet">The UDP payload.</param>
    /// <param name="parameters">Those in force.</param>
    /// <param name="key">The server's key; null for none.</param>
    /// <param name="reply">The answer, where the outcome is <see cref="Decoded.Whole"/>.</param>
    /// <returns>
    /// <see cref="Decoded.Partial"/> where the packet ends too early; <see cref="Decoded.Malformed"/> for anything
    /// else.
    /// </returns>
    public static Decoded TryReadEchoReply(
        ReadOnlySpan<byte> packet, in IrttParameters parameters, HmacKey<Md5>? key, out IrttEchoReply reply)
    {
        reply = default;
        Decoded found = TryReadHeader(packet, key, out byte flags, out ulong token, out ReadOnlySpan<byte> rest);
        if (found != Decoded.Whole) return found;
        if ((flags & (Open | Reply)) != Reply || token == 0) return Decoded.Malformed;
        if (packet.Length < EchoSize(parameters with { Length = 0 }, key is not null)) return Decoded.Partial;

        IrttStatistics told = parameters.Statistics;
        IrttStamps stamps = parameters.Stamps;
        bool receive = stamps is IrttStamps.Receive or IrttStamps.Both;
        bool middle = stamps is IrttStamps.Midpoint;
        bool send = stamps is IrttStamps.Send or IrttStamps.Both;
        bool wall = (parameters.Clocks & IrttClocks.Wall) != 0;
        bool mono = (parameters.Clocks & IrttClocks.Monotonic) != 0;
        // Initializers run in the order that they are written in: that of the fields in the packet.
        reply = new IrttEchoReply
        {
            Token = token,
            Ended = (flags & Close) != 0,
            Sequence = Take32(ref rest, true),
            ReceivedCount = Take32(ref rest, (told & IrttStatistics.Count) != 0),
            ReceivedWindow = Take64(ref rest, (told & IrttStatistics.Window) != 0),
            ReceiveWallNanos = (long)Take64(ref rest, receive && wall),
            ReceiveMonoNanos = (long)Take64(ref rest, receive && mono),
            MidpointWallNanos = (long)Take64(ref rest, middle && wall),
            MidpointMonoNanos = (long)Take64(ref rest, middle && mono),
            SendWallNanos = (long)Take64(ref rest, send && wall),
            SendMonoNanos = (long)Take64(ref rest, send && mono),
        };
        return Decoded.Whole;
    }

    /// <summary>Writes the end of a session, which is never answered.</summary>
    /// <returns>The size of the packet; 0 where it is too small.</returns>
    public static int WriteClose(Span<byte> packet, ulong token, HmacKey<Md5>? key = null)
    {
        int at = WriteHeader(packet, Close, key);
        if (at == 0 || packet.Length < at + TokenSize) return 0;
        BinaryPrimitives.WriteUInt64LittleEndian(packet[at..], token);
        return Sign(packet[..(at + TokenSize)], key);
    }

    /// <summary>Writes magic, flags and room for the HMAC; returns their size, 0 where there is no room.</summary>
    private static int WriteHeader(Span<byte> packet, byte flags, HmacKey<Md5>? key)
    {
        int size = key is null ? HeaderSize : HeaderSize + SumSize;
        if (packet.Length < size) return 0;
        packet[..size].Clear();
        Magic.CopyTo(packet);
        packet[FlagsAt] = key is null ? flags : (byte)(flags | Keyed);
        return size;
    }

    /// <summary>The sum covers the packet with zeros in its own place.</summary>
    private static int Sign(Span<byte> packet, HmacKey<Md5>? key)
    {
        Debug.Assert(key is null || packet.Length >= HeaderSize + SumSize, "the header has been written");
        key?.Compute(packet.Slice(HeaderSize, SumSize), packet);
        return packet.Length;
    }

    private static Decoded TryReadHeader(
        ReadOnlySpan<byte> packet, HmacKey<Md5>? key, out byte flags, out ulong token, out ReadOnlySpan<byte> rest)
    {
        flags = 0;
        token = 0;
        rest = default;
        int known = Math.Min(packet.Length, Magic.Length);
        if (!packet[..known].SequenceEqual(Magic[..known])) return Decoded.Malformed;
        if (packet.Length < HeaderSize) return Decoded.Partial;
        flags = packet[FlagsAt];
        if (flags > (Open | Reply | Close | Keyed) || (flags & Keyed) != 0 != key is not null) return Decoded.Malformed;
        int at = key is null ? HeaderSize : HeaderSize + SumSize;
        if (packet.Length < at + TokenSize) return Decoded.Partial;
        if (key is not null)
        {
            Span<byte> zeros = stackalloc byte[SumSize];
            zeros.Clear();
            if (!key.Verify(packet.Slice(HeaderSize, SumSize), packet[..HeaderSize], zeros, packet[at..]))
                return Decoded.Malformed;
        }

        token = BinaryPrimitives.ReadUInt64LittleEndian(packet[at..]);
        rest = packet[(at + TokenSize)..];
        return Decoded.Whole;
    }

    private static uint Take32(ref ReadOnlySpan<byte> rest, bool present)
    {
        if (!present) return 0;
        uint value = BinaryPrimitives.ReadUInt32LittleEndian(rest);
        rest = rest[sizeof(uint)..];
        return value;
    }

    private static ulong Take64(ref ReadOnlySpan<byte> rest, bool present)
    {
        if (!present) return 0;
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(rest);
        rest = rest[sizeof(ulong)..];
        return value;
    }
}
