using System.IO;

namespace Wanctl.Install;

/// <summary>
/// The init script for SysV: plain <c>sh</c>, with LSB headers and exit codes. It drops to the service's user where
/// <c>setpriv</c> can leave it the right to send echoes.
/// </summary>
internal static class SysVScript
{
    /// <summary>The text of the script.</summary>
    /// <param name="binary">The program's path.</param>
    /// <param name="networkAdmin">Whether a configuration moves this machine's own CAKE.</param>
    public static string Text(string binary, bool networkAdmin) =>
        Head(binary, networkAdmin ? "+net_raw,+net_admin" : "+net_raw") + Body + Dispatch;

    private const string Body = """

        # The number may have become another program's, or be that of a dead one that nobody has buried (state Z).
        number() {
            read -r pid 2>/dev/null <"$PIDFILE" && [ -n "$pid" ] &&
                read -r _ comm state _ 2>/dev/null <"/proc/$pid/stat" && [ "$comm" = "($NAME)" ] && [ "$state" != Z ]
        }

        # Standard output goes to the system's log, or to the file that WANCTL_LOG_FILE names.
        speak() {
            if [ -n "${WANCTL_LOG_FILE:-}" ]; then
                exec cat >>"$WANCTL_LOG_FILE"
            elif command -v logger >/dev/null 2>&1 && [ -S /dev/log ]; then
                exec logger -t wanctl -p daemon.notice
            fi
            exec cat >/dev/null
        }

        start() {
            if number; then
                echo "wanctl runs already, process $pid"
                return 0
            fi
            set -- "$FOLDER"/*.yaml
            if [ ! -e "$1" ]; then
                echo "wanctl: not started, there is no $FOLDER/*.yaml" >&2
                return 6
            fi
            mkdir -p "$RUNDIR" "$STATEDIR"
            # Read by the program, so that the file means the same everywhere; what it prints is in quotes.
            variables=$("$BIN" environment) && eval "$variables"
            set -- "$BIN" run "$FOLDER"
            if id "$ACCOUNT" >/dev/null 2>&1 && setpriv --ambient-caps=-all true 2>/dev/null; then
                chown "$ACCOUNT:" "$RUNDIR" "$STATEDIR"
                set -- setpriv --reuid "$ACCOUNT" --regid "$ACCOUNT" --init-groups --no-new-privs \
                    --inh-caps="-all,$CAPS" --ambient-caps="-all,$CAPS" --bounding-set="-all,$CAPS" -- "$@"
            fi
            rm -f "$PIDFILE"
            # For the loop's thread: real-time priority 10, and pages that stay in memory. Without them it runs as well.
            ulimit -r 10 2>/dev/null || :
            ulimit -l unlimited 2>/dev/null || :
            # A core would hold the router's password.
            ulimit -c 0 2>/dev/null || :
            # The pipe's other end is a process of its own, which ends with the daemon.
            (setsid sh -c 'umask 022; echo $$ >"$0"; umask 077; exec "$@"' "$PIDFILE" "$@" </dev/null 2>&1 |
                speak) >/dev/null 2>&1 &
            tries=0
            until number; do
                tries=$((tries + 1))
                if [ "$tries" -gt 20 ]; then
                    echo "wanctl did not start: $BIN run $FOLDER says why" >&2
                    return 1
                fi
                sleep 0.1 2>/dev/null || sleep 1
            done
            # What is wrong with files or rights shows within the first second.
            sleep 1
            number || { echo "wanctl ended at once: $BIN run $FOLDER says why" >&2; return 1; }
        }

        stop() {
            if number; then
                kill -TERM "$pid"
                tries=0
                while number && [ "$tries" -lt 100 ]; do
                    tries=$((tries + 1))
                    sleep 0.1 2>/dev/null || sleep 1
                done
                number && kill -KILL "$pid"
            fi
            rm -f "$PIDFILE"
        }

        # LSB: 0 runs, 1 dead with a file left, 3 stopped.
        status() {
            if number; then
                echo "wanctl runs, process $pid"
            elif [ -e "$PIDFILE" ]; then
                echo 'wanctl has died'
                return 1
            else
                echo 'wanctl is stopped'
                return 3
            fi
        }

        """;

    private const string Dispatch = """

        case ${1:-} in
            start) start ;;
            stop) stop ;;
            restart) stop && start ;;
            try-restart) if number; then stop && start; fi ;;
            reload) number && kill -HUP "$pid" ;;
            force-reload) if number; then kill -HUP "$pid"; else start; fi ;;
            status) status ;;
            *)
                echo "usage: $0 start|stop|restart|try-restart|reload|force-reload|status" >&2
                exit 2
                ;;
        esac

        """;

    private static string Head(string binary, string capabilities) => $"""
        #!/bin/sh
        ### BEGIN INIT INFO
        # Provides:          wanctl
        # Required-Start:    $network $remote_fs
        # Required-Stop:     $network $remote_fs
        # Should-Start:      $syslog $named
        # Should-Stop:       $syslog
        # Default-Start:     2 3 4 5
        # Default-Stop:      0 1 6
        # Short-Description: keeps an internet line fast to answer
        # Description:       Moves CAKE's limits so that they stay just below what the line can carry.
        ### END INIT INFO
        # Made by `wanctl install`. SysV init restarts nothing: a daemon that was killed stays so until `start`.

        BIN={binary}
        NAME={Path.GetFileName(binary)}
        ACCOUNT={Places.Name}
        CAPS={capabilities}
        FOLDER={Places.Configuration}
        RUNDIR={Places.Run}
        STATEDIR={Places.State}
        PIDFILE={Places.ProcessNumber}
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

        """;
}
