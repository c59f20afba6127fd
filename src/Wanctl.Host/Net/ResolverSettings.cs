using System.Globalization;
using System.Net;

namespace Wanctl.Host.Net;

/// <summary>
/// Whom to ask about names and how, as resolv.conf(5) says it; what is not understood there is passed over.
/// </summary>
internal sealed record ResolverSettings
{
    /// <summary>The C library asks three and no more.</summary>
    public const int ServersMax = 3;

    /// <summary>Domains of a search list; real lists have a few.</summary>
    public const int SearchMax = 16;

    private const int DotsMax = 15;
    private const int AttemptsMax = 5;
    private const int WaitMaxSeconds = 30;

    /// <summary>The servers, in their order; this machine where none is named.</summary>
    public IReadOnlyList<IPAddress> Servers { get; private init; } = [IPAddress.Loopback];

    /// <summary>Domains that are tried after a name.</summary>
    public IReadOnlyList<string> Search { get; private init; } = [];

    /// <summary>A name with so many dots is first asked for as it is.</summary>
    public int Dots { get; private init; } = 1;

    /// <summary>How long one server is waited for.</summary>
    public TimeSpan Wait { get; private init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often each server is asked.</summary>
    public int Attempts { get; private init; } = 2;

    /// <summary>Whether the first server is chosen by chance.</summary>
    public bool Rotate { get; private init; }

    /// <summary>Whether everything is asked over TCP.</summary>
    public bool OnlyTcp { get; private init; }

    /// <summary>Whether IPv6 addresses are not asked for.</summary>
    public bool OnlyV4 { get; private init; }

    /// <summary>Reads the lines of resolv.conf.</summary>
    /// <param name="lines">The file; empty where there is none.</param>
    /// <param name="machine">This machine's name: what follows its first dot is the search list where the file has
    /// none.</param>
    public static ResolverSettings Parse(IEnumerable<string> lines, string machine)
    {
        int dot = machine.IndexOf('.', StringComparison.Ordinal);
        var settings = new ResolverSettings { Search = dot < 0 ? [] : Domains([machine[(dot + 1)..]]) };
        var servers = new List<IPAddress>();
        foreach (string line in lines)
        {
            // A comment begins in the first column only.
            if (line.Length == 0 || line[0] is '#' or ';')
                continue;
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length < 2)
                continue;
            switch (words[0])
            {
                case "nameserver":
                    if (servers.Count < ServersMax && IPAddress.TryParse(words[1], out IPAddress? server))
                        servers.Add(server);
                    break;
                case "domain":
                    settings = settings with { Search = Domains([words[1]]) };
                    break;
                case "search":
                    settings = settings with { Search = Domains(words[1..]) };
                    break;
                case "options":
                    foreach (string option in words[1..])
                        settings = settings.With(option);
                    break;
            }
        }
        return servers.Count == 0 ? settings : settings with { Servers = servers };
    }

    private ResolverSettings With(string option)
    {
        int colon = option.IndexOf(':', StringComparison.Ordinal);
        string key = colon < 0 ? option : option[..colon];
        bool counts = int.TryParse(
            option.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int value);
        return (key, colon >= 0 && counts) switch
        {
            ("ndots", true) => this with { Dots = Math.Min(value, DotsMax) },
            ("timeout", true) => this with { Wait = TimeSpan.FromSeconds(Math.Clamp(value, 1, WaitMaxSeconds)) },
            ("attempts", true) => this with { Attempts = Math.Clamp(value, 1, AttemptsMax) },
            ("rotate", false) => this with { Rotate = true },
            ("use-vc", false) => this with { OnlyTcp = true },
            ("no-aaaa", false) => this with { OnlyV4 = true },
            _ => this,
        };
    }

    private static List<string> Domains(IEnumerable<string> words)
    {
        var domains = new List<string>();
        foreach (string word in words)
        {
            string domain = word.Trim('.');
            if (domain.Length > 0 && domains.Count < SearchMax)
                domains.Add(domain);
        }
        return domains;
    }
}
