using Wanctl.Config.Kinds;

namespace Wanctl.Config.Schema;

/// <summary>Files, logs and ports of the daemon.</summary>
internal static class ServiceKeys
{
    private const string Output = "wanctl logs to standard output";

    public static readonly IReadOnlyList<SchemaKey> All =
    [
        Key.Required("lock_file", new PathKind(),
            "Held while the daemon runs, so that no second one moves the same queues."),
        Key.Unused("lock_timeout", "the kernel drops the lock with the process, so no lock can be stale"),
        Key.Dependent("state_file", new PathKind(), "default: beside lock_file, as its name with _state.json",
            "Keeps averages and limits across restarts. Below /run it is lost at a reboot, which is harmless."),
        Key.Optional("logging.level", new WordKind("debug", "info", "warning", "error"), "info",
            "The least important kind of line that is written."),
        Key.Optional("logging.format", new WordKind("text", "systemd", "json", "short"), "text",
            "Sentences for people, the same with systemd's priorities (text has them under systemd by itself), objects "
            + "for machines, or short lines without the time for RouterOS, which cuts long ones; "
            + "${WANCTL_LOG_FORMAT:-text} does as the original did."),
        Key.Unused("logging.main_log", Output),
        Key.Unused("logging.debug_log", $"{Output}; logging.level: debug says more"),
        Key.Unused("logging.max_bytes", Output),
        Key.Unused("logging.backup_count", Output),
        .. Endpoint("health_check", "true", "9101", "Serve the status page, health, figures and the state over HTTP."),
        Key.Optional("health_check.host_names", new ListKind("different names", new HostKind(), 0, 8), "[]",
            "Further names by which a browser may call the status page, such as router.lan. An address, localhost and "
            + "this machine's own name always do; any other name is refused, so that no page of another site can "
            + "read it by pointing its own name here. /metrics answers to every name."),
        .. Endpoint("metrics", "false", "9100", "Serve figures and health, and nothing else, on a port of their own."),
    ];

    private static IEnumerable<SchemaKey> Endpoint(string section, string enabled, string port, string meaning) =>
    [
        Key.Optional($"{section}.enabled", new BooleanKind(), enabled, meaning),
        Key.Optional($"{section}.host", new AddressKind(mayBeAny: true), "127.0.0.1",
            "The address to listen on. Nothing is asked of whoever connects, so loopback is the default."),
        Key.Optional($"{section}.port", new IntegerKind(1, 65535), port,
            "The port to listen on."),
    ];
}
