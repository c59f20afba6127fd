using System.Diagnostics;
using System.IO;
using System.Threading;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Install;

/// <summary>
/// A box of its own: a fresh Debian (or whatever lies in a folder) under a layer that vanishes with it, in a room's
/// network. Commands run in it by chroot, or, once it is booted, beside its own systemd.
/// </summary>
public sealed class Box : IDisposable
{
    private readonly NetworkRoom? _room;
    private readonly TemporaryFolder _folder = new();
    private DaemonProcess? _container;
    private int _first;

    /// <summary>Mounts the layer.</summary>
    /// <param name="room">Whose network it has.</param>
    /// <param name="below">What it begins as; see <see cref="Debian"/>.</param>
    public Box(NetworkRoom? room, string below)
    {
        _room = room;
        string layer = _folder["layer"];
        Root = _folder["root"];
        Directory.CreateDirectory(layer);
        Directory.CreateDirectory(Root);
        Do("mount", "-t", "tmpfs", "tmpfs", layer);
        Directory.CreateDirectory(layer + "/up");
        Directory.CreateDirectory(layer + "/work");
        Do("mount", "-t", "overlay", "overlay",
            "-o", $"lowerdir={below},upperdir={layer}/up,workdir={layer}/work", Root);
        // The mode of a temporary folder would be the root's, into which a service's user could not look.
        File.SetUnixFileMode(Root, (UnixFileMode)0b111_101_101);
    }

    /// <summary>Where it lies, seen from outside.</summary>
    public string Root { get; }

    /// <summary>The Debian that <c>build/rootfs</c> makes, or the running test is skipped with the reason.</summary>
    public static string Debian()
    {
        SkipUnlessRoot();
        string path = Path.Combine(Artifacts.Repository, ".cache/rootfs");
        Assert.SkipUnless(File.Exists(path + "/etc/debian_version"),
            ".cache/rootfs is missing: build/rootfs makes it (root, debootstrap and a Debian mirror needed)");
        return path;
    }

    /// <summary>Skips the running test where no layers can be mounted.</summary>
    public static void SkipUnlessRoot() => Assert.SkipUnless(
        Environment.IsPrivilegedProcess, "mounts a file system and changes its root, which needs root");

    /// <summary>A path in it, seen from outside.</summary>
    public string this[string path] => Root + path;

    /// <summary>Writes a file.</summary>
    public void Write(string path, string text, UnixFileMode mode = (UnixFileMode)0b110_100_100)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[path])!);
        File.WriteAllText(this[path], text);
        File.SetUnixFileMode(this[path], mode);
    }

    /// <summary>Copies a file into it, ready to be run.</summary>
    public void Copy(string from, string path)
    {
        File.Copy(from, this[path], overwrite: true);
        File.SetUnixFileMode(this[path], (UnixFileMode)0b111_101_101);
    }

    /// <summary>Mounts /proc, for boxes that are not booted.</summary>
    public void MountProc()
    {
        Directory.CreateDirectory(this["/proc"]);
        Do("mount", "-t", "proc", "proc", this["/proc"]);
    }

    /// <summary>
    /// Starts its systemd as the first process of a container, or skips the running test where this machine cannot
    /// start one. One that starts and does not come up is tried once more, and then fails the test: a busy machine
    /// takes longer, and nothing but time is missing.
    /// </summary>
    public void Boot()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-nspawn"), "systemd-nspawn is missing (systemd-container)");
        if (IsUp(Patience.Of(TimeSpan.FromMinutes(3))))
            return;
        string story = _container!.Story();
        _container.Dispose();
        _first = 0;
        Assert.True(
            IsUp(Patience.Of(TimeSpan.FromMinutes(3))),
            $"systemd has not come up in a container, twice: {story}{_container!.Story()}");
    }

    private bool IsUp(TimeSpan within)
    {
        _container = DaemonProcess.Start(_room, new DaemonCommand(
            "/usr/bin/systemd-nspawn", "--register=no", "--keep-unit", "--quiet", "--console=pipe", "-D", Root,
            "--boot"));
        Moment deadline = Moment.Now + within;
        while (Moment.Now < deadline)
        {
            if (_container.HasExited)
                Assert.Skip($"systemd cannot be started in a container on this machine: {_container.Story()}");
            if (_first == 0)
                _first = ChildOf(_container.Id);
            if (_first != 0 && Try("systemctl is-system-running").Text is "running\n" or "degraded\n")
                return true;
            Thread.Sleep(200);
        }
        return false;
    }

    /// <summary>Runs a shell command in it and returns what it printed; fails the test where it fails.</summary>
    public string Run(string command, int wanted = 0)
    {
        (int code, string text, string errors) = Try(command);
        Assert.True(code == wanted, $"{command}: exit code {code}, wanted {wanted}\n{text}{errors}{Logs()}");
        return text;
    }

    /// <summary>Runs a shell command in it.</summary>
    public (int Code, string Text, string Errors) Try(string command)
    {
        string[] words = _first == 0
            ? ["chroot", Root, "/bin/sh", "-c", command]
            : ["nsenter", "-t", $"{_first}", "-a", "/bin/sh", "-c", command];
        using DaemonProcess process = DaemonProcess.Start(_room, new DaemonCommand("/usr/bin/env", words)
        {
            Environment = new Dictionary<string, string>
            {
                ["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                ["DEBIAN_FRONTEND"] = "noninteractive",
                ["LC_ALL"] = "C",
            },
        });
        int code = process.WaitForExit(TimeSpan.FromSeconds(120));
        return (code, process.Text(), process.Text(error: true));
    }

    /// <summary>Waits until a process has ended; one that only waits to be buried has.</summary>
    public void Gone(int process) =>
        Until($"! kill -0 {process} 2>/dev/null || grep -q '^State:.Z' /proc/{process}/status");

    /// <summary>Waits until a command succeeds.</summary>
    public string Until(string command, TimeSpan? within = null)
    {
        Moment deadline = Moment.Now + (within ?? TimeSpan.FromSeconds(30));
        while (true)
        {
            (int code, string text, string errors) = Try(command);
            if (code == 0)
                return text;
            Assert.True(Moment.Now < deadline, $"not within the time: {command}\n{text}{errors}{Logs()}");
            Thread.Sleep(100);
        }
    }

    /// <summary>Every file, folder and link in it, but for what package systems and logs keep for themselves.</summary>
    public IReadOnlyList<string> Contents() => Run(
        "find / -xdev \\( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp -o -path /var/log "
        + "-o -path /var/lib/dpkg -o -path /var/cache -o -path /var/lib/systemd -o -path /var/tmp "
        + "-o -name 'passwd-' -o -name 'shadow-' -o -name 'group-' -o -name 'gshadow-' -o -name .pwd.lock "
        + "-o -name machine-id -o -name resolv.conf -o -name mtab -o -name .updated \\) -prune -o -print")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose()
    {
        if (_first != 0)
            _ = Try("systemctl poweroff --force --force");
        _container?.Dispose();
        // What still runs in it would hold the mounts: all that has its root there ends.
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(process), out int id) || RootOf(process) != Root)
                continue;
            using var end = Process.Start("/bin/kill", ["-KILL", $"{id}"]);
            end.WaitForExit();
        }
        Thread.Sleep(100);
        foreach (string mount in (string[])[this["/proc"], Root, _folder["layer"]])
            Start("umount", "-l", mount).WaitForExit();
        _folder.Dispose();
    }

    private string Logs() => _first == 0 ? "" : Try("journalctl -u wanctl --no-pager -n 40").Text;

    private static string? RootOf(string process)
    {
        try
        {
            return File.ResolveLinkTarget(process + "/root", returnFinalTarget: false)?.FullName;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int ChildOf(int id)
    {
        string path = $"/proc/{id}/task/{id}/children";
        string[] children = File.Exists(path) ? File.ReadAllText(path).Split(' ') : [];
        return children.Length > 0 && int.TryParse(children[0], out int child) ? child : 0;
    }

    private static void Do(string program, params string[] words)
    {
        using Process process = Start(program, words);
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.SkipWhen(process.ExitCode != 0, $"{program} {string.Join(' ', words)}: {errors.Trim()}");
    }

    private static Process Start(string program, params string[] words) => Process.Start(
        new ProcessStartInfo(program, words) { RedirectStandardError = true })!;
}
