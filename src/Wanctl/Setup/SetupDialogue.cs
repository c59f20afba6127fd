using System.Globalization;
using System.IO;
using System.Net;
using Wanctl.Audit;
using Wanctl.Core.Units;

namespace Wanctl.Setup;

/// <summary>
/// Makes a plan of options and, where somebody is there to be asked, of answers. Every answer is checked as it comes.
/// </summary>
/// <param name="options">What is known already.</param>
/// <param name="input">Who is asked; null for nobody.</param>
/// <param name="output">Where questions go.</param>
/// <param name="password">Makes a password.</param>
internal sealed class SetupDialogue(
    SetupOptions options, TextReader? input, TextWriter output, Func<string> password)
{
    /// <summary>The least and the most that a ceiling may be.</summary>
    private const double MbpsMin = 1;

    /// <inheritdoc cref="MbpsMin"/>
    private const double MbpsMax = 10_000;

    /// <summary>The plan; null with what is missing or wrong.</summary>
    public SetupPlan? Plan(out string problem)
    {
        problem = "";
        bool linux = options.Has("--linux");
        if (!linux && input is not null && options["--router"] is null)
        {
            linux = Answer(new("", "Is this machine the router itself, with CAKE in its kernel? (yes/no)", "no", YesNo),
                out problem) == "yes";
        }
        foreach (SetupQuestion question in Questions(linux))
        {
            if (problem.Length == 0)
                options[question.Option] = Answer(question, out problem);
        }
        if (problem.Length > 0)
            return null;
        LineProfile line = LineProfile.Find(Given("--line"))!;
        string name = options["--name"] is { Length: > 0 } given ? given : line.Name;
        if (Identifier(name) is { } bad)
        {
            problem = $"--name: {bad}";
            return null;
        }
        LineKind? framing = null;
        if (options["--framing"] is { } word && (framing = LineKind.Find(word)) is null)
        {
            problem = $"--framing: found '{word}', wanted one of {Framings()}";
            return null;
        }
        return new SetupPlan
        {
            Name = name,
            Line = line,
            Framing = framing,
            Down = Rate.FromMbps(Number(Given("--down"))),
            Up = Rate.FromMbps(Number(Given("--up"))),
            Wan = Given("--wan"),
            Lan = Given("--lan"),
            Router = linux ? null : Given("--router"),
            Box = linux ? "" : Given("--box"),
            User = options["--user"] ?? "wanctl",
            Password = options["--password"] ?? password(),
            StorePassword = options.Has("--store-password"),
            Marks = options.Has("--marks") || options["marks?"] == "yes",
            Tls = options.Has("--tls"),
            DeadMan = options.Has("--dead-man"),
            Path = options["--out"] ?? $"{name}.yaml",
        };
    }

    private IEnumerable<SetupQuestion> Questions(bool linux)
    {
        yield return new("--line", $"What kind of line is it? ({LineProfile.Names})", "", text =>
            LineProfile.Find(text) is null ? $"found '{text}', wanted one of {LineProfile.Names}" : null);
        yield return new("--down", "Its download rate, in Mbit/s, as a speed test shows it at a quiet hour?", "", Mbps);
        yield return new("--up", "Its upload rate, in Mbit/s?", "", Mbps);
        if (!linux)
        {
            yield return new("--router", "The router's address, as seen from this machine?", "192.168.88.1", Host);
            yield return new("--box", "This machine's address, as seen from the router?",
                OwnAddress(options["--router"]) ?? "", Address);
        }
        yield return new("--wan", linux
            ? "The interface toward the Internet (pppoe-wan, eth0)?"
            : "The router's interface toward the Internet (ether1, pppoe-out1)?", linux ? "" : "ether1", Interface);
        yield return new("--lan", linux
            ? "The IFB for the download, or the interface toward the LAN?"
            : "The router's interface toward the LAN?", linux ? Ifb(options["--wan"]) : "bridge", Interface);
        if (!linux && !options.Has("--marks"))
        {
            yield return new("marks?",
                "Has the router another WAN, or does it route between LANs? (yes/no)", "no", YesNo);
        }
    }

    /// <summary>The option's value, or what is answered; asks again until it fits.</summary>
    private string Answer(SetupQuestion question, out string problem)
    {
        problem = "";
        if (question.Option.Length > 0 && options[question.Option] is { } given)
        {
            if (question.Check(given) is { } wrong)
                problem = $"{question.Option}: {wrong}";
            return given;
        }
        if (input is null)
        {
            // Without a terminal only what a set-up cannot guess is missed.
            if (question.Default.Length == 0)
                problem = $"{question.Option} is missing: {question.Text}";
            return question.Default;
        }
        while (true)
        {
            output.Write(question.Default.Length > 0 ? $"{question.Text} [{question.Default}] " : question.Text + " ");
            if (input.ReadLine() is not { } line)
            {
                problem = "no answer";
                return "";
            }
            string answer = line.Trim().Length > 0 ? line.Trim() : question.Default;
            if (question.Check(answer) is not { } complaint)
                return answer;
            output.WriteLine("  " + complaint);
        }
    }

    private string Given(string option) => options[option] ?? "";

    private static string? YesNo(string text) => text is "yes" or "no" ? null : "yes or no";

    private static string? Mbps(string text) => Number(text) is >= MbpsMin and <= MbpsMax
        ? null
        : FormattableString.Invariant($"found '{text}', wanted a number from {MbpsMin} to {MbpsMax} (Mbit/s)");

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            ? number
            : double.NaN;

    private static string? Host(string text) => Uri.CheckHostName(text) == UriHostNameType.Unknown
        ? $"found '{text}', wanted an address or a host name"
        : null;

    private static string? Address(string text) =>
        IPAddress.TryParse(text, out _) ? null : $"found '{text}', wanted an address, as 192.168.88.10";

    private static string? Interface(string text)
    {
        const int Longest = 64;
        bool fits = text.Length is > 0 and <= Longest;
        foreach (char letter in text)
            fits &= !char.IsControl(letter) && letter is not ('"' or '\\' or '$' or ' ');
        return fits ? null : $"found '{text}', wanted the name of an interface";
    }

    private static string? Identifier(string text)
    {
        // With its prefixes it becomes the name of a queue, which has at most 64.
        const int Longest = 48;
        bool fits = text.Length is > 0 and <= Longest && text[0] != '-';
        foreach (char letter in text)
            fits &= char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-';
        return fits ? null : $"found '{text}', wanted 1 to {Longest} letters, digits, '_', '.' or '-'";
    }

    /// <summary>The kernel's names have at most 15 characters.</summary>
    private static string Ifb(string? wan)
    {
        string name = "ifb4" + wan;
        return name.Length <= 15 ? name : name[..15];
    }

    private static string? OwnAddress(string? router) =>
        router is not null && IPAddress.TryParse(router, out IPAddress? address) ? LocalAddress.Toward(address) : null;

    private static string Framings() => string.Join(", ", FramingNames());

    private static IEnumerable<string> FramingNames()
    {
        foreach (LineKind kind in LineKind.All)
            yield return kind.Name;
    }
}
