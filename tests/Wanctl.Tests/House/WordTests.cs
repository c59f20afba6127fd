using System.Text.RegularExpressions;

namespace Wanctl.Tests.House;

/// <summary>
/// Words that do not belong where they stand. Contents of texts are free: they are the operator's language.
/// </summary>
public partial class WordTests
{
    private static readonly string[] Timeless = ["src/Wanctl.Core", "src/Wanctl.Wire"];

    [Fact]
    public void Src_tells_no_history()
    {
        var findings = new List<string>();
        foreach (SourceFile file in Repository.Sources("src"))
            Find(file, file.Prose, History(), findings);

        Rule.Holds(findings, "say what is; what was or will be belongs in a commit message or an issue");
    }

    [Fact]
    public void Core_and_Wire_know_no_clock_file_task_chance_or_environment()
    {
        var findings = new List<string>();
        foreach (SourceFile file in Repository.Sources(Timeless))
            Find(file, file.Code, Effects(), findings);

        Rule.Holds(findings, "take it as an argument; what touches the system lives in src/Wanctl.Host");
    }

    [Fact]
    public void There_is_no_conditional_compilation()
    {
        var findings = new List<string>();
        foreach (SourceFile file in Repository.Sources("src", "tests"))
            Find(file, file.Code, Condition(), findings);

        Rule.Holds(findings, "there is one target: decide at composition, or at run time");
    }

    [Fact]
    public void Only_the_front_door_knows_the_console()
    {
        var findings = new List<string>();
        foreach (SourceFile file in Repository.Sources("src"))
        {
            if (!file.Path.StartsWith("src/Wanctl/", StringComparison.Ordinal))
                Find(file, file.Code, ConsoleWord(), findings);
        }

        Rule.Holds(findings, "hand the text or the happening to the caller; src/Wanctl prints it");
    }

    [Fact]
    public void Only_the_host_is_unsafe()
    {
        var findings = new List<string>();
        foreach (SourceFile file in Repository.Sources("src"))
        {
            if (!file.Path.StartsWith("src/Wanctl.Host/", StringComparison.Ordinal))
                Find(file, file.Code, Unsafe(), findings);
        }

        Rule.Holds(findings, "use spans and MemoryMarshal; pointers are for kernel calls, made in src/Wanctl.Host");
    }

    [Fact]
    public void Nobody_asks_the_C_library_for_a_host_or_a_user()
    {
        var findings = new List<string>();
        foreach (SourceFile file in Repository.Sources("src"))
            Find(file, file.Code, NameService(), findings);

        Rule.Holds(findings, "a static file would load the machine's NSS modules and its libc: resolve names with "
            + "Wanctl.Host.Net.NameResolver and connect to addresses; know users by their numbers");
    }

    [Theory]
    [InlineData("await Dns.GetHostAddressesAsync(host)")]
    [InlineData("new TcpClient(host, 1)")]
    [InlineData("new DnsEndPoint(host, 1)")]
    [InlineData("string name = Environment.UserName;")]
    [InlineData("socket.Connect(host.ToString(), 1)")]
    [InlineData("socket.Connect(router.Host, router.Port);")]
    public void Words_of_the_name_service_are_found(string code) => Assert.Matches(NameService(), code);

    [Theory]
    [InlineData("socket.Connect(endpoint);")]
    [InlineData("dialer.Connect(router, Patience)")]
    [InlineData("new DnsQuestion(id, name, DnsType.A)")]
    [InlineData("Environment.MachineName")]
    public void Words_beside_the_name_service_are_free(string code) => Assert.DoesNotMatch(NameService(), code);

    private static void Find(SourceFile file, string text, Regex banned, List<string> findings)
    {
        foreach (Match match in banned.Matches(text))
            findings.Add($"{file.At(match.Index)}: {match.Value.Trim()}");
    }

    [GeneratedRegex(@"\b(?:todo|fixme|hack|xxx|tbd|wip|experimental|testing|phases?|workaround|quick fix|temporarily"
        + @"|for now|formerly|previously|obsolete|deprecated|refactor\w*|legacy code|(?:old|new) (?:code|version))\b"
        + @"(?!-)|\bPhase\d", RegexOptions.IgnoreCase)]
    internal static partial Regex History();

    [GeneratedRegex(@"\b(?:DateTime\w*|DateOnly|TimeOnly|Stopwatch|TimeProvider|TimeZoneInfo|Random"
        + @"|RandomNumberGenerator|Guid|Task|ValueTask|async|await|Thread|ThreadPool|Timer|PeriodicTimer|File"
        + @"|FileInfo|FileStream|Directory|DirectoryInfo|Environment|AppContext|Console|Process|GC)\b")]
    private static partial Regex Effects();

    [GeneratedRegex(@"^\s*#(?:if|elif|define)\b", RegexOptions.Multiline)]
    private static partial Regex Condition();

    [GeneratedRegex(@"\bConsole\s*\.")]
    private static partial Regex ConsoleWord();

    [GeneratedRegex(@"\b(?:unsafe|stackalloc\s+\w+\*|Unsafe\.\w+)\b")]
    private static partial Regex Unsafe();

    [GeneratedRegex(@"(?<!Wire\.)\b(?:Dns|DnsEndPoint|TcpClient|TcpListener|UdpClient|HttpClient|WebRequest|WebClient"
        + @"|SmtpClient|NetworkInformation|UserName|UserDomainName|GetFolderPath|getaddrinfo|getnameinfo|getpw\w*"
        + @"|getgr(?:nam|gid)\w*|gethostby\w*|dlopen|NativeLibrary)\b"
        + @"|\.Connect(?:Async)?\((?:[\w.]*\.Host\b|[\w.]+\.ToString\(\))")]
    internal static partial Regex NameService();
}
