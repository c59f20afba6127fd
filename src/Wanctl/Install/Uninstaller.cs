using System.IO;

namespace Wanctl.Install;

/// <summary>
/// Removes what install has made, and with <c>--purge</c> what the operator and the daemon have put beside it.
/// </summary>
internal sealed class Uninstaller(InstallSite site, bool purge, TextWriter output, TextWriter errors)
{
    private readonly MadeList _made = MadeList.Read(site.Root);
    private bool _failed;

    /// <summary>What would be done, a line each.</summary>
    public IEnumerable<string> Plan()
    {
        foreach (string[] command in Stopping())
            yield return $"run {string.Join(' ', command)}";
        foreach (string path in _made.Files.Keys)
        {
            yield return $"remove {path} if it is as install made it"
                + (purge && !IsProgram(path) ? ", or was changed" : "");
        }
        if (purge)
            yield return $"remove {Places.Configuration} and {Places.State} with all that is in them";
        else
            yield return $"keep what else is in {Places.Configuration} and {Places.State}; --purge removes it";
        if (IsInstalled || purge)
            yield return $"remove {Places.Run}";
        if (_made.User.Length > 0)
            yield return $"remove the user {_made.User}{(purge ? "" : ", unless files of its are left")}";
    }

    /// <summary>Removes; false where something could not be. What is not there is no failure.</summary>
    public bool Execute()
    {
        bool installed = IsInstalled;
        if (!site.Staged)
        {
            foreach (string[] command in Stopping())
                Run(command);
        }
        foreach ((string path, string sum) in new Dictionary<string, string>(_made.Files))
            Guarded(path, () => RemoveFile(path, sum));
        if (installed || purge)
        {
            Guarded(Places.Run, () => RemoveTree(Places.Run));
            Guarded(Places.ProcessNumber, RemoveNumber);
        }
        if (purge)
            Guarded(Places.State, () => RemoveTree(Places.State));
        if (installed)
            Guarded(Places.State, () => RemoveEmpty(Places.State));
        RemoveUser();
        Guarded(Places.Configuration, () => RemoveConfiguration(installed));
        if (!site.Staged && installed && site.Init == InitSystem.Systemd && site.Running)
            Run(["systemctl", "daemon-reload"]);
        if (!installed && !purge)
            Say("nothing is installed here");
        return !_failed;
    }

    /// <summary>Whether install has made anything here that is left.</summary>
    private bool IsInstalled => !_made.IsEmpty || _made.Folders.Count > 0;

    private List<string[]> Stopping()
    {
        string script = Places.Script(site.Init);
        var commands = new List<string[]>();
        // Somebody else's service of this name is none of ours.
        if (!_made.Files.ContainsKey(script) || !File.Exists(site.Rooted(script)))
            return commands;
        if (site.Init == InitSystem.Systemd)
        {
            if (!SystemCommand.Exists("systemctl"))
                return commands;
            commands.Add(site.Running
                ? ["systemctl", "--quiet", "disable", "--now", Places.Name]
                : ["systemctl", "--quiet", "disable", Places.Name]);
            return commands;
        }
        if (site.Running)
            commands.Add([script, "stop"]);
        if (site.Init == InitSystem.Procd)
            commands.Add([script, "disable"]);
        else if (site.DebianCommands)
            // Otherwise than `update-rc.d remove`, which wants the script to be gone.
            commands.Add(["update-rc.d", "-f", Places.Name, "remove"]);
        return commands;
    }

    /// <summary>What stays stays in the record too, so that a later purge finishes.</summary>
    private void RemoveFile(string path, string sum)
    {
        string full = site.Rooted(path);
        if (!OwnFile.IsThere(full))
        {
            _made.RemoveFile(path);
            return;
        }
        bool same = MadeList.SumAt(full) == sum;
        if (same || (purge && !IsProgram(path)))
        {
            File.Delete(full);
            _made.RemoveFile(path);
            Say($"removed  {path}");
            return;
        }
        if (IsProgram(path))
            Say($"KEPT     {path}: not the program that install put there; remove it yourself");
        else if (path == Places.Environment)
            Say($"kept     {path}"); // To be written into is what that file is for.
        else
            Say($"KEPT     {path}: changed by hand; --purge removes it");
    }

    /// <summary>Somebody's own program is never removed; a text that began as install's may be.</summary>
    private static bool IsProgram(string path) => path is not (Places.Environment or Places.KeepList)
        && path != Places.Script(InitSystem.Systemd) && path != Places.Script(InitSystem.Procd);

    private void RemoveNumber()
    {
        string path = site.Rooted(Places.ProcessNumber);
        if (File.Exists(path))
            File.Delete(path);
    }

    private void RemoveConfiguration(bool installed)
    {
        string folder = site.Rooted(Places.Configuration);
        if (purge && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
            Say($"removed  {Places.Configuration}");
        }
        if (purge || !installed)
            return;
        _made.Delete();
        // Of folders alone there is nothing that a purge would have to know.
        if (_made.IsEmpty && RemoveEmpty(Places.Configuration))
            return;
        if (!_made.IsEmpty)
            _made.Write();
        Say($"kept     {Places.Configuration} with your files; --purge removes them");
    }

    /// <summary>True where it is gone.</summary>
    private bool RemoveEmpty(string path)
    {
        string full = site.Rooted(path);
        if (!Directory.Exists(full))
            return true;
        if (Directory.GetFileSystemEntries(full).Length > 0)
            return false;
        Directory.Delete(full);
        Say($"removed  {path}");
        return true;
    }

    private void RemoveTree(string path)
    {
        string full = site.Rooted(path);
        if (!Directory.Exists(full))
            return;
        Directory.Delete(full, recursive: true);
        Say($"removed  {path}");
    }

    private void RemoveUser()
    {
        if (_made.User.Length == 0 || site.Staged)
            return;
        if (Account.Find(site.Root, _made.User) is null)
        {
            _made.RemoveUser();
            return;
        }
        // A number without a name on files that are left could become somebody else's.
        if (!purge && (Directory.Exists(Places.State) || ConfigScan.Files("/").Count > 0))
        {
            Say($"kept     user {_made.User}, whose files are left; --purge removes both");
            return;
        }
        string tool = SystemCommand.Exists("userdel") ? "userdel" : "deluser";
        if (!Run([tool, _made.User]))
            return;
        Say($"removed  user {_made.User}");
        _made.RemoveUser();
    }

    private bool Run(string[] command)
    {
        bool fine = SystemCommand.TryRun(command, out string problem);
        if (fine)
            Say($"ran      {string.Join(' ', command)}");
        else
            Fail(problem);
        return fine;
    }

    private void Guarded(string path, Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail($"{path}: {exception.Message}");
        }
    }

    private void Say(string line) => output.WriteLine(line);

    private void Fail(string problem)
    {
        _failed = true;
        errors.WriteLine($"FAILED   {problem}");
    }
}
