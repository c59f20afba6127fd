namespace Wanctl.Install;

/// <summary>Who starts services on a box, and so which script it needs.</summary>
internal enum InitSystem
{
    /// <summary>systemd: a unit, its own user, a sandbox, a watchdog.</summary>
    Systemd,

    /// <summary>OpenWrt's procd: a script of <c>/etc/rc.common</c>, respawned by procd.</summary>
    Procd,

    /// <summary>SysV init: an LSB script with a file for the process number; nobody restarts it.</summary>
    SysV,
}
