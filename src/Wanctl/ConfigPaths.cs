using System.IO;
using Wanctl.Install;

namespace Wanctl;

/// <summary>Configuration files of a command line, where a folder stands for the files in it.</summary>
internal static class ConfigPaths
{
    /// <summary>
    /// The files of a command line, or the service's folder where it names none; empty with what is wrong where there
    /// is no such folder.
    /// </summary>
    public static IReadOnlyList<string> OrUsual(IReadOnlyList<string> given, string verb, out string problem)
    {
        problem = "";
        if (given.Count > 0)
            return given;
        if (Directory.Exists(Places.Configuration))
            return [Places.Configuration];
        problem = $"{verb} without a file, and there is no {Places.Configuration}";
        return [];
    }

    /// <summary>
    /// Replaces each folder by its <c>*.yaml</c> in the order of their names; false with a sentence where one has none.
    /// </summary>
    public static bool TryExpand(IReadOnlyList<string> paths, out string[] files, out string problem)
    {
        var all = new List<string>();
        files = [];
        problem = "";
        foreach (string path in paths)
        {
            if (!Directory.Exists(path))
            {
                all.Add(path);
                continue;
            }
            try
            {
                string[] found = Directory.GetFiles(path, "*.yaml");
                Array.Sort(found, StringComparer.Ordinal);
                all.AddRange(found);
                if (found.Length == 0)
                    problem = $"{path}:1: found no *.yaml in this folder, wanted the configuration file of a link";
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                problem = $"{path}:1: found no readable folder ({exception.Message}), wanted one with *.yaml in it";
            }
            if (problem.Length > 0)
                return false;
        }
        files = [.. all];
        return true;
    }
}
