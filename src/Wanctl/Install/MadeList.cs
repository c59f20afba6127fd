using System.Globalization;
using System.IO;

namespace Wanctl.Install;

/// <summary>
/// The record of what install has made, so that uninstall removes that and nothing else, and a file that somebody has
/// changed since is known by its sum. A line each: <c>file SUM PATH</c>, <c>folder PATH</c>, <c>user NAME</c>.
/// </summary>
internal sealed class MadeList
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly List<string> _folders = [];
    private readonly string _path;

    private MadeList(string path) => _path = path;

    /// <summary>Files with the sum that they had when they were made.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    /// <summary>Folders, outer ones first.</summary>
    public IReadOnlyList<string> Folders => _folders;

    /// <summary>The user that was made; empty for none.</summary>
    public string User { get; private set; } = "";

    /// <summary>Reads the record below a root; one that is not there is empty.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static MadeList Read(string root)
    {
        var list = new MadeList(InitProbe.Rooted(root, Places.MadeList));
        if (!File.Exists(list._path))
            return list;
        foreach (string line in File.ReadAllLines(list._path))
        {
            string[] words = line.Split(' ', 3);
            if (words is ["file", _, _])
                list._files[words[2]] = words[1];
            else if (words is ["folder", _])
                list._folders.Add(words[1]);
            else if (words is ["user", _])
                list.User = words[1];
        }
        return list;
    }

    /// <summary>The sum of a file's contents.</summary>
    public static string SumOf(string path) => SumOf(File.ReadAllBytes(path));

    /// <summary>The sum of what lies at a path; empty for a folder, a link that leads nowhere, or nothing.</summary>
    public static string SumAt(string path)
    {
        try
        {
            return SumOf(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    /// <summary>
    /// The sum of some bytes: FNV-1a of 64 bits. It tells an edited file from its original; whoever could forge one is
    /// root already. The framework's SHA-256 would want an OpenSSL, which a small box does not have.
    /// </summary>
    public static string SumOf(ReadOnlySpan<byte> bytes)
    {
        ulong sum = 14_695_981_039_346_656_037;
        foreach (byte one in bytes)
            sum = (sum ^ one) * 1_099_511_628_211;
        return sum.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether install made a file and nobody has changed it since.</summary>
    /// <param name="path">The path, as the system sees it.</param>
    /// <param name="sum">The sum of what lies there.</param>
    public bool Made(string path, string sum) => _files.GetValueOrDefault(path) == sum;

    /// <summary>Enters a file.</summary>
    public void AddFile(string path, string sum) => _files[path] = sum;

    /// <summary>Enters a folder.</summary>
    public void AddFolder(string path)
    {
        if (!_folders.Contains(path))
            _folders.Add(path);
    }

    /// <summary>Enters the user.</summary>
    public void AddUser(string name) => User = name;

    /// <summary>Writes the record, readable by root alone; its folder is made where it is missing.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write()
    {
        var lines = new List<string>();
        foreach ((string path, string sum) in _files)
            lines.Add($"file {sum} {path}");
        foreach (string folder in _folders)
            lines.Add($"folder {folder}");
        if (User.Length > 0)
            lines.Add($"user {User}");
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        OwnFile.Write(_path, string.Join('\n', lines) + "\n", OwnFile.Secret);
    }

    /// <summary>Whether there is nothing left that install has made, but for folders, which others fill.</summary>
    public bool IsEmpty => _files.Count == 0 && User.Length == 0;

    /// <summary>Strikes a file out that is gone.</summary>
    public void RemoveFile(string path) => _files.Remove(path);

    /// <summary>Strikes the user out.</summary>
    public void RemoveUser() => User = "";

    /// <summary>Removes the record.</summary>
    public void Delete()
    {
        if (File.Exists(_path))
            File.Delete(_path);
    }
}
