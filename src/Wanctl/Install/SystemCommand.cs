using System.ComponentModel;
using System.Diagnostics;
using System.IO;

namespace Wanctl.Install;

/// <summary>Runs one of the system's own commands and waits for it.</summary>
internal static class SystemCommand
{
    private static readonly string[] s_folders = ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/sbin"];

    /// <summary>A minute: starting a service waits for its first sign of life.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Whether the system has a command.</summary>
    public static bool Exists(string name) => PathOf(name).Length > 0;

    /// <summary>Runs a command; false with what it said where it failed.</summary>
    public static bool TryRun(IReadOnlyList<string> words, out string problem)
    {
        string path = PathOf(words[0]);
        problem = $"{string.Join(' ', words)}: there is no {words[0]}";
        if (path.Length == 0)
            return false;
        var start = new ProcessStartInfo(path) { RedirectStandardError = true, UseShellExecute = false };
        for (int i = 1; i < words.Count; i++)
            start.ArgumentList.Add(words[i]);
        try
        {
            using Process process = Process.Start(start)!;
            // A daemon that a script has left behind keeps the pipe open: the command's own end is what counts.
            var said = process.StandardError.ReadToEndAsync();
            bool ended = process.WaitForExit(Patience);
            string text = said.Wait(TimeSpan.FromSeconds(1)) ? said.Result.Trim().ReplaceLineEndings(" | ") : "";
            problem = ended && process.ExitCode == 0 ? "" : $"{string.Join(' ', words)}: "
                + (ended ? $"exit code {process.ExitCode}" : "no end within a minute")
                + (text.Length == 0 ? "" : $": {text}");
        }
        catch (Exception exception) when (exception is Win32Exception or IOException)
        {
            problem = $"{string.Join(' ', words)}: {exception.Message}";
        }
        return problem.Length == 0;
    }

    private static string PathOf(string name)
    {
        if (name.StartsWith('/'))
            return File.Exists(name) ? name : "";
        foreach (string folder in s_folders)
        {
            string path = Path.Combine(folder, name);
            if (File.Exists(path))
                return path;
        }
        return "";
    }
}
