using System.IO;

namespace Wanctl.Tests.House;

/// <summary>The checkout that these tests were built from, as files.</summary>
internal static class Repository
{
    private static readonly string[] Skipped =
        ["bin", "obj", "artifacts", "TestResults", "node_modules", ".git", ".dotnet", ".cache"];

    private static readonly string[] Binary = [".png", ".ico", ".gz", ".dll", ".pdb", ".binlog"];

    /// <summary>The folder that holds wanctl.sln, with a final slash.</summary>
    public static string Root { get; } = Find();

    /// <summary>All text files under a folder of the repository, or under all of it, built ones left out.</summary>
    public static IEnumerable<string> Files(string folder = "", params string[] extensions)
    {
        string start = Path.Combine(Root, folder);
        if (!Directory.Exists(start))
            yield break;
        foreach (string file in Directory.EnumerateFiles(start))
        {
            string extension = Path.GetExtension(file);
            // In a linked worktree .git is a file.
            if (Path.GetFileName(file) == ".git")
                continue;
            bool wanted = extensions.Length == 0 || Array.IndexOf(extensions, extension) >= 0;
            if (wanted && Array.IndexOf(Binary, extension) < 0)
                yield return file;
        }
        foreach (string inner in Directory.EnumerateDirectories(start))
        {
            if (Array.IndexOf(Skipped, Path.GetFileName(inner)) >= 0)
                continue;
            foreach (string file in Files(inner, extensions))
                yield return file;
        }
    }

    /// <summary>The C# files of one or more folders, read and with comments and texts told apart.</summary>
    public static IEnumerable<SourceFile> Sources(params string[] folders)
    {
        foreach (string folder in folders)
        {
            foreach (string file in Files(folder, ".cs"))
                yield return new SourceFile(Relative(file), File.ReadAllText(file));
        }
    }

    /// <summary>A file's path from the root, with slashes.</summary>
    public static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "wanctl.sln")))
                return folder.FullName + "/";
        }
        throw new InvalidOperationException($"no folder above {AppContext.BaseDirectory} holds wanctl.sln");
    }
}
