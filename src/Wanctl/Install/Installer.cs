using System.IO;
using System.Text;
using Wanctl.Host.Keep;

namespace Wanctl.Install;

/// <summary>Takes the steps of an installation and says what came of each; goes on after one that failed.</summary>
internal sealed class Installer
{
    private readonly InstallSite _site;
    private readonly TextWriter _output;
    private readonly TextWriter _errors;
    private readonly MadeList _made;
    private bool _changed;
    private bool _failed;

    /// <summary>Prepares.</summary>
    /// <exception cref="IOException">The record of an earlier installation cannot be read.</exception>
    public Installer(InstallSite site, TextWriter output, TextWriter errors)
    {
        _changed = site.Restart;
        _site = site;
        _output = output;
        _errors = errors;
        _made = MadeList.Read(site.Root);
    }

    /// <summary>Takes the steps; false where one of them failed.</summary>
    public bool Execute(IReadOnlyList<InstallStep> steps)
    {
        foreach (InstallStep step in steps)
        {
            try
            {
                Take(step);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Fail($"{step}: {exception.Message}");
            }
            // A service of a program that is not ours is none.
            if (_failed && step.Kind == StepKind.Binary)
                return false;
        }
        try
        {
            _made.Write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Fail($"write {Places.MadeList}: {exception.Message}");
        }
        return !_failed;
    }

    private void Take(InstallStep step)
    {
        switch (step.Kind)
        {
            case StepKind.Binary: Binary(step); break;
            case StepKind.User: User(step); break;
            case StepKind.Folder: Folder(step); break;
            case StepKind.Script: Script(step); break;
            case StepKind.Starter: Starter(step); break;
            case StepKind.Guard: Guard(step); break;
            case StepKind.Command: Command(step); break;
        }
    }

    private void Binary(InstallStep step)
    {
        string path = _site.Rooted(step.Path);
        string sum = MadeList.SumOf(_site.Source);
        if (OwnFile.IsThere(path))
        {
            string found = MadeList.SumAt(path);
            if (found == sum)
            {
                Say($"kept     {step.Path}: the same program");
                return;
            }
            if (!_made.Made(step.Path, found))
            {
                Fail($"{step.Path}: found a file that install did not put there, wanted none, or the one of the last "
                    + "install: move it away and install again, or let --bin name another place");
                return;
            }
        }
        Around(path);
        OwnFile.Copy(_site.Source, path, step.Mode);
        _made.AddFile(step.Path, sum);
        Wrote(step.Path);
    }

    private void User(InstallStep step)
    {
        if (Account.Find(_site.Root, step.Path) is not null)
        {
            Say($"kept     user {step.Path}");
            return;
        }
        string[] command = SystemCommand.Exists("useradd")
            ? ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", Places.State,
                "--shell", "/usr/sbin/nologin", step.Path]
            : ["adduser", "-S", "-D", "-H", "-h", Places.State, "-s", "/bin/false", step.Path];
        if (_site.Staged)
        {
            Say($"left     user {step.Path}: to be made on the system itself: {string.Join(' ', command)}");
        }
        else if (SystemCommand.TryRun(command, out string problem))
        {
            _made.AddUser(step.Path);
            Say($"made     user {step.Path}");
        }
        else
        {
            Fail(problem);
        }
    }

    private void Folder(InstallStep step)
    {
        string path = _site.Rooted(step.Path);
        if (Directory.Exists(path))
        {
            Say($"kept     {step.Path}");
            return;
        }
        Around(path);
        Directory.CreateDirectory(path);
        File.SetUnixFileMode(path, step.Mode);
        Give(step, path);
        _made.AddFolder(step.Path);
        Say($"made     {step.Path}");
    }

    private void Script(InstallStep step)
    {
        string path = _site.Rooted(step.Path);
        string wanted = MadeList.SumOf(Encoding.UTF8.GetBytes(step.Text));
        if (OwnFile.IsThere(path))
        {
            string found = MadeList.SumAt(path);
            if (found == wanted)
            {
                Say($"kept     {step.Path}: as it should be");
                return;
            }
            if (!_made.Made(step.Path, found))
            {
                Say($"KEPT     {step.Path}: changed by hand; to have install's own text again, remove the file and "
                    + "install again (`wanctl install --print` shows it)");
                return;
            }
        }
        Around(path);
        OwnFile.Write(path, step.Text, step.Mode);
        _made.AddFile(step.Path, wanted);
        Wrote(step.Path);
    }

    private void Starter(InstallStep step)
    {
        string path = _site.Rooted(step.Path);
        if (OwnFile.IsThere(path))
        {
            File.SetUnixFileMode(path, step.Mode);
            Say($"kept     {step.Path}, {OwnFile.Octal(step.Mode)}");
            return;
        }
        Around(path);
        OwnFile.Write(path, step.Text, step.Mode);
        _made.AddFile(step.Path, MadeList.SumOf(Encoding.UTF8.GetBytes(step.Text)));
        Wrote(step.Path);
    }

    private void Guard(InstallStep step)
    {
        string path = _site.Rooted(step.Path);
        File.SetUnixFileMode(path, step.Mode);
        Give(step, path);
        Say($"guarded  {step.Path}: {OwnFile.Octal(step.Mode)}, {step.Owner}'s alone");
    }

    private void Command(InstallStep step)
    {
        IReadOnlyList<string> words = _changed || step.Unchanged.Count == 0 ? step.Command : step.Unchanged;
        string line = string.Join(' ', words);
        if (_site.Staged)
            Say($"left     {line}: to be run on the system itself, to {step.Purpose}");
        else if (step.OnlyRunning && !_site.Running)
            Say($"left     {line}: {Word(_site.Init)} is not running here");
        else if (SystemCommand.TryRun(words, out string problem))
            Say($"ran      {line}");
        else
            Fail(problem);
    }

    /// <summary>Makes the folders around a file; they are the system's, and stay.</summary>
    private static void Around(string path) => Directory.CreateDirectory(Path.GetDirectoryName(path)!);

    private void Give(InstallStep step, string path)
    {
        Account? owner = step.Owner == "root" ? Account.Root : Account.Find(_site.Root, step.Owner);
        if (owner is not { } account)
        {
            if (!_site.Staged)
                Fail($"{step.Path}: cannot be given to {step.Owner}: there is no such user");
        }
        else if (!FileOwner.TrySet(path, account.User, account.Group, out string problem))
        {
            Fail($"{step.Path}: cannot be given to {step.Owner}: {problem}");
        }
    }

    private void Wrote(string path)
    {
        _changed = true;
        Say($"wrote    {path}");
    }

    private void Say(string line) => _output.WriteLine(line);

    private void Fail(string problem)
    {
        _failed = true;
        _errors.WriteLine($"FAILED   {problem}");
    }

    private static string Word(InitSystem init) => init switch
    {
        InitSystem.Systemd => "systemd",
        InitSystem.Procd => "procd",
        _ => "SysV init",
    };
}
