using System.Linq;

namespace Wanctl.Verbs;

/// <summary>
/// Every exit code of every verb and what it means: the one table that <c>wanctl help VERB</c> prints and
/// docs/OPERATIONS.md repeats.
/// </summary>
internal static class ExitTable
{
    private const string Misused = "the command line is not understood";
    private const string BadFile = "a configuration file cannot be used, or there is none";
    private const string Router = "a router cannot be reached, or refuses the login";

    /// <summary>The rows, in the order of the overview.</summary>
    public static IReadOnlyList<ExitRow> Rows { get; } =
    [
        new("run", ExitCode.Fine, "it was asked to end: SIGTERM, SIGINT"),
        new("run", ExitCode.Usage, Misused),
        new("run", ExitCode.Configuration, "a configuration file cannot be used, or the journal's name is taken"),
        new("run", ExitCode.Locked, "another daemon holds a lock, or a lock cannot be made"),
        new("run", ExitCode.Forbidden, "it may not send echoes, or may not change qdiscs (linux-cake)"),
        new("run", ExitCode.LoopFailed, "the loop failed several times in a row; a supervisor starts it again"),

        new("setup", ExitCode.Fine, "the file is written and the commands are printed"),
        new("setup", ExitCode.NotDone, "cancelled; nothing was written"),
        new("setup", ExitCode.Usage, "an option or an answer is wrong, or the file is there or cannot be written"),
        new("setup", ExitCode.Configuration, "the answers make a file that `check` refuses"),

        new("check", ExitCode.Fine, "all files can be used; with --router: and all links can be shaped"),
        new("check", ExitCode.Unsound, "files do not fit together; with --router: or a link is not shaped as it is"),
        new("check", ExitCode.Usage, Misused),
        new("check", ExitCode.Configuration, BadFile),
        new("check", ExitCode.Forbidden, "--router: the kernel cannot be read"),
        new("check", ExitCode.Unreachable, "--router: " + Router),

        new("measure", ExitCode.Fine, "measured, whatever the verdict"),
        new("measure", ExitCode.NotMeasured, "not measured to the end, or the limits are not back"),
        new("measure", ExitCode.Usage, Misused),
        new("measure", ExitCode.Configuration, "the file cannot be used, or has not one link"),
        new("measure", ExitCode.Locked, "a daemon runs, or the lock cannot be made"),
        new("measure", ExitCode.Forbidden, "it may not send echoes, or may not change qdiscs"),
        new("measure", ExitCode.Unreachable, "the router cannot be reached, or refuses the login or a limit"),

        new("release", ExitCode.Fine, "all limits are at their ceilings and all rules are off"),
        new("release", ExitCode.NotReleased, "some are not"),
        new("release", ExitCode.Usage, Misused),
        new("release", ExitCode.Configuration, BadFile),
        new("release", ExitCode.Locked, "a daemon runs and would set its limits again; --force goes on"),
        new("release", ExitCode.Forbidden, "the kernel cannot be asked"),
        new("release", ExitCode.Unreachable, Router),

        new("demo", ExitCode.Fine, "it was ended, or its time is over"),
        new("demo", ExitCode.Usage, Misused),
        new("demo", ExitCode.LoopFailed, "the loop failed several times in a row"),

        new("status", ExitCode.Fine, "all is well"),
        new("status", ExitCode.Unhealthy, "a daemon answers, and one of its problems stands"),
        new("status", ExitCode.Usage, Misused),
        new("status", ExitCode.Configuration, "a configuration file cannot be used, or says that nothing is served"),
        new("status", ExitCode.NotRunning, "no daemon answers"),

        new("alive", ExitCode.Fine, "the loop turns"),
        new("alive", ExitCode.Unhealthy, "a daemon answers, and its loop is stalled"),
        new("alive", ExitCode.Usage, Misused),
        new("alive", ExitCode.Configuration, "a configuration file cannot be used, or says that nothing is served"),
        new("alive", ExitCode.NotRunning, "no daemon answers within the time"),

        new("simulate", ExitCode.Fine, "every law of --law has reached every figure"),
        new("simulate", ExitCode.Missed, "a figure is missed"),
        new("simulate", ExitCode.Usage, "the command line is not understood, or a file that it names cannot be used"),

        new("replay", ExitCode.Fine, "every decision is identical, or another law was tried"),
        new("replay", ExitCode.Differs, "decisions differ"),
        new("replay", ExitCode.Usage, Misused),
        new("replay", ExitCode.Configuration, "a recording, table, page or configuration file cannot be used"),

        new("rescale", ExitCode.Fine, "the file is converted"),
        new("rescale", ExitCode.Usage, Misused),
        new("rescale", ExitCode.Configuration, "the file cannot be used, or the new one cannot be written"),

        new("reflect", ExitCode.Fine, "it was asked to end: SIGTERM, SIGINT"),
        new("reflect", ExitCode.NotListening, "the port is taken, or the address is not this machine's"),
        new("reflect", ExitCode.Usage, Misused),
        new("reflect", ExitCode.Configuration, "the key cannot be used"),
        new("reflect", ExitCode.Forbidden, "it may not listen on a port below 1024"),

        new("install", ExitCode.Fine, "every step is done; with --print: shown"),
        new("install", ExitCode.NotDone, "a step failed, or there is no init system"),
        new("install", ExitCode.Usage, Misused),
        new("install", ExitCode.Forbidden, "it needs root"),

        new("uninstall", ExitCode.Fine, "what install has made is gone, or was not there; with --print: shown"),
        new("uninstall", ExitCode.NotDone, "a step failed"),
        new("uninstall", ExitCode.Usage, Misused),
        new("uninstall", ExitCode.Forbidden, "it needs root"),

        new("environment", ExitCode.Fine, "printed, also where there is no such file"),
        new("environment", ExitCode.Usage, Misused),
        new("environment", ExitCode.Configuration, "the file cannot be read"),

        new("version", ExitCode.Fine, "printed"),

        new("help", ExitCode.Fine, "printed"),
        new("help", ExitCode.Usage, "there is no such verb"),
    ];

    /// <summary>The verbs, in the order of the rows.</summary>
    public static IReadOnlyList<string> Verbs { get; } = [.. Rows.Select(row => row.Verb).Distinct()];

    /// <summary>The codes of a verb as its help prints them; empty for what is no verb.</summary>
    public static string Of(string verb)
    {
        string codes = string.Concat(
            Rows.Where(row => row.Verb == verb).Select(row => $"  {row.Code,2}  {row.Meaning}\n"));
        return codes.Length == 0 ? "" : "exit codes:\n" + codes;
    }
}
