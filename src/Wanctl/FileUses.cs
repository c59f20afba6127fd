using Wanctl.Config;
using Wanctl.Host.Keep;
using Wanctl.Install;

namespace Wanctl;

/// <summary>
/// Holds the files of one run against each other and against what is on this machine: one file serves one purpose, by
/// whatever name, and what is written is a regular file.
/// </summary>
internal static class FileUses
{
    /// <summary>Every problem, a line each; empty where all is well.</summary>
    /// <param name="paths">The configuration files, in the order of the set's results.</param>
    /// <param name="set">What they hold, without problems.</param>
    /// <param name="journals">The journals of the links; may be empty.</param>
    public static IReadOnlyList<string> Problems(
        IReadOnlyList<string> paths, ConfigSet set, IReadOnlyList<JournalFile> journals)
    {
        var problems = new List<string>();
        var kept = new List<(FileUse Use, FileIdentity File)>();
        string told = "";
        foreach (FileUse use in Of(paths, set, journals))
        {
            // What is said of a file holds for its draft.
            string key = $"{use.Place}: {use.Name}";
            if (key == told)
                continue;
            FileIdentity file = FileIdentity.Of(use.Path);
            string problem = Kind(use, file);
            for (int i = 0; i < kept.Count && problem.Length == 0; i++)
                problem = Clash(use, file, kept[i].Use, kept[i].File);
            if (problem.Length == 0)
            {
                kept.Add((use, file));
                continue;
            }
            problems.Add($"{key}: {problem}");
            told = key;
        }
        return problems;
    }

    private static string Kind(FileUse use, FileIdentity file)
    {
        if (!use.Regular)
            return "";
        // Who only reads may be led by links; who writes may not.
        string fault = KeptFile.Fault(use.Writes ? use.Path : file.RealPath);
        return fault.Length == 0 ? "" : $"found {use.Path}, {fault["found ".Length..]}";
    }

    private static string Clash(FileUse use, FileIdentity file, FileUse other, FileIdentity otherFile)
    {
        if (!use.Writes && !other.Writes)
            return "";
        string which = use.Part.Length == 0 ? use.Path : $"{use.Path} ({use.Part})";
        string whose = $"{other} in {other.Place}";
        if (file == otherFile)
            return $"found {which}, which is the file of {whose}, wanted a file of its own";
        return file.IsAround(otherFile) || otherFile.IsAround(file)
            ? $"found {which}, and {other.Path} of {whose}: one of them would lie in the other, wanted two files"
            : "";
    }

    /// <summary>All files: first those that are only read, then those that are written.</summary>
    private static IEnumerable<FileUse> Of(
        IReadOnlyList<string> paths, ConfigSet set, IReadOnlyList<JournalFile> journals)
    {
        foreach (string path in paths)
            yield return new FileUse(path + ":1", "configuration", path);
        yield return new FileUse(Places.Environment + ":1", "environment", Places.Environment);
        for (int i = 0; i < paths.Count; i++)
        {
            if (AuthorityOf(set.Results[i]) is { } authority)
            {
                const string key = "router.certificate_authority";
                yield return new FileUse(PlaceOf(paths[i], set.Results[i], key), key, authority) { Regular = true };
            }
        }
        for (int i = 0; i < paths.Count; i++)
        {
            LoadResult result = set.Results[i];
            // What steering runs on is known of the set, for with a dry run it has a lock of its own.
            string? lockFile = result.File is { } wan ? wan.Link.LockFile : set.Steering?.LockFile;
            if (lockFile is not null)
                yield return Written(PlaceOf(paths[i], result, "lock_file"), "lock_file", lockFile);
            if (result.File?.Link.StateFile is not { } path)
                continue;
            FileUse state = Written(PlaceOf(paths[i], result, "state_file"), "state_file", path);
            yield return state;
            yield return Beside(state, StateFile.Draft(path), "the draft");
            yield return Beside(state, StateFile.Later(path), "the copy of a later version");
        }
        foreach (JournalFile journal in journals)
        {
            FileUse newest = Written("command line", "--journal", journal.Path);
            yield return newest;
            for (int age = 1; age < JournalFile.Segments; age++)
                yield return Beside(newest, JournalFile.Older(journal.Path, age), "an older segment");
            yield return Beside(newest, JournalFile.Draft(journal.Path), "the draft");
        }
    }

    private static FileUse Written(string place, string name, string path) =>
        new(place, name, path) { Writes = true, Regular = true };

    private static FileUse Beside(FileUse use, string path, string part) =>
        use with { Path = path, Part = part, Regular = false };

    private static string? AuthorityOf(LoadResult result) =>
        result.File?.Link.Router.CertificateAuthority ?? result.Steering?.Router?.CertificateAuthority;

    /// <summary>The line that names a file; for one that is not named, the line that it follows from.</summary>
    private static string PlaceOf(string path, LoadResult result, string key)
    {
        foreach (EffectiveValue value in result.Values)
        {
            if (value.Path == key && value.Source.StartsWith(path + ":", StringComparison.Ordinal))
                return value.Source;
        }
        return key == "lock_file" ? path + ":1" : PlaceOf(path, result, "lock_file");
    }
}
