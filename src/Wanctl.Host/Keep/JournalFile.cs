using System.IO;
using Wanctl.Core.Journal;

namespace Wanctl.Host.Keep;

/// <summary>
/// The files of one recording: FILE is the newest segment, FILE.1 the one before, up to FILE.3; what would be FILE.4 is
/// deleted. Only the owner may read them.
/// </summary>
public sealed class JournalFile : IDisposable
{
    /// <summary>
    /// Segments that are kept: a replay that lacks the first starts with the oldest of these, so that a quarter of the
    /// space is lost at each turn and not all of it.
    /// </summary>
    public const int Segments = 4;

    private readonly long _segmentMax;
    private FileStream? _stream;
    private long _length;

    /// <summary>Names the files; nothing is opened before the first segment begins.</summary>
    /// <param name="path">FILE.</param>
    /// <param name="sizeMax">Bytes that all segments may have together.</param>
    public JournalFile(string path, long sizeMax)
    {
        Path = path;
        _segmentMax = sizeMax / Segments;
    }

    /// <summary>FILE.</summary>
    public string Path { get; }

    /// <summary>Whether a segment has begun.</summary>
    public bool Begun => _stream is not null;

    /// <summary>Records that the present segment can still take.</summary>
    public long Room => Begun ? Math.Max(0, (_segmentMax - _length) / JournalCodec.RecordSize) : 0;

    /// <summary>The path of the segment that is so many segments older than the newest.</summary>
    public static string Older(string path, int age) =>
        age == 0 ? path : FormattableString.Invariant($"{path}.{age}");

    /// <summary>The path under which a segment is begun.</summary>
    public static string Draft(string path) => path + ".tmp";

    /// <summary>
    /// What is wrong with the first of the files that a recording at <paramref name="path"/> would move or delete
    /// although it is no journal; empty where there is none.
    /// </summary>
    public static string Stranger(string path)
    {
        for (int age = 0; age < Segments; age++)
        {
            string segment = Older(path, age);
            byte[]? start = KeptFile.TryRead(segment, JournalCodec.Magic.Length, out string fault);
            if (fault.Length > 0)
                return $"{segment}:1: {fault}";
            if (start is not null && !start.AsSpan().SequenceEqual(JournalCodec.Magic))
                return $"{segment}:1: found no journal, wanted a journal or an unused name";
        }
        return "";
    }

    /// <summary>Moves the segments on by one and begins another.</summary>
    /// <exception cref="IOException">It cannot be made; what was there is still there.</exception>
    public void Begin(JournalHeader header)
    {
        byte[] bytes = new byte[JournalCodec.HeaderSize];
        JournalCodec.WriteHeader(header, bytes);
        string draft = Draft(Path);
        FileStream stream = KeptFile.Create(draft);
        try
        {
            RandomAccess.Write(stream.SafeFileHandle, bytes, 0);
            MoveOn();
            File.Move(draft, Path, overwrite: true);
        }
        catch
        {
            stream.Dispose();
            File.Delete(draft);
            throw;
        }
        _stream?.Dispose();
        _stream = stream;
        _length = bytes.Length;
    }

    /// <summary>
    /// Appends whole records. What a failed call has left is written over by the next, so a full disk leaves no
    /// half record between two whole ones.
    /// </summary>
    /// <exception cref="IOException">The disk is full, or gone.</exception>
    public void Append(ReadOnlySpan<byte> records)
    {
        RandomAccess.Write(_stream!.SafeFileHandle, records, _length);
        _length += records.Length;
    }

    /// <inheritdoc/>
    public void Dispose() => _stream?.Dispose();

    private void MoveOn()
    {
        for (int age = Segments - 1; age > 0; age--)
        {
            string segment = Older(Path, age - 1);
            if (File.Exists(segment))
                File.Move(segment, Older(Path, age), overwrite: true);
        }
    }
}
