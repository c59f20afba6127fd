using System.IO;
using Wanctl.Config;

namespace Wanctl.Install;

/// <summary>What is found where wanctl is to be installed, or removed from.</summary>
internal sealed record InstallSite
{
    /// <summary><c>/</c>, or a folder that is to become a system.</summary>
    public required string Root { get; init; }

    /// <summary>Who starts services there.</summary>
    public required InitSystem Init { get; init; }

    /// <summary>How that was told.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>Whether services can be started now.</summary>
    public bool Running { get; init; }

    /// <summary>The program that is running.</summary>
    public required string Source { get; init; }

    /// <summary>Where the program is to lie, as the system sees it.</summary>
    public required string Binary { get; init; }

    /// <summary>The package system that looks after the program; empty where none does.</summary>
    public string Package { get; init; } = "";

    /// <summary>Whether to start the service, too.</summary>
    public bool Start { get; init; } = true;

    /// <summary>Whether to start it again in any case.</summary>
    public bool Restart { get; init; }

    /// <summary>Configuration files, below the root.</summary>
    public IReadOnlyList<string> Configs { get; init; } = [];

    /// <summary>Those of them that hold a password.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Whether one of them moves this machine's own CAKE.</summary>
    public bool NetworkAdmin { get; init; }

    /// <summary>Whether Debian's commands for SysV scripts are there.</summary>
    public bool DebianCommands { get; init; }

    /// <summary>The service's user; OpenWrt has root only.</summary>
    public string User => Init == InitSystem.Procd ? "root" : Places.Name;

    /// <summary>Whether this is a folder and not the running system.</summary>
    public bool Staged => Root != "/";

    /// <summary>A path below the root.</summary>
    public string Rooted(string path) => InitProbe.Rooted(Root, path);

    /// <summary>Looks around.</summary>
    /// <param name="root"><c>/</c> or a folder.</param>
    /// <param name="asked">The init system to assume; null to find it.</param>
    /// <param name="binary">Where the program is to lie; null for the usual place.</param>
    /// <param name="start">Whether to start the service.</param>
    /// <param name="problem">Why there is no answer; empty where there is one.</param>
    public static InstallSite? Survey(string root, InitSystem? asked, string? binary, bool start, out string problem)
    {
        string evidence = "--init";
        InitSystem? init = asked ?? InitProbe.Find(root, out evidence);
        problem = init is null
            ? $"no init system found in {root}; wanted systemd (/run/systemd/system, /sbin/init), procd (/sbin/procd) "
                + $"or SysV (/etc/init.d with update-rc.d or /etc/rc2.d); --init says which ({InitProbe.Words})"
            : "";
        if (init is not { } found)
            return null;
        string source = Environment.ProcessPath ?? "";
        string target = binary ?? UsualBinary(found, root == "/" ? source : "");
        IReadOnlyList<string> configs = ConfigScan.Files(root);
        var secrets = new List<string>();
        bool admin = false;
        var surroundings = new Surroundings(InitProbe.Rooted(root, Places.Environment));
        foreach (string config in configs)
        {
            FileOutline outline = FileOutline.Of(File.ReadAllText(config), surroundings.Find);
            admin |= outline.Transport == "linux-cake";
            if (outline.HoldsSecret)
                secrets.Add(config);
        }
        return new InstallSite
        {
            Root = root,
            Init = found,
            Evidence = evidence,
            Running = InitProbe.IsRunning(root, found),
            Source = source,
            Binary = target,
            Package = PackageOf(root),
            Start = start,
            Configs = configs,
            Secrets = secrets,
            NetworkAdmin = admin,
            DebianCommands = File.Exists(InitProbe.Rooted(root, "/usr/sbin/update-rc.d")),
        };
    }

    /// <summary>A program that already lies where programs lie stays there.</summary>
    internal static string UsualBinary(InitSystem init, string source) => Path.GetDirectoryName(source) switch
    {
        "/usr/bin" or "/usr/sbin" or "/usr/local/bin" or "/usr/local/sbin" or "/opt/wanctl" => source,
        _ => init == InitSystem.Procd ? "/usr/bin/wanctl" : "/usr/local/bin/wanctl",
    };

    private static string PackageOf(string root)
    {
        foreach ((string list, string name) in (ReadOnlySpan<(string, string)>)
            [
                ("/var/lib/dpkg/info/wanctl.list", "dpkg"), ("/usr/lib/opkg/info/wanctl.list", "opkg"),
                ("/lib/apk/packages/wanctl.list", "apk"),
            ])
        {
            if (File.Exists(InitProbe.Rooted(root, list)))
                return name;
        }
        return "";
    }
}
