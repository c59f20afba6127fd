using System.Diagnostics;
using System.Net;
using Wanctl.Host.Echo;
using Wanctl.Wire.Dns;

namespace Wanctl.Host.Net;

/// <summary>
/// Finds the addresses of a host's name: in /etc/hosts, then from the servers of resolv.conf(5) with its search list
/// and options. The C library's resolver is not used anywhere, because a static file that asks it loads modules of the
/// machine it runs on, and dies of them. It blocks, so it is for a thread of its own.
/// </summary>
public sealed class NameResolver
{
    private const int Port = 53;
    private const string LocalDomain = ".local";

    /// <summary>Less than a server on the other side of the world needs is no try at all.</summary>
    private static readonly TimeSpan ShortestTry = TimeSpan.FromSeconds(0.2);

    private readonly string _hosts;
    private readonly string _settings;
    private readonly string _machine;
    private readonly int _port;

    /// <summary>Resolves by the system's own files, which are read anew each time.</summary>
    public NameResolver()
        : this("/etc/hosts", "/etc/resolv.conf", "/proc/sys/kernel/hostname", Port)
    {
    }

    internal NameResolver(string hosts, string settings, string machine, int port)
    {
        _hosts = hosts;
        _settings = settings;
        _machine = machine;
        _port = port;
    }

    /// <summary>The addresses of a host; an address is its own.</summary>
    /// <param name="host">An IPv4 or IPv6 address, the latter also with its zone, or a name.</param>
    /// <param name="patience">For everything together; more than zero.</param>
    /// <returns>At least one address, in the order in which they should be tried.</returns>
    /// <exception cref="NameException">There is none: nobody knows the name, or nobody answers.</exception>
    public IReadOnlyList<IPAddress> Resolve(string host, TimeSpan patience)
    {
        if (IPAddress.TryParse(host, out IPAddress? literal))
            return [literal.IsIPv4MappedToIPv6 ? literal.MapToIPv4() : literal];
        IReadOnlyList<IPAddress> own = HostsFile.Find(HostsFile.Lines(_hosts), host);
        if (own.Count > 0)
            return own;
        string name = host.TrimEnd('.');
        if (Is(name, "localhost"))
            return [IPAddress.Loopback, IPAddress.IPv6Loopback];
        string machine = string.Concat(HostsFile.Lines(_machine)).Trim();
        var settings = ResolverSettings.Parse(HostsFile.Lines(_settings), machine);
        return AskServers(host, settings, patience);
    }

    private IReadOnlyList<IPAddress> AskServers(string host, ResolverSettings settings, TimeSpan patience)
    {
        long start = Stopwatch.GetTimestamp();
        int first = settings.Rotate ? (int)(EchoToken.Draw() % (ulong)settings.Servers.Count) : 0;
        var asked = new List<string>();
        var worst = new NameServerAnswer(DnsOutcome.NoSuchName, [], "");
        foreach (string name in Candidates(host, settings))
        {
            NameServerAnswer answer = Ask(name, settings, ref first, patience - Stopwatch.GetElapsedTime(start));
            if (answer.Outcome == DnsOutcome.Found)
                return answer.Addresses;
            asked.Add(name);
            if (answer.Outcome is not DnsOutcome.NoSuchName && worst.Outcome is DnsOutcome.NoSuchName)
                worst = answer;
            // Nobody answers: the next name would only be waited for as long.
            if (answer.Outcome == DnsOutcome.Foreign)
                break;
        }
        throw new NameException(Sentence(host, asked, settings, worst));
    }

    /// <summary>Asks server after server, as often as the settings say, each for its share of the time.</summary>
    /// <param name="first">The server to begin with; becomes the one that answered.</param>
    private NameServerAnswer Ask(string name, ResolverSettings settings, ref int first, TimeSpan patience)
    {
        long start = Stopwatch.GetTimestamp();
        int servers = settings.Servers.Count;
        int tries = servers * settings.Attempts;
        var answer = new NameServerAnswer(DnsOutcome.Foreign, [], $"{settings.Servers[first]} does not answer");
        string problem = "";
        for (int i = 0; i < tries; i++)
        {
            TimeSpan left = patience - Stopwatch.GetElapsedTime(start);
            // A silent server must not eat the time of those after it.
            TimeSpan share = Longer(ShortestTry, Shorter(settings.Wait, left / (tries - i)));
            if (left < ShortestTry && i > 0)
                break;
            int index = (first + i) % servers;
            IPAddress server = settings.Servers[index];
            NameServerAnswer said = new NameServer(new IPEndPoint(server, _port))
                .Ask(name, settings.OnlyV4, settings.OnlyTcp, share);
            if (said.Final)
            {
                first = index;
                return said;
            }
            if (i < servers)
                problem += $"{(problem.Length > 0 ? "; " : "")}{server} {said.Problem}";
            if (said.Outcome == DnsOutcome.Failed || answer.Outcome == DnsOutcome.Foreign)
                answer = said;
        }
        return answer with { Problem = problem.Length > 0 ? problem : answer.Problem };
    }

    /// <summary>The names that a name may stand for, in the order in which they are asked for.</summary>
    internal static IEnumerable<string> Candidates(string host, ResolverSettings settings)
    {
        string name = host.TrimEnd('.');
        bool whole = name.Length < host.Length;
        bool early = whole || name.AsSpan().Count('.') >= settings.Dots;
        if (early)
            yield return name;
        if (whole)
            yield break;
        foreach (string domain in settings.Search)
            yield return $"{name}.{domain}";
        if (!early)
            yield return name;
    }

    private static string Sentence(
        string host, List<string> asked, ResolverSettings settings, NameServerAnswer answer)
    {
        string name = host.TrimEnd('.');
        if (Is(name, LocalDomain[1..]))
            return "the name was not found. Names under .local are announced by mDNS, which is not asked here: write "
                + $"the address in place of the name ('avahi-resolve -4 -n {name}' or the router itself shows it), or "
                + $"the line 'ADDRESS {name}' into /etc/hosts";
        string servers = settings.Servers.Count == 1
            ? $"the name server {settings.Servers[0]} knows"
            : $"the name servers {string.Join(", ", settings.Servers)} know";
        string tried = asked.Count == 1 && asked[0] == name ? "" : $" (asked for {string.Join(", ", asked)})";
        return answer.Outcome switch
        {
            DnsOutcome.NoSuchName => $"the name was not found: neither /etc/hosts nor {servers} it{tried}. Is it "
                + "spelt right? An address instead of a name needs no name server",
            DnsOutcome.NoAddress => $"the name was found, but it has no IPv4 or IPv6 address{tried}: write the address "
                + "in place of the name",
            _ => "the name was not found: /etc/hosts does not have it, and no name server of /etc/resolv.conf answered "
                + $"({answer.Problem}). An address instead of a name needs no name server",
        };
    }

    /// <summary>Whether a name is a domain itself or lies under it.</summary>
    private static bool Is(string name, string domain) =>
        name.Equals(domain, StringComparison.OrdinalIgnoreCase)
        || (name.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && name[^(domain.Length + 1)] == '.');

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
