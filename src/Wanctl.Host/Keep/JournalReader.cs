using System.IO;
using Wanctl.Core.Journal;

namespace Wanctl.Host.Keep;

/// <summary>
/// Reads one segment of a recording from its beginning to its end. Damaged records are passed over and counted; a
/// reader of numbers sees the hole.
/// </summary>
public sealed class JournalReader : IDisposable
{
    private const int ChunkRecords = 256;

    private readonly byte[] _chunk;
    private readonly FileStream _stream;
    private readonly int _reflectors;
    private readonly int _recordSize;
    private int _filled;
    private int _at;

    private JournalReader(string path, FileStream stream, JournalHeader header)
    {
        Path = path;
        _stream = stream;
        Header = header;
        _recordSize = JournalCodec.RecordSizeOf(header.Version);
        _chunk = new byte[ChunkRecords * _recordSize];
        _reflectors = header.Settings.Probe.Reflectors.Count;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What stands at its beginning.</summary>
    public JournalHeader Header { get; }

    /// <summary>Damaged records that were passed over and have sound ones behind them.</summary>
    public long Holes { get; private set; }

    /// <summary>
    /// Damaged records since the last sound one, a half one included; once all is read, that is the lost tail.
    /// </summary>
    public long Damaged { get; private set; }

    /// <summary>Opens a segment; null with a word on why where it is none.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static JournalReader? Open(string path, out HeaderFault fault)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            byte[] bytes = new byte[JournalCodec.HeaderSize];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (JournalCodec.ReadHeader(bytes.AsSpan(0, length), out fault) is { } header)
                return new JournalReader(path, stream, header);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
        stream.Dispose();
        return null;
    }

    /// <summary>The next sound record; false at the end.</summary>
    /// <exception cref="IOException">The file cannot be read any further.</exception>
    public bool TryRead(out long number, out JournalRecord record)
    {
        while (Next() is { IsEmpty: false } bytes)
        {
            if (JournalCodec.TryReadRecord(bytes, Header.Version, _reflectors, out number, out record))
            {
                Holes += Damaged;
                Damaged = 0;
                return true;
            }
            Damaged++;
        }
        number = -1;
        record = default;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    /// <summary>The bytes of the next record; fewer where the file breaks off in it, none at the end.</summary>
    private ReadOnlySpan<byte> Next()
    {
        if (_at == _filled)
        {
            _at = 0;
            _filled = _stream.ReadAtLeast(_chunk, _chunk.Length, throwOnEndOfStream: false);
        }
        int length = Math.Min(_recordSize, _filled - _at);
        ReadOnlySpan<byte> bytes = _chunk.AsSpan(_at, length);
        _at += length;
        return bytes;
    }
}
