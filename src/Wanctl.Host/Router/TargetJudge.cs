using System.Linq;
using Wanctl.Wire.RouterOs.Dialogue;

namespace Wanctl.Host.Router;

/// <summary>
/// Tells from a router's facts where the target of a simple queue lies. Limits the wrong way round choke a line, so
/// that nothing is guessed: what no fact tells is unknown, and so is what two facts tell differently.
/// </summary>
public sealed class TargetJudge
{
    private readonly TargetFacts _facts;
    private readonly Dictionary<string, string> _wan = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _lan = new(StringComparer.Ordinal);
    private readonly HashSet<string> _bridges = new(StringComparer.Ordinal);
    private readonly List<(AddressBlock Block, string Interface)> _addresses = [];
    private readonly bool _wanByRouteOrList;

    /// <summary>Reads the facts once, for any number of targets.</summary>
    public TargetJudge(TargetFacts facts)
    {
        _facts = facts;
        foreach ((string address, string name) in
            facts.Rows(TargetMenu.Addresses).Concat(facts.Rows(TargetMenu.Addresses6)))
        {
            if (AddressBlock.TryParse(address, out AddressBlock block))
                _addresses.Add((block, name));
        }
        foreach ((string gateway, string immediate) in
            facts.Rows(TargetMenu.Routes).Concat(facts.Rows(TargetMenu.Routes6)))
        {
            foreach (string name in Ways(gateway).Concat(Ways(immediate)))
                _wan.TryAdd(name, "a default route leads there");
        }
        foreach ((string list, string name) in facts.Rows(TargetMenu.Members))
        {
            if (IsList(list, "WAN"))
                _wan.TryAdd(name, $"it is in the interface list {list}");
            else if (IsList(list, "LAN"))
                _lan.TryAdd(name, $"it is in the interface list {list}");
        }
        _wanByRouteOrList = _wan.Count > 0;
        foreach ((string name, string kind) in facts.Rows(TargetMenu.Interfaces))
        {
            if (kind == "bridge")
                _bridges.Add(name);
            else if (kind.Length > 0)
                _wan.TryAdd(name, $"its kind is {kind}");
        }
    }

    /// <summary>The interfaces that lead to the Internet, as far as the facts tell.</summary>
    public IReadOnlyCollection<string> Wans => _wan.Keys;

    /// <summary>Judges one queue.</summary>
    /// <param name="target">Its target: interfaces, addresses and networks, with commas between.</param>
    /// <param name="destination">Its dst; says which side is the far one where the target is everything.</param>
    public TargetVerdict Judge(string target, string destination)
    {
        string[] parts = target.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (!Array.TrueForAll(parts, IsEverything))
            return All(parts);
        string shown = parts.Length == 0 ? "an empty target" : $"the target {target}";
        if (destination.Length == 0 || IsEverything(destination))
            return new TargetVerdict(TargetSide.Unknown, $"{shown} is everything, and tells no side");
        TargetVerdict far = One(destination);
        return far.Side switch
        {
            TargetSide.Wan => new TargetVerdict(TargetSide.Lan, $"{shown}, and dst is the WAN: {far.Why}"),
            TargetSide.Lan => new TargetVerdict(TargetSide.Wan, $"{shown}, and dst is the LAN: {far.Why}"),
            _ => new TargetVerdict(TargetSide.Unknown, $"{shown} is everything, and of dst {far.Why}"),
        };
    }

    private static bool IsEverything(string part) =>
        AddressBlock.TryParse(part, out AddressBlock block) && block.IsEverything;

    private TargetVerdict All(string[] parts)
    {
        TargetVerdict[] verdicts = Array.ConvertAll(parts, One);
        int doubt = Array.FindIndex(verdicts, verdict => verdict.Side == TargetSide.Unknown);
        if (doubt >= 0)
            return verdicts[doubt];
        int other = Array.FindIndex(verdicts, verdict => verdict.Side != verdicts[0].Side);
        return other < 0
            ? verdicts[0]
            : new TargetVerdict(TargetSide.Unknown,
                $"its parts lie on both sides: {verdicts[0].Why}, and {verdicts[other].Why}");
    }

    private TargetVerdict One(string part) =>
        AddressBlock.TryParse(part, out AddressBlock block) ? Network(part, block) : Interface(part);

    private TargetVerdict Interface(string name)
    {
        bool wan = _wan.TryGetValue(name, out string? whyWan), lan = _lan.TryGetValue(name, out string? whyLan);
        if (wan && lan)
            return new TargetVerdict(TargetSide.Unknown, $"{name} looks like both sides: {whyWan}, and {whyLan}");
        if (wan)
            return new TargetVerdict(TargetSide.Wan, $"{name} is the WAN: {whyWan}");
        if (lan)
            return new TargetVerdict(TargetSide.Lan, $"{name} is the LAN: {whyLan}");
        if (_bridges.Contains(name) && _wan.Count > 0)
            return new TargetVerdict(TargetSide.Lan, $"{name} is the LAN: a bridge, and the WAN is {First(_wan)}");
        bool inside = _addresses.Exists(address => address.Interface == name && address.Block.IsPrivate);
        if (inside && _wanByRouteOrList)
        {
            return new TargetVerdict(
                TargetSide.Lan, $"{name} is the LAN: it has a private address, and the WAN is {First(_wan)}");
        }
        return new TargetVerdict(TargetSide.Unknown, $"{name} may be the WAN or the LAN: no default route leads there "
            + $"and no interface list named WAN or LAN has it{Unread()}");
    }

    private TargetVerdict Network(string text, AddressBlock block)
    {
        if (block.IsEverything)
            return new TargetVerdict(TargetSide.Unknown, $"{text} is everything, beside other targets");
        List<(AddressBlock Block, string Interface)> near = _addresses.FindAll(
            address => !address.Block.IsEverything && address.Block.Overlaps(block));
        if (near.Exists(address => _wan.ContainsKey(address.Interface)))
        {
            string name = near.Find(address => _wan.ContainsKey(address.Interface)).Interface;
            return new TargetVerdict(TargetSide.Unknown, $"{text} is on {name}, which is the WAN ({_wan[name]})");
        }
        if (near.Count > 0 && (block.IsPrivate || _wanByRouteOrList))
            return new TargetVerdict(TargetSide.Lan, $"{text} is inside, on {near[0].Interface}");
        return block.IsPrivate
            ? new TargetVerdict(TargetSide.Lan, $"{text} is a private network, inside")
            : new TargetVerdict(TargetSide.Unknown, $"{text} may be inside or outside: no interface of the router that "
                + $"is not the WAN has it{Unread()}");
    }

    /// <summary>
    /// The interfaces of a gateway: written out, behind a percent sign, or those that reach its address.
    /// </summary>
    private IEnumerable<string> Ways(string gateways)
    {
        foreach (string gateway in gateways.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            string way = gateway.Split('@')[0];
            int percent = way.IndexOf('%', StringComparison.Ordinal);
            if (percent >= 0)
                yield return way[(percent + 1)..];
            else if (!AddressBlock.TryParse(way, out AddressBlock hop))
                yield return way;
            else if (_addresses.Find(address => address.Block.Overlaps(hop)) is { Interface: { } name })
                yield return name;
        }
    }

    /// <summary>WAN, wan2, WAN-ALL: the word at the beginning, with no other letter behind it.</summary>
    private static bool IsList(string list, string word) => list.StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && (list.Length == word.Length || !char.IsLetter(list[word.Length]));

    private static string First(Dictionary<string, string> interfaces) => interfaces.Keys.First();

    private string Unread()
    {
        foreach (TargetMenu menu in (ReadOnlySpan<TargetMenu>)
            [TargetMenu.Routes, TargetMenu.Members, TargetMenu.Addresses])
        {
            if (_facts.Complaint(menu) is { } complaint)
                return $" (the router does not show {RouterTargets.Path(menu)}: {complaint})";
        }
        return "";
    }
}
