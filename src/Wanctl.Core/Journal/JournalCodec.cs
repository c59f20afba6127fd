using System.Buffers.Binary;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;

namespace Wanctl.Core.Journal;

/// <summary>
/// Journal files as bytes: one header, then records, all of fixed size, little-endian, each with a check sum. Nothing
/// in a file is believed that is not checked: no length in it sizes anything.
/// </summary>
public static class JournalCodec
{
    /// <summary>Goes up with every change of the layout, or of what is in it. Files are written in this version; those
    /// from <see cref="OldestVersion"/> on are read, others refused.</summary>
    public const int SchemaVersion = 5;

    /// <summary>The oldest version that is read: its records hold no beliefs.</summary>
    public const int OldestVersion = 3;

    /// <summary>Bytes of a header.</summary>
    public const int HeaderSize = 2048;

    /// <summary>Bytes of a record: 8 of its number, 484 of observation and decision, 4 of the check sum.</summary>
    public const int RecordSize = 496;

    /// <summary>The last version of those in which a restored idle RTT gave way to the first answer, on any machine
    /// that had run for some minutes.</summary>
    private const int IdleRttUnheld = 4;

    private const int SumSize = sizeof(uint);

    /// <summary>Of those 484 what the oldest version lacks: a belief for each direction, and the causes.</summary>
    private const int BeliefsSize = 2 * 30 + 16;

    /// <summary>The first eight bytes of every journal file.</summary>
    public static ReadOnlySpan<byte> Magic => "wanctlJ\n"u8;

    /// <summary>Bytes of a record in a file of this version.</summary>
    public static int RecordSizeOf(int version) => HasBeliefs(version) ? RecordSize : RecordSize - BeliefsSize;

    /// <summary>Whether decisions in a file of this version hold beliefs.</summary>
    public static bool HasBeliefs(int version) => version > OldestVersion;

    /// <summary>Writes a header into <see cref="HeaderSize"/> bytes.</summary>
    public static void WriteHeader(JournalHeader header, Span<byte> bytes)
    {
        Span<byte> exact = bytes[..HeaderSize];
        exact.Clear();
        Magic.CopyTo(exact);
        JournalCursor cursor = JournalCursor.To(exact[Magic.Length..^SumSize]);
        Carry(ref cursor, header);
        if (cursor.Failed)
            throw new ArgumentException("a name is too long for a journal", nameof(header));
        Seal(exact);
    }

    /// <summary>
    /// Reads a header from <see cref="HeaderSize"/> bytes; null where they are none that can be replayed, with a word
    /// on why.
    /// </summary>
    public static JournalHeader? ReadHeader(ReadOnlySpan<byte> bytes, out HeaderFault fault)
    {
        fault = HeaderFault.NoJournal;
        if (bytes.Length < HeaderSize || !bytes.StartsWith(Magic))
            return null;
        ReadOnlySpan<byte> exact = bytes[..HeaderSize];
        fault = HeaderFault.OtherVersion;
        if (BinaryPrimitives.ReadInt32LittleEndian(exact[Magic.Length..]) is < OldestVersion or > SchemaVersion)
            return null;
        fault = HeaderFault.Damaged;
        if (!IsSealed(exact))
            return null;
        JournalCursor cursor = JournalCursor.From(exact[Magic.Length..^SumSize]);
        JournalHeader header = Carry(ref cursor, (JournalHeader?)null);
        if (cursor.Failed || !HeaderBounds.Hold(header))
            return null;
        fault = HeaderFault.None;
        return header;
    }

    /// <summary>Writes record number <paramref name="number"/> into <see cref="RecordSize"/> bytes.</summary>
    public static void WriteRecord(in JournalRecord record, long number, Span<byte> bytes)
    {
        Span<byte> exact = bytes[..RecordSize];
        JournalCursor cursor = JournalCursor.To(exact[..^SumSize]);
        cursor.Long(number);
        JournalRecord copy = record;
        RecordLayout.Carry(ref cursor, ref copy, beliefs: true);
        Seal(exact);
    }

    /// <summary>Reads a record from <see cref="RecordSizeOf"/> bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="version">That of the file.</param>
    /// <param name="reflectors">How many reflectors the link has.</param>
    /// <param name="number">Its number within the recording.</param>
    /// <param name="record">What the tick saw and chose.</param>
    /// <returns>False where it is damaged, or no record of such a link.</returns>
    public static bool TryReadRecord(
        ReadOnlySpan<byte> bytes, int version, int reflectors, out long number, out JournalRecord record)
    {
        record = default;
        number = -1;
        int size = RecordSizeOf(version);
        if (bytes.Length < size || !IsSealed(bytes[..size]))
            return false;
        JournalCursor cursor = JournalCursor.From(bytes[..(size - SumSize)]);
        number = cursor.Long(0);
        RecordLayout.Carry(ref cursor, ref record, HasBeliefs(version));
        return !cursor.Failed && number >= 0 && Answer(in record.Seen.Echoes, reflectors);
    }

    private static bool Answer(in EchoBatch echoes, int reflectors)
    {
        for (int i = 0; i < echoes.Count; i++)
        {
            if (echoes[i].Reflector >= reflectors)
                return false;
        }
        return true;
    }

    private static JournalHeader Carry(ref JournalCursor cursor, JournalHeader? header)
    {
        int version = cursor.Integer(SchemaVersion);
        int size = RecordSizeOf(version);
        if (cursor.Integer(size) != size)
            cursor.Refuse();
        JournalHeader carried = new()
        {
            Version = version,
            Recording = cursor.Long(header?.Recording ?? 0),
            Segment = cursor.Integer(header?.Segment ?? 0),
            Cause = (SegmentCause)cursor.Byte((byte)(header?.Cause ?? default)),
            FirstRecord = cursor.Long(header?.FirstRecord ?? 0),
            WallOffsetNanos = cursor.Long(header?.WallOffsetNanos ?? 0),
            Settings = HeaderLayout.Carry(ref cursor, header?.Settings),
            Start = Carry(ref cursor, header?.Start),
        };
        bool held = version > IdleRttUnheld || carried.Cause != SegmentCause.Begin;
        return held ? carried : carried with { Start = carried.Start with { BaselinesMicros = [] } };
    }

    private static JournalStart Carry(ref JournalCursor cursor, JournalStart? start)
    {
        var memory = HeaderLayout.Carry(ref cursor, start?.Memory ?? default);
        double[] baselines = new double[ProbeSettings.ReflectorsMax];
        for (int i = 0; i < baselines.Length; i++)
            baselines[i] = cursor.Real(i < start?.BaselinesMicros.Count ? start.BaselinesMicros[i] : 0);
        memory = HeaderLayout.CarryLines(ref cursor, start is null ? memory : start.Memory);
        return new JournalStart(memory, baselines);
    }

    private static void Seal(Span<byte> bytes) =>
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[^SumSize..], Crc32C.Of(bytes[..^SumSize]));

    private static bool IsSealed(ReadOnlySpan<byte> bytes) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[^SumSize..]) == Crc32C.Of(bytes[..^SumSize]);
}
