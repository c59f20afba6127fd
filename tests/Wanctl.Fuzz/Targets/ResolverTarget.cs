using System.Net;
using System.Text;
using Wanctl.Fuzz.Engine;
using Wanctl.Host.Net;
using Wanctl.Wire.Dns;

namespace Wanctl.Fuzz.Targets;

/// <summary>The files that say whom to ask about names and which names are known: resolv.conf and hosts.</summary>
internal sealed class ResolverTarget : FuzzTarget
{
    private const int AddressesMax = 16;

    private static readonly string[] Hosts = ["router", "router.lan", "router.lan.", "a.b.c", "box", ".", ""];

    private readonly ScratchFile _file = new("resolv.conf");

    public override string Name => "resolver";

    public override int BytesMax => 2000;

    public override IReadOnlyList<string> Words =>
        ["nameserver ", "search ", "domain ", "options ", "ndots:", "timeout:", "attempts:", "rotate", "use-vc",
        "no-aaaa", "#", ";", "\n", "\r\n", "\t", "\0", "fe80::1%eth0", "::ffff:192.0.2.1", "192.0.2.1 router", ".", ":",
        "%", "\x85", "\xC2\xA0", "\xEF\xBB\xBF"];

    public override IEnumerable<byte[]> Seeds()
    {
        foreach (string text in (string[])
        [
            "# mine\nnameserver 192.0.2.1\nnameserver fe80::1%1\nsearch lan. example.org\n"
                + "options ndots:3 timeout:1 attempts:4 rotate use-vc no-aaaa\n",
            "domain home.arpa\r\nnameserver ::1\r\noptions edns0 trust-ad\r\n",
            "127.0.0.1 localhost\n::1 localhost ip6-localhost\n192.0.2.1\trouter.lan router # mine\nfe80::1%2 router\n",
        ])
            yield return Encoding.ASCII.GetBytes(text);
    }

    public override int Take(ReadOnlySpan<byte> input)
    {
        _file.Write(input);
        string[] lines = [.. HostsFile.Lines(_file.At)];
        var sum = new HashCode();
        foreach (string machine in (string[])["box", "box.home.arpa", lines.Length > 0 ? lines[0] : ""])
        {
            var settings = ResolverSettings.Parse(lines, machine);
            Must(settings.Servers.Count is > 0 and <= ResolverSettings.ServersMax, "nobody or too many are asked");
            Must(settings.Search.Count <= ResolverSettings.SearchMax, "too many domains are tried");
            Must(settings.Dots is >= 0 and <= 15 && settings.Attempts is > 0 and <= 5, "a number is out of its bounds");
            Must(settings.Wait.TotalSeconds is >= 1 and <= 30, "a time is out of its bounds");
            sum.Add((settings.Servers.Count, settings.Search.Count, settings.Dots, settings.Attempts, settings.Wait,
                settings.Rotate, settings.OnlyTcp, settings.OnlyV4));
            foreach (string host in Hosts)
                sum.Add(Ask(host, settings));
        }
        foreach (string host in Hosts)
            sum.Add(Find(lines, host));
        return sum.ToHashCode();
    }

    /// <summary>The names that would be asked for; a name that cannot be is refused by its writer.</summary>
    private static int Ask(string host, ResolverSettings settings)
    {
        Span<byte> wire = stackalloc byte[DnsName.Longest];
        int asked = 0;
        int lengths = 0;
        foreach (string name in NameResolver.Candidates(host, settings))
        {
            asked++;
            lengths += DnsName.Write(name, wire);
        }
        Must(asked > 0 && asked <= ResolverSettings.SearchMax + 2, $"'{host}' is asked for {asked} times");
        return lengths;
    }

    private static int Find(string[] lines, string host)
    {
        IReadOnlyList<IPAddress> found = HostsFile.Find(lines, host);
        Must(found.Count <= AddressesMax, "a name has more addresses than are used");
        Must(new HashSet<IPAddress>(found).Count == found.Count, "an address stands twice");
        IReadOnlyList<IPAddress> again = HostsFile.Find([.. lines, "# 192.0.2.77 " + host], host);
        Must(again.Count == found.Count, "a comment is a line");
        IReadOnlyList<IPAddress> more = HostsFile.Find([.. lines, "192.0.2.77 router"], "router");
        Must(more.Count > 0, "a line is not found behind others");
        return found.Count;
    }
}
