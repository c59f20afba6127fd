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

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

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

    /// <summary>
    /// The first of the files that a recording at <paramref name="path"/> would move or delete although it is no
    /// journal; null where there is none.
    /// </summary>
    public static string? Stranger(string path)
    {
        for (int age = 0; age < Segments; age++)
        {
            string segment = Older(path, age);
            if (Directory.Exists(segment) || (File.Exists(segment) && !IsJournal(segment)))
                return segment;
        }
        return null;
    }

    /// <summary>Moves the segments on by one and begins another.</summary>
    /// <exception cref="IOException">It cannot be made; what was there is still there.</exception>
    public void Begin(JournalHeader header)
    {
        byte[] bytes = new byte[JournalCodec.HeaderSize];
        JournalCodec.WriteHeader(header, bytes);
        string draft = Path + ".tmp";
        File.Delete(draft);
        FileStream stream = Create(draft);
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

    private static FileStream Create(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        Share = FileShare.ReadWrite | FileShare.Delete,
        UnixCreateMode = OwnerOnly,
        BufferSize = 0,
    });

    private static bool IsJournal(string path)
    {
        using FileStream stream = File.OpenRead(path);
        Span<byte> start = stackalloc byte[JournalCodec.Magic.Length];
        int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return start[..length].SequenceEqual(JournalCodec.Magic);
    }

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
