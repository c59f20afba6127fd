using System.IO;
using System.Reflection;

namespace Wanctl.Verbs;

/// <summary>What the verbs say about themselves.</summary>
internal static class Help
{
    private const string OverviewText = """
        wanctl keeps an internet line fast to answer: it measures the round-trip time twenty times a second
        and keeps CAKE's limits, on a MikroTik router or on this machine, just below what the line can carry.

        usage: wanctl VERB [ARGUMENTS]

          run CONFIG...       control one link a file, until SIGTERM or SIGINT; SIGHUP reads the files again
          setup               ask, write a configuration file, print the commands for router or kernel
          check [CONFIG...]   say what would run and whether it fits together; with --router whether the
                              router or kernel has what it needs; touches nothing
          measure [CONFIG]    the line idle and loaded: where its delay is, and what would change in the file
          release [CONFIG...] restore the ceilings, as if wanctl had never run
          demo                everything in one process: simulated line and router, real loop, live picture
          status [CONFIG...]  the running daemon: live in the terminal, once, or as JSON
          alive [CONFIG...]   whether the running daemon's loop turns, for health checks of containers
          simulate [NAME...]  laws on simulated lines, with the figures to reach beside what they measure
          replay JOURNAL...   decide again on what a run recorded, and compare
          rescale CONFIG      convert a file to another cycle interval, its behaviour in seconds kept
          reflect             answer probes of one-way delay (STAMP), on a rented host or the far end of a link
          install             make it a service of this box: systemd, OpenWrt's procd or SysV init
          uninstall           remove what install has made
          environment         print the service's file of secrets for a shell
          version             the version; so do --version and -V
          help [VERB]         this, or all about a verb; so does VERB --help

        wanctl help VERB says more, and what the exit codes of the verb are.
        """;

    private const string RunText = """
        usage: wanctl run CONFIG... [--journal FILE] [--journal-size MB]

        Controls the links of the given files in one process and one 50 ms loop. Logs to standard output.
        A folder stands for every *.yaml in it. One of the files may be a steering file: then connections
        that begin go to the other of two links while the first is bad (docs/STEERING.md).
        Links that name the same router share one connection. Sends echoes through a ping socket where
        net.ipv4.ping_group_range allows it, else through a raw socket (CAP_NET_RAW). With transport
        linux-cake it moves the CAKEs of this machine's kernel, which needs CAP_NET_ADMIN.

          --journal FILE      record what each tick saw and chose, for `wanctl replay`; four segments, FILE
                              being the newest and FILE.3 the oldest; with several links FILE gets the
                              link's name before its extension. An hour of a link at 50 ms takes 36 MB.
          --journal-size MB   megabytes of all segments of a link together; 64 where not given

        signals: SIGTERM, SIGINT  end (limits on the router stay as they are; a steering rule goes off)
                 SIGHUP           read the files again; files with problems are refused and the old
                                  settings stay
        """;

    private const string CheckText = """
        usage: wanctl check [--values] [--router] [--json] [CONFIG...]

        Reads the files as `run` would and prints every problem as FILE:LINE:COLUMN: KEY: found X, wanted Y; else a
        line for each file, and a table that holds all files against each other and against what is usual: expected,
        found and a verdict (ok, look, wrong). A folder stands for every *.yaml in it; without a file it takes
        /etc/wanctl. What the environment does not set is taken from /etc/wanctl/environment, if it may be read.
        Contacts nobody and changes nothing.

          --values   print every value in force and where it comes from (secrets as ***)
          --router   audit the router over its API, or this machine's kernel (transport linux-cake), reading only:
                     queues, CAKE, overhead, FastTrack, rights, services, latency of the API, writes to flash; and,
                     for a second or some, what queues and interfaces count while echoes are sent to the reflectors.
                     Each finding has a severity, what was found, what was wanted, and the commands that mend it.
          --json     one object with all of it on standard output
        """;

    private const string ReleaseText = """
        usage: wanctl release [--force] [--dry-run] [CONFIG...]

        Sets the limits of the files' queues (or CAKEs) to their ceilings, switches the rules of a steering file off,
        and reads both back, so that all is as if wanctl had never run. A folder stands for every *.yaml in it;
        without a file it takes /etc/wanctl, and what the environment does not set from /etc/wanctl/environment:
        `sudo wanctl release` is enough. Needs no daemon and no state: also after a crash. Refuses while a daemon
        runs, because that would set its limits again at once.

          --force     go on although a daemon runs, and write although control.dry_run is true
          --dry-run   say what would be restored; write nothing
        """;

    private const string MeasureText = """
        usage: wanctl measure [--load COMMAND] [--direction down|up|both] [--seconds N] [--idle] [--json] [CONFIG]

        Listens to the idle line, then to the loaded one with the limits at their ceilings, and where there is delay
        lowers the limits in steps until it goes away. Says whether the delay is in your queue or beyond your router,
        and which values it would change in the file; writes no file. Takes one to two minutes. Brings the limits
        that it found back on every way out (Ctrl-C and SIGTERM too) and reads them back; after kill -9 or a power
        cut `wanctl release CONFIG` does. Refuses while a daemon runs. Needs what `run` needs: echoes, and the router
        or the kernel. Without a file it takes that of /etc/wanctl, if there is one link.

          --load COMMAND   what fills the line, run by /bin/sh and ended afterwards with all that it started; what it
                           prints goes to standard error. Without it you are asked to start your own load: it is
                           noticed by the counters of the queues, within a minute
          --direction WAY  what is swept: down, up or both; where not given, what the load fills
          --seconds N      how long the idle line and the loaded one are listened to, 5 to 45; 15 where not given
          --idle           the idle line alone, or with --load both, the limits as they are. control.dry_run: true in
                           the file keeps off the limits likewise
          --json           one object with all of it on standard output
        """;

    private const string SetupText = """
        usage: wanctl setup [OPTIONS]

        Asks what it must know (on a terminal; else options must say it), writes a configuration file that passes
        `check`, and prints the commands that set up the router, or CAKE in this machine's kernel, on standard output.
        Sends nothing to anybody. May be run again, with other rates or for a second line: its commands add what is
        missing and set what is there. Its last lines are the steps to a running service.

          --line KIND         cable, dsl, fibre, lte or satellite
          --down, --up MBIT   what a speed test measures, in Mbit/s (940, 37.5, 940M, 0.94G); 95 % of it are written
                              as ceilings
          --framing WORDS     another overhead than the line's usual one, in the words of tc-cake(8): bridged-ptm;
                              'pppoe-ptm ether-vlan' for a line with a VLAN
          --router HOST       the MikroTik router; --box ADDRESS is this machine as the router sees it
          --linux             instead: this machine is the router, CAKE runs in its kernel
          --wan, --lan IF     the interfaces toward the Internet and toward the LAN (with --linux: the IFB)
          --name NAME         the link's name; the kind of line where not given
          --out FILE          the configuration file; NAME.yaml where not given. Overwritten only with --force.
          --user, --password  the router's user (wanctl) and its password (ROUTER_PASSWORD's, else a
                              random one, where not given)
          --store-password    write the password into the file, which only its owner can then read; else the file
                              takes it from ROUTER_PASSWORD
          --marks             tell the download by packet marks, with FastTrack off: for a router with several
                              WANs, or one that routes between LANs
          --tls               the API inside TLS (wanctl-tls), with a certificate that the router makes itself
          --dead-man          a safety net on the router: ceilings come back when wanctl falls silent for a minute

               wanctl setup --container --routeros VERSION [OPTIONS]

        The same for wanctl in a container on the router itself, in the words of its version: RouterOS 7.20 and later,
        but for 7.22 and 7.22.1, which can lose containers. Prints all of the router's part: device-mode, package,
        network, firewall, user, queues, safety net, container, upgrade and removal (docs/CONTAINER.md). Each further
        line is a file beside the first.

          --routeros VERSION  as /system/resource/print shows it, 7.23.3
          --architecture ARCH arm64, or amd64 for a PC or CHR; arm64 where not given
          --gateway HOP       with --marks: the line's next hop, so that its echoes leave by it: an address, the
                              interface of a PPPoE line, or dhcp
          --disk NAME         the disk that holds it, usb1; the router's own storage where not given

               wanctl setup --steering --primary WAN --alternate WAN --lan-net PREFIX [OPTIONS]

        Writes a steering file between two lines whose files are there, and prints the router's part: tables, NAT,
        the way of the echoes, and the mangle rules that are switched (docs/STEERING.md).

          --primary, --alternate NAME,INTERFACE,GATEWAY,ADDRESS
                              the line's wan_name, the router's interface toward it, its next hop, and the address
                              of this machine that its echoes are sent from
          --lan-net PREFIX    the LAN, as 192.168.88.0/24; --lan IF is its interface, bridge where not given
          --dscp N,N          what is steered; 46,26 (EF, AF31) where not given
        """;

    private const string DemoText = """
        usage: wanctl demo [--seconds N] [--plain] [--seed N] [--port N] [--law LAW]

        Runs everything in one process: a simulated cable line whose traffic comes and goes, a simulated
        router that speaks the real RouterOS API over TCP on the loopback, and the real 50 ms loop between
        them. Shows it live; q or Ctrl-C ends it. Touches nothing on this machine or on any router.

          --seconds N   end after N seconds
          --plain       lines instead of a page; the default where the output is no terminal
          --seed N      another course of traffic and noise
          --port N      serve the status page at http://127.0.0.1:N/ as `run` does; 0 takes any free port
          --law LAW     adaptive (the default), adaptive2 or classic
        """;

    private const string StatusText = """
        usage: wanctl status [--once] [--json] [--at ADDRESS:PORT] [CONFIG...]

        Asks the daemon that runs these files what it measures, does and why, and draws it live; q or Ctrl-C
        ends it. Without a file it asks where the files of /etc/wanctl say, else 127.0.0.1:9101. Needs no rights.

          --once             print it once as text; the default where the output is no terminal
          --json             print the daemon's own /api/state
          --at ADDRESS:PORT  ask there
        """;

    private const string AliveText = """
        usage: wanctl alive [--at ADDRESS:PORT] [CONFIG...]

        Asks the daemon that runs these files whether its loop turns, whatever the lines and the router do: `status`
        fails while the line is down, which no restart would mend. For health checks of containers and supervisors.
        Asks as `status` does, /health of the status page or of the figures' port, and waits 3 s for an answer and
        10 s for the whole of it. Costs the loop nothing. Needs no rights.

          --at ADDRESS:PORT  ask there
        """;

    private const string SimulateText = """
        usage: wanctl simulate [SCENARIO...] [OPTIONS]

        Runs control laws on simulated lines, on a virtual clock and on all cores, and prints what came of it: a
        scorecard, and each figure to reach beside what was measured. Without a name it runs every scenario
        but the day. Touches nothing on this machine or on any router.

          --list               the scenarios and the laws
          --law L[,L]          the laws that have to reach the figures; default adaptive
          --compare            run all other laws beside, models of the peers' laws among them
          --vary               the scenarios on other lines too: base RTT, API time, number of reflectors, depth of
                               the provider's queue, rates, interval; without a name the five that tell most
          --seed N             another course of noise and traffic; default 1
          --seeds N            so many seeds, counting up; prints means and the worst of them
          --interval TIME      another control interval, 20ms to 1s; averages keep their time constants
          --probes KIND        what the reflectors are asked with: echo (default; the round trip alone),
                               timestamp (ICMP timestamps: both directions, to 1 ms) or responder (STAMP or irtt).
                               With the latter two a table says how well each direction's queue was known;
                               no law reads it
          --trace-down FILE    a line that follows a trace of its capacity: either mahimahi (one line per
          --trace-up FILE      1500-byte packet, in ms) or CSV (seconds,mbit_per_s); 4 flows each way. With only
                               one of them the other direction is constant:
          --down MBPS          what it carries toward the user; default 50
          --up MBPS            what it carries toward the Internet; default 15
          --trace-bin TIME     packets of a mahimahi trace are counted over so long, 1ms to 10s; default 50ms
          --traces FOLDER      where lte-home.csv, lte-up.csv and lte-driving.csv are: recordings without a
                               licence, which are no part of wanctl; default $WANCTL_TRACES, else
                               ../shared/data/traces. Their scenarios are skipped where they are missing
          --report FILE.html   one page with the tables and a plot of every run; implies --compare
          --json               every run with every number, on standard output
        """;

    private const string ReplayText = """
        usage: wanctl replay JOURNAL... [--law adaptive|adaptive2|classic] [--json] [--report FILE.html]
               wanctl replay --csv FILE CONFIG [--law adaptive|adaptive2|classic]

        Steps the law again through a journal that `wanctl run` recorded, and compares each decision to the
        last bit. FILE brings FILE.1, FILE.2 and FILE.3 along. Where the recording's first segment is gone,
        or ticks are missing, the link starts from what a later file remembers; differences are then counted
        in the first 60 s and behind them, and are no failure. Contacts nobody.

          --law LAW    try another law on the same observations and print figures of both; open loop: what
                       the line would have answered to its rates is not known
          --report FILE.html   one page with a plot of each link; with --law of both, side by side
          --json       one JSON object a recording
          --csv FILE   step the law of CONFIG through a table seconds,rtt_ms,download_bps,upload_bps, a row
                       a tick; an empty cell means that nothing arrived. Prints
                       seconds,down_zone,up_zone,down_bps,up_bps,load_ms,baseline_ms,down_reason,up_reason
        """;

    private const string RescaleText = """
        usage: wanctl rescale --interval 100ms CONFIG [-o FILE]

        Prints the file for another cycle interval, so that it does the same in seconds: weights of samples
        become 1-(1-alpha)^ratio, factors per cycle factor^ratio, steps per cycle step*ratio, numbers of
        cycles or samples count/ratio; times, rates and time constants stay. Takes files of a WAN and of the
        original's steering. Comments and order survive. Every change, and what cannot be kept, is told on
        standard error.

          --interval TIME   20ms to 1s; 10ms to 60s for a steering file
          -o FILE           write to FILE instead of standard output
        """;

    private const string ReflectText = """
        usage: wanctl reflect [ADDRESS:PORT] [--rate N] [--total N] [--key-file FILE]

        Answers STAMP (RFC 8762), by which others measure the delay of each direction, over UDP on [::]:862, IPv6 and
        IPv4. An answer is exactly as long as its question, and answers are never answered, so that it serves no
        attack. Keeps no state but the rates. Needs no root for a port above 1023; docs/REFLECT.md sets one up.

          ADDRESS:PORT      one address of this machine, or another port; 8620 alone is [::]:8620
          --rate N          answers a second for one source, an IPv4 address or an IPv6 /64; 50 where not given
          --total N         answers a second in all; 2000 where not given
          --key-file FILE   answer only requests that are signed with the key in this file (HMAC-SHA-256); without
                            it the key is WANCTL_REFLECT_KEY of the environment or of /etc/wanctl/environment, if set

        signals: SIGTERM, SIGINT  end, and print what was received and answered
        """;

    private const string InstallText = """
        usage: wanctl install [--print] [--root DIR] [--init KIND] [--bin PATH] [--no-start | --restart]

        Makes wanctl a service: copies this program, makes the user wanctl (not on OpenWrt, which runs services
        as root), /etc/wanctl, an environment file for secrets and the unit or script, enables it, and starts it
        where there is an /etc/wanctl/*.yaml. Files that hold a password become their reader's alone. May be run
        again, as root, after each upgrade and after each change of a transport: what is as it should be stays,
        configuration is kept, a script that was changed by hand is kept and named.

          --print       show every step and every text, and do nothing; needs no root
          --root DIR    write into a folder that is to become a system; runs no command, names them
          --init KIND   systemd, procd or sysv, instead of looking
          --bin PATH    where the program is to lie: /usr/local/bin/wanctl, on OpenWrt /usr/bin/wanctl
          --no-start    enable it, do not start it
          --restart     start it again in any case, for a package's script
        """;

    private const string EnvironmentText = """
        usage: wanctl environment

        Prints /etc/wanctl/environment as commands of a shell, values in quotes, for eval: the one reader of the file
        for scripts, which would otherwise take it for something else than systemd and wanctl do. Needs the right to
        read the file. Lines that cannot be read are named on standard error.
        """;

    private const string UninstallText = """
        usage: wanctl uninstall [--purge] [--print] [--root DIR] [--init KIND]

        Stops the service and removes what install has made. Limits on the router stay as they are. Your files in
        /etc/wanctl and recordings in /var/lib/wanctl are kept, and so is a script that was changed by hand.

          --purge       remove those, too
          --print       show what would be done, and do nothing
          --root DIR    remove from a folder that holds a system; runs no command
          --init KIND   systemd, procd or sysv, instead of looking
        """;

    /// <summary>Prints all that there is to say about a verb; without a word the overview.</summary>
    public static int Print(string[] words, TextWriter output, TextWriter errors)
    {
        string verb = words.Length == 0 ? "" : words[0];
        if (verb.Length > 0 && TextOf(verb).Length == 0)
            return Unknown(verb, errors);
        output.WriteLine(verb.Length == 0 ? OverviewText : $"{TextOf(verb)}\n\n{ExitTable.Of(verb).TrimEnd()}");
        return ExitCode.Fine;
    }

    /// <summary>What a verb says about itself, without its exit codes; empty for what is no verb.</summary>
    public static string TextOf(string verb) => verb switch
    {
        "run" => RunText,
        "check" => CheckText,
        "setup" => SetupText,
        "measure" => MeasureText,
        "release" => ReleaseText,
        "demo" => DemoText,
        "simulate" => SimulateText,
        "replay" => ReplayText,
        "rescale" => RescaleText,
        "status" => StatusText,
        "alive" => AliveText,
        "reflect" => ReflectText,
        "install" => InstallText,
        "uninstall" => UninstallText,
        "environment" => EnvironmentText,
        "version" => "usage: wanctl version\n\nPrints the version, as --version and -V do.",
        "help" => "usage: wanctl help [VERB]\n\nPrints what there is to say about a verb, or the overview.",
        _ => "",
    };

    /// <summary>Prints the version.</summary>
    public static int PrintVersion()
    {
        Console.Out.WriteLine("wanctl " + Version);
        return ExitCode.Fine;
    }

    /// <summary>The version of this build.</summary>
    public static string Version =>
        typeof(Help).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";

    /// <summary>Says that there is no such verb.</summary>
    public static int Unknown(string verb, TextWriter errors)
    {
        string verbs = string.Join(", ", ExitTable.Verbs);
        errors.WriteLine($"wanctl: {CommandWords.NoVerb(verb)}; wanted: {verbs}; wanctl help says more");
        return ExitCode.Usage;
    }

    /// <summary>Says on standard error what is wrong with a command line.</summary>
    public static int Misused(string found, string wanted)
    {
        Console.Error.WriteLine($"wanctl: {found}; wanted: {wanted}");
        return ExitCode.Usage;
    }
}
