using System.Globalization;
using System.Linq;
using System.Net;
using Wanctl.Routing;

namespace Wanctl.Setup;

/// <summary>
/// The steering file and the router's part of it, from the words of <c>wanctl setup --steering</c>. Pure: what it makes
/// is text.
/// </summary>
internal static class SteeringSetup
{
    /// <summary>EF, which calls are marked with (RFC 4594), and AF31, which games and chats often are.</summary>
    private const string UsualDscp = "46,26";

    /// <summary>The plan; null with what is missing or wrong.</summary>
    public static SteeringPlan? Plan(SetupOptions options, out string problem)
    {
        SteeredWan? primary = Wan(options, "--primary", out problem);
        SteeredWan? alternate = primary is null ? null : Wan(options, "--alternate", out problem);
        if (primary is null || alternate is null)
            return null;
        if (primary.Name == alternate.Name || primary.Interface == alternate.Interface
            || primary.ProbeAddress == alternate.ProbeAddress)
        {
            problem = "--alternate: found the name, interface or address of --primary, wanted those of another line";
            return null;
        }
        if (options["--lan-net"] is not { } prefix || !IPNetwork.TryParse(prefix, out _))
        {
            problem = $"--lan-net: found '{options["--lan-net"]}', wanted the LAN's prefix, as 192.168.88.0/24";
            return null;
        }
        List<SteeringClass>? classes = Classes(options["--dscp"] ?? UsualDscp, alternate.Name, out problem);
        return classes is null ? null : new SteeringPlan
        {
            Primary = primary,
            Alternate = alternate,
            LanInterfaces = (options["--lan"] ?? "bridge").Split(','),
            LanPrefixes = [prefix],
            Classes = classes,
        };
    }

    /// <summary>The steering file: a shadow run until somebody writes <c>active</c>.</summary>
    public static string Text(SteeringPlan plan)
    {
        string rules = plan.Classes.Count == 1
            ? $"  comment: {Quoted(plan.Classes[0].Comment)}"
            : "  comments:\n" + string.Join('\n', plan.Classes.Select(kind => $"    - {Quoted(kind.Comment)}"));
        return $"""
            # Steering from {plan.Primary.Name} to {plan.Alternate.Name}. Written by `wanctl setup --steering`;
            # configs/steering-reference.yaml explains every key, docs/STEERING.md the router's part.
            wan_name: steering

            topology:
              primary_wan: {plan.Primary.Name}
              alternate_wan: {plan.Alternate.Name}

            # A shadow run: the log says what would have been switched. active switches.
            mode: observe

            # The rules that are switched, by the exact text of their comments.
            mangle_rule:
            {rules}

            measurement:
              interval_seconds: 0.05

            """.ReplaceLineEndings("\n");
    }

    private static SteeredWan? Wan(SetupOptions options, string option, out string problem)
    {
        problem = "";
        string[] words = (options[option] ?? "").Split(',');
        bool fits = words.Length == 4 && IPAddress.TryParse(words[3], out _)
            && Array.TrueForAll(words, word => word.Length > 0 && !word.Contains(' '));
        if (fits)
            return new SteeredWan(words[0], words[1], words[2], words[3]);
        problem = $"{option}: found '{options[option]}', wanted NAME,INTERFACE,GATEWAY,ADDRESS: the wan_name, the "
            + "router's interface toward it, its next hop (an address, or the interface of a PPPoE line), and the "
            + "address of this machine that its echoes are sent from; as spectrum,ether1,203.0.113.1,192.168.88.21";
        return null;
    }

    private static List<SteeringClass>? Classes(string text, string alternate, out string problem)
    {
        var classes = new List<SteeringClass>();
        problem = "";
        foreach (string word in text.Split(','))
        {
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int dscp) || dscp > 63)
            {
                problem = $"--dscp: found '{word}', wanted numbers from 0 to 63, as {UsualDscp}";
                return null;
            }
            classes.Add(new SteeringClass(
                string.Create(CultureInfo.InvariantCulture, $"wanctl: steer DSCP {dscp} to {alternate}"), dscp));
        }
        return classes;
    }

    private static string Quoted(string text) => "\"" + text.Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";
}
