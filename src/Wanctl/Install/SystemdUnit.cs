namespace Wanctl.Install;

/// <summary>The systemd unit: systemd.exec(5) explains each line of the sandbox.</summary>
internal static class SystemdUnit
{
    /// <summary>The text of the unit.</summary>
    /// <param name="binary">The program's path.</param>
    /// <param name="networkAdmin">Whether a configuration moves this machine's own CAKE.</param>
    public static string Text(string binary, bool networkAdmin)
    {
        string capabilities = networkAdmin ? "CAP_NET_RAW CAP_NET_ADMIN" : "CAP_NET_RAW";
        return $"""
            # Made by `wanctl install`; change it with `systemctl edit wanctl`, which this file does not notice.
            [Unit]
            Description=wanctl keeps CAKE's limits just below what the line can carry
            After=network.target nss-lookup.target
            ConditionPathExistsGlob={Places.Configuration}/*.yaml
            # A box that nobody looks after shall never give up.
            StartLimitIntervalSec=0

            [Service]
            Type=notify
            NotifyAccess=main
            ExecStart={binary} run {Places.Configuration}
            # The shell's own kill: a small system has no other.
            ExecReload=/bin/sh -c "kill -HUP $MAINPID"
            EnvironmentFile=-{Places.Environment}
            Restart=always
            RestartSec=2
            # Wrong usage, files that cannot be used, rights that are missing: trying again mends none of them.
            RestartPreventExitStatus=2 3 5
            # Fed because the loop turns, for no other reason.
            WatchdogSec=10
            TimeoutStopSec=10

            User={Places.Name}
            Group={Places.Name}
            AmbientCapabilities={capabilities}
            CapabilityBoundingSet={capabilities}
            RuntimeDirectory={Places.Name}
            # Locks and states survive a restart of the service, not of the box.
            RuntimeDirectoryPreserve=yes
            StateDirectory={Places.Name}
            UMask=0077

            # The loop's thread asks for real-time priority 10 and keeps its pages in memory. mlockall(2) counts address
            # space, of which the runtime reserves much; what is really used is bounded below.
            LimitRTPRIO=10
            LimitMEMLOCK=infinity
            MemoryMax=256M
            TasksMax=64
            OOMScoreAdjust=-500
            # A core would hold the router's password.
            LimitCORE=0

            {Sandbox}

            [Install]
            WantedBy=multi-user.target

            """;
    }

    private const string Sandbox = """
        LockPersonality=yes
        MemoryDenyWriteExecute=yes
        NoNewPrivileges=yes
        PrivateDevices=yes
        PrivateMounts=yes
        PrivateTmp=yes
        ProcSubset=pid
        ProtectClock=yes
        ProtectControlGroups=yes
        ProtectHome=yes
        ProtectHostname=yes
        ProtectKernelLogs=yes
        ProtectKernelModules=yes
        ProtectKernelTunables=yes
        ProtectProc=invisible
        ProtectSystem=strict
        RemoveIPC=yes
        RestrictAddressFamilies=AF_INET AF_INET6 AF_NETLINK AF_UNIX
        RestrictNamespaces=yes
        RestrictSUIDSGID=yes
        SystemCallArchitectures=native
        SystemCallErrorNumber=EPERM
        SystemCallFilter=@system-service
        SystemCallFilter=~@keyring @privileged
        """;
}
