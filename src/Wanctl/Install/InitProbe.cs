using System.IO;

namespace Wanctl.Install;

/// <summary>Finds out who starts services below a root: by what runs there, else by what would run at boot.</summary>
internal static class InitProbe
{
    /// <summary>What <c>--init</c> may say.</summary>
    public const string Words = "systemd, procd or sysv";

    /// <summary>The init system below a root (<c>/</c> or a folder) and how it was told; null for none known.</summary>
    public static InitSystem? Find(string root, out string evidence)
    {
        if (Below(root, "/run/systemd/system", out evidence) && Directory.Exists(evidence))
            return InitSystem.Systemd;
        if (Below(root, "/sbin/procd", out evidence) && File.Exists(evidence)
            && File.Exists(Rooted(root, "/etc/rc.common")))
            return InitSystem.Procd;
        string target = LinkOf(Rooted(root, "/sbin/init"));
        evidence = $"{Rooted(root, "/sbin/init")} -> {target}";
        if (target.EndsWith("systemd", StringComparison.Ordinal))
            return InitSystem.Systemd;
        foreach (string sign in (ReadOnlySpan<string>)["/usr/sbin/update-rc.d", "/etc/rc.d/init.d", "/etc/rc2.d"])
        {
            if (!Below(root, "/etc/init.d", out evidence) || !Directory.Exists(evidence) || !Exists(Rooted(root, sign)))
                continue;
            evidence = $"{evidence} and {Rooted(root, sign)}";
            return InitSystem.SysV;
        }
        evidence = "";
        return null;
    }

    /// <summary>Whether an init system is running here, so that services can be started now.</summary>
    public static bool IsRunning(string root, InitSystem init) => root == "/" && init switch
    {
        InitSystem.Systemd => Directory.Exists("/run/systemd/system"),
        // The bus by which scripts tell procd what to run.
        InitSystem.Procd => File.Exists("/var/run/ubus/ubus.sock") || File.Exists("/var/run/ubus.sock"),
        _ => true,
    };

    /// <summary>Reads a word of <c>--init</c>.</summary>
    public static bool TryParse(string word, out InitSystem init)
    {
        (init, bool known) = word switch
        {
            "systemd" => (InitSystem.Systemd, true),
            "procd" => (InitSystem.Procd, true),
            "sysv" => (InitSystem.SysV, true),
            _ => (default, false),
        };
        return known;
    }

    /// <summary>A path below a root.</summary>
    public static string Rooted(string root, string path) => root == "/" ? path : root.TrimEnd('/') + path;

    private static bool Below(string root, string path, out string full)
    {
        full = Rooted(root, path);
        return true;
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    private static string LinkOf(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: false)?.FullName ?? "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
