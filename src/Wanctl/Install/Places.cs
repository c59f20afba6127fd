namespace Wanctl.Install;

/// <summary>Where things lie, by the Filesystem Hierarchy Standard; the same on every system.</summary>
internal static class Places
{
    /// <summary>The service's name, its user's and its group's.</summary>
    public const string Name = "wanctl";

    /// <summary>Configuration: every <c>*.yaml</c> in it is a file of the service.</summary>
    public const string Configuration = "/etc/wanctl";

    /// <summary>Secrets that configuration files name as <c>${NAME}</c>; root's alone.</summary>
    public const string Environment = "/etc/wanctl/environment";

    /// <summary>What install has made; root's alone, because uninstall believes it.</summary>
    public const string MadeList = "/etc/wanctl/.installed";

    /// <summary>Journals, and whatever shall survive a reboot.</summary>
    public const string State = "/var/lib/wanctl";

    /// <summary>Locks and state files: memory, gone at a reboot.</summary>
    public const string Run = "/run/wanctl";

    /// <summary>The process number under SysV and procd; not in the service's own folder, which it may write.</summary>
    public const string ProcessNumber = "/run/wanctl.pid";

    /// <summary>Files that OpenWrt takes along when its firmware is replaced.</summary>
    public const string KeepList = "/lib/upgrade/keep.d/wanctl";

    /// <summary>The script or unit of an init system.</summary>
    public static string Script(InitSystem init) =>
        init == InitSystem.Systemd ? "/etc/systemd/system/wanctl.service" : "/etc/init.d/wanctl";
}
