using System.IO;

namespace Wanctl.Host.Keep;

/// <summary>
/// Which file a path means, by whatever name: two paths that mean one file have equal identities, over symbolic links,
/// hard links, bind mounts and <c>..</c>, and also where nothing is there yet.
/// </summary>
/// <param name="Device">The file system of the last part of the path that is there.</param>
/// <param name="Inode">That part's number.</param>
/// <param name="Rest">What is not there yet behind it, each part with a slash before it; else empty.</param>
public readonly record struct FileIdentity(ulong Device, ulong Inode, string Rest)
{
    /// <summary>The kernel gives up after so many links as well.</summary>
    private const int LinksMax = 40;

    /// <summary>The path without links and detours.</summary>
    public string RealPath { get; private init; } = "";

    /// <summary>Whether the two cannot both be files, because one would be a folder that has the other.</summary>
    public bool IsAround(FileIdentity other) => Device == other.Device && Inode == other.Inode
        && other.Rest.StartsWith(Rest + "/", StringComparison.Ordinal);

    /// <inheritdoc/>
    public bool Equals(FileIdentity other) =>
        Device == other.Device && Inode == other.Inode && Rest == other.Rest;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Device, Inode, Rest);

    /// <summary>Follows a path as the kernel does, and beyond the point where the kernel would say no.</summary>
    public static FileIdentity Of(string path)
    {
        var waiting = new Stack<string>();
        string real = Follow(waiting, Path.Combine(Environment.CurrentDirectory, path), "/");
        string rest = "";
        int links = 0;
        while (waiting.TryPop(out string? part))
        {
            if (part.Length == 0 || part == ".")
                continue;
            if (part == "..")
            {
                real = rest.Length == 0 ? Path.GetDirectoryName(real) ?? "/" : real;
                rest = rest.Length == 0 ? "" : rest[..rest.LastIndexOf('/')];
                continue;
            }
            string next = (real == "/" ? "" : real) + "/" + part;
            FileKind kind = rest.Length > 0 ? FileKind.Missing : FileFacts.Of(next).Kind;
            if (kind == FileKind.Missing)
                rest += "/" + part;
            else if (kind == FileKind.Link && links++ < LinksMax && new FileInfo(next).LinkTarget is { } target)
                real = Follow(waiting, target, real);
            else
                real = next;
        }
        FileFacts last = FileFacts.Of(real);
        return new FileIdentity(last.Device, last.Inode, rest) { RealPath = (real == "/" ? "" : real) + rest };
    }

    /// <summary>Puts a path's parts before those that wait; returns where the first of them lies.</summary>
    private static string Follow(Stack<string> waiting, string path, string folder)
    {
        string[] parts = path.Split('/');
        for (int i = parts.Length - 1; i >= 0; i--)
            waiting.Push(parts[i]);
        return path.StartsWith('/') ? "/" : folder;
    }
}
