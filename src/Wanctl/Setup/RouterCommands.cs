using System.Globalization;
using System.Text;
using Wanctl.Audit;
using Wanctl.Core.Units;

namespace Wanctl.Setup;

/// <summary>
/// The commands of RouterOS's terminal that set up what wanctl needs: what <c>setup</c> prints and what an audit
/// proposes are the same lines.
/// </summary>
internal static class RouterCommands
{
    /// <summary>
    /// The bucket holds this share of a second's bytes. RouterOS's own default, 0.1, lets 100 ms pass unshaped.
    /// </summary>
    public const string BucketSize = "0.01";

    /// <summary>What the controller must be allowed to do, and nothing else.</summary>
    public const string Policy = "api,read,write";

    /// <summary>The mark of packets that no rule has marked.</summary>
    public const string NoMark = "no-mark";

    /// <summary>
    /// A text in quotes, as the terminal reads it. What is not ASCII goes as the bytes of its UTF-8, as RouterOS's own
    /// export writes it: a terminal may have another code page, and would store other bytes.
    /// </summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        byte before = 0;
        foreach (byte one in Encoding.UTF8.GetBytes(text))
        {
            // A second blank in a row could stand at a fold of the line, where blanks do not count.
            if (one == ' ' && before == ' ')
                quoted.Append("\\_");
            else if (one is < (byte)' ' or >= 0x7F)
                quoted.Append('\\').Append(one.ToString("X2", CultureInfo.InvariantCulture));
            else if (one is (byte)'\\' or (byte)'"' or (byte)'$' or (byte)'?')
                quoted.Append('\\').Append((char)one);
            else
                quoted.Append((char)one);
            before = one;
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>One host as a network.</summary>
    public static string Network(string address) =>
        address.Contains(':', StringComparison.Ordinal) ? address + "/128" : address + "/32";

    /// <summary>
    /// Adds an item where it is missing and sets it where it is there, so that a script may be run again, after a
    /// change and after a mistake.
    /// </summary>
    /// <param name="menu">Where it lies, as <c>/queue/tree</c>.</param>
    /// <param name="key">What it is known by, as <c>name="x"</c>.</param>
    /// <param name="values">All else that it must have.</param>
    /// <param name="begins">What it begins with, and what is somebody else's matter afterwards.</param>
    public static string Ensure(string menu, string key, string values, string begins = "") =>
        $":if ([:len [{menu}/find {key}]] = 0) do={{{menu}/add {$"{key} {values} {begins}".TrimEnd()}}} "
        + $"else={{{menu}/set [find {key}] {values}}}";

    /// <summary>Runs commands only where an item is missing: for what cannot be changed later.</summary>
    public static string Unless(string menu, string key, string commands) =>
        $":if ([:len [{menu}/find {key}]] = 0) do={{{commands}}}";

    /// <summary>Adds an item that has nothing but what it is known by.</summary>
    public static string AddOnce(string menu, string key, string more = "") =>
        Unless(menu, key, $"{menu}/add {key}{more}");

    /// <summary>The group.</summary>
    public static string EnsureGroup(string group) =>
        Ensure("/user/group", "name=" + Quoted(group), "policy=" + Policy);

    /// <summary>The user, who may come from one address only.</summary>
    public static string EnsureUser(string user, string group, string box, string password) =>
        Ensure("/user", "name=" + Quoted(user),
            $"group={Quoted(group)} address={Network(box)} password={Quoted(password)} disabled=no");

    /// <summary>Opens a service for one address only.</summary>
    public static string OpenService(string service, string box) =>
        $"/ip/service/set {service} address={Network(box)} disabled=no";

    /// <summary>A CAKE type for one direction.</summary>
    /// <param name="type">Its name.</param>
    /// <param name="down">Whether it shapes toward the user.</param>
    /// <param name="line">The kind of line; null for none known.</param>
    public static string EnsureType(string type, bool down, LineKind? line)
    {
        string isolation = Isolation(down);
        string scheme = line is null ? "" : " cake-overhead-scheme=" + line.Scheme;
        return Ensure("/queue/type", "name=" + Quoted(type), "kind=cake cake-bandwidth=0 cake-autorate-ingress=no "
            + $"cake-diffserv=diffserv4 cake-flowmode={isolation} cake-nat=yes cake-ack-filter=none{scheme}");
    }

    /// <summary>The isolation that shares the line between the hosts at home.</summary>
    public static string Isolation(bool down) => down ? "dual-dsthost" : "dual-srchost";

    /// <summary>A queue tree with a CAKE of its own.</summary>
    public static string EnsureTree(string name, string parent, string mark, string type, Rate ceiling) =>
        Ensure("/queue/tree", "name=" + Quoted(name), $"parent={Quoted(parent)} packet-mark={Quoted(mark)} "
            + $"queue={Quoted(type)} max-limit={Digits(ceiling)} bucket-size={BucketSize} disabled=no");

    /// <summary>Marks what comes in through an interface, for the queue that shapes toward the user.</summary>
    /// <param name="family"><c>ip</c> or <c>ipv6</c>.</param>
    /// <param name="wan">The interface toward the Internet.</param>
    /// <param name="mark">The packet mark.</param>
    public static string MarkDownload(string family, string wan, string mark) =>
        Ensure($"/{family}/firewall/mangle", "comment=" + Quoted(mark), $"chain=forward in-interface={Quoted(wan)} "
            + $"action=mark-packet new-packet-mark={Quoted(mark)} passthrough=yes disabled=no");

    /// <summary>Switches FastTrack off, whose packets are neither marked nor seen by a global queue.</summary>
    /// <param name="family"><c>ip</c> or <c>ipv6</c>, which older releases do not fast-track.</param>
    public static string DisableFastTrack(string family)
    {
        string command = $"/{family}/firewall/filter/disable [find action=fasttrack-connection]";
        return family == "ip" ? command : $":do {{{command}}} on-error={{}}";
    }

    /// <summary>Changes one queue of <c>/queue/tree</c> or <c>/queue/simple</c>.</summary>
    public static string SetQueue(string menu, string name, string values) =>
        $"{menu}/set [find name={Quoted(name)}] {values}";

    /// <summary>Changes a queue type.</summary>
    public static string SetType(string type, string values) =>
        $"/queue/type/set [find name={Quoted(type)}] {values}";

    /// <summary>A rate as the terminal and the API take it.</summary>
    public static string Digits(Rate rate) => rate.BitsPerSecond.ToString(CultureInfo.InvariantCulture);

    /// <summary>Both rates of a simple queue, as the terminal and the API take them.</summary>
    /// <param name="down">Toward the user.</param>
    /// <param name="up">Toward the Internet.</param>
    /// <param name="wan">Whether the queue's target is the WAN, which turns the pair round.</param>
    public static string Pair(Rate down, Rate up, bool wan) => wan
        ? $"{Digits(down)}/{Digits(up)}"
        : $"{Digits(up)}/{Digits(down)}";
}
