using System.Text;
using Wanctl.Core.Units;

namespace Wanctl.Setup;

/// <summary>
/// What a router does by itself when wanctl falls silent: it restores the ceilings. wanctl's requests over the API are
/// the heartbeat. A rule of the input chain notes their sender in an address list with a timeout, which lives in
/// memory; the scheduler looks whether anybody is on the list. wanctl needs no right for it, writes nothing, and
/// nothing wears flash but the limits that the net restores.
/// </summary>
internal static class SafetyNet
{
    /// <summary>The address list that holds wanctl's machine while it talks.</summary>
    public const string ListName = "wanctl-alive";

    /// <summary>What the rule is called.</summary>
    public const string RuleName = "wanctl-heartbeat";

    /// <summary>
    /// How long the last request counts. A restart of wanctl takes a second, a reboot of its machine about a minute.
    /// </summary>
    public const string Timeout = "1m";

    /// <summary>How often the router looks.</summary>
    public const string Interval = "10s";

    /// <summary>
    /// A time of the day: an entry of <c>startup</c> with an interval does not run after a reboot, as MikroTik's manual
    /// says and owners have seen.
    /// </summary>
    public const string StartTime = "00:00:00";

    /// <summary>
    /// The rule that notes the heartbeat. Only packets with data count (PSH): a machine whose wanctl hangs still
    /// acknowledges, and its kernel still probes.
    /// </summary>
    public static string NoteHeartbeat(string box) =>
        RouterCommands.Ensure("/ip/firewall/mangle", $"comment=\"{RuleName}\"",
            $"chain=input protocol=tcp tcp-flags=psh dst-port=8728,8729 src-address={box} "
            + $"action=add-src-to-address-list address-list={ListName} address-list-timeout={Timeout} disabled=no");

    /// <summary>The scheduler's entry for one link.</summary>
    public static string SchedulerName(string link) => "wanctl-dead-man-" + link;

    /// <summary>The scheduler's entry that restores limits while the list is empty.</summary>
    public static string Schedule(string link, IReadOnlyList<(string Queue, Rate Limit)> limits) =>
        RouterCommands.Ensure("/system/scheduler", "name=" + RouterCommands.Quoted(SchedulerName(link)),
            $"start-time={StartTime} interval={Interval} policy=read,write disabled=no on-event={Event(limits)}");

    /// <summary>Gives a scheduler's entry that is there other limits; makes none.</summary>
    public static string Renew(string link, IReadOnlyList<(string Queue, Rate Limit)> limits) =>
        $"/system/scheduler/set [find name={RouterCommands.Quoted(SchedulerName(link))}] on-event={Event(limits)}";

    private static string Event(IReadOnlyList<(string Queue, Rate Limit)> limits) =>
        RouterCommands.Quoted(Script(limits));

    /// <summary>
    /// What the scheduler runs. A limit that is as it should be is not written again, so that flash is spared.
    /// </summary>
    public static string Script(IReadOnlyList<(string Queue, Rate Limit)> limits)
    {
        var script = new StringBuilder();
        script.Append($":if ([:len [/ip/firewall/address-list/find where list={ListName}]] = 0) do={{");
        foreach ((string queue, Rate limit) in limits)
        {
            string found = $"find where name={RouterCommands.Quoted(queue)} "
                + $"and max-limit!={RouterCommands.Digits(limit)}";
            string told = RouterCommands.Quoted($"wanctl is silent: {queue} gets its ceiling");
            script.Append($":if ([:len [/queue/tree/{found}]] > 0) do={{")
                .Append($":log warning {told}; ")
                .Append($"/queue/tree/set [{found}] max-limit={RouterCommands.Digits(limit)}}}; ");
        }
        return script.Append('}').ToString();
    }
}
