using System.IO;
using Wanctl.Core.Journal;
using Wanctl.Host.Keep;

namespace Wanctl.Replay;

/// <summary>The segments of one run of one link that are at hand, in their order.</summary>
internal sealed class Recording
{
    private readonly List<(string Path, JournalHeader Header)> _segments = [];

    /// <summary>Which files, oldest first.</summary>
    public IReadOnlyList<(string Path, JournalHeader Header)> Segments => _segments;

    /// <summary>What the oldest of them begins with.</summary>
    public JournalHeader First => _segments[0].Header;

    /// <summary>
    /// Finds the recordings in some files, oldest first; FILE brings FILE.1 and so on along. Problems say which files
    /// cannot be used.
    /// </summary>
    public static List<Recording> Find(IReadOnlyList<string> paths, List<string> problems)
    {
        var segments = new List<(string Path, JournalHeader Header)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            for (int age = 0; age < JournalFile.Segments; age++)
            {
                string file = JournalFile.Older(path, age);
                bool wanted = age == 0 || File.Exists(file);
                if (wanted && seen.Add(Path.GetFullPath(file)) && Header(file, problems) is { } header)
                    segments.Add((file, header));
            }
        }
        segments.Sort(Order);
        return Group(segments);
    }

    private static List<Recording> Group(List<(string Path, JournalHeader Header)> segments)
    {
        var recordings = new List<Recording>();
        foreach ((string path, JournalHeader header) in segments)
        {
            bool same = recordings.Count > 0
                && recordings[^1].First.Recording == header.Recording
                && recordings[^1].First.Settings.Name == header.Settings.Name;
            if (!same)
                recordings.Add(new Recording());
            recordings[^1]._segments.Add((path, header));
        }
        return recordings;
    }

    private static int Order((string Path, JournalHeader Header) left, (string Path, JournalHeader Header) right)
    {
        int name = string.CompareOrdinal(left.Header.Settings.Name, right.Header.Settings.Name);
        if (name != 0)
            return name;
        int recording = left.Header.Recording.CompareTo(right.Header.Recording);
        return recording != 0 ? recording : left.Header.Segment.CompareTo(right.Header.Segment);
    }

    private static JournalHeader? Header(string path, List<string> problems)
    {
        try
        {
            using JournalReader? reader = JournalReader.Open(path, out HeaderFault fault);
            if (reader is not null)
                return reader.Header;
            problems.Add($"{path}:1: found {Words(fault)}, wanted a journal of `wanctl run --journal`");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path}:1: found no readable file ({exception.Message}), wanted a journal");
        }
        return null;
    }

    private static string Words(HeaderFault fault) => fault switch
    {
        HeaderFault.OtherVersion => "a journal of another version of wanctl",
        HeaderFault.Damaged => "a damaged header",
        _ => "something else",
    };
}
