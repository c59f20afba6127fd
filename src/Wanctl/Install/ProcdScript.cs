namespace Wanctl.Install;

/// <summary>The script for OpenWrt: procd starts, respawns and stops the daemon; <c>logread</c> has its log.</summary>
internal static class ProcdScript
{
    /// <summary>The text of the script.</summary>
    /// <param name="binary">The program's path.</param>
    public static string Text(string binary) => $$"""
        #!/bin/sh /etc/rc.common
        # Made by `wanctl install`. Configuration: {{Places.Configuration}}/*.yaml
        START=95
        STOP=10
        USE_PROCD=1

        start_service() {
            set -- {{Places.Configuration}}/*.yaml
            if [ ! -e "$1" ]; then
                echo 'wanctl: not started, there is no {{Places.Configuration}}/*.yaml' >&2
                return 1
            fi
            # Locks and states belong into memory. Where there is no /run it would lie in flash.
            [ -e /run ] || ln -s /var/run /run
            mkdir -p {{Places.Run}} {{Places.State}}
            procd_open_instance
            procd_set_param command {{binary}} run {{Places.Configuration}}
            # Secrets: the program reads {{Places.Environment}} itself.
            # Started again 2 s after it ended, for ever: a box that nobody looks after shall never give up.
            procd_set_param respawn 3600 2 0
            # A core would hold the router's password.
            procd_set_param limits core="0"
            procd_set_param pidfile {{Places.ProcessNumber}}
            procd_set_param term_timeout 10
            procd_set_param stdout 1
            procd_set_param stderr 1
            procd_close_instance
        }

        # SIGHUP: the files are read again.
        reload_service() {
            procd_send_signal wanctl
        }

        """;

    /// <summary>What a firmware update takes along.</summary>
    /// <param name="binary">The program's path.</param>
    public static string KeepList(string binary) => $"""
        {Places.Configuration}/
        {Places.Script(InitSystem.Procd)}
        {binary}

        """;
}
