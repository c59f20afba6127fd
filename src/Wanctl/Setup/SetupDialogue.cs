using System.Globalization;
using System.IO;
using System.Linq;
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
/// <param name="interfaces">This machine's interfaces; null for those that it has.</param>
internal sealed class SetupDialogue(
    SetupOptions options, TextReader? input, TextWriter output, Func<string> password,
    IReadOnlyList<string>? interfaces = null)
{
    /// <summary>What is said where the answers end before the questions do.</summary>
    public const string Cancelled = "setup cancelled; nothing was written";

    /// <summary>The least and the most that a speed test may show.</summary>
    private const double MbpsMin = 1;

    /// <inheritdoc cref="MbpsMin"/>
    private const double MbpsMax = 10_000;

    /// <summary>The plan; null with what is missing or wrong.</summary>
    public SetupPlan? Plan(out string problem)
    {
        problem = "";
        bool linux = options.Has("--linux");
        bool container = options.Has("--container");
        if (!linux && !container && input is not null && options["--router"] is null)
        {
            linux = Answer(new("", "Is this machine the router itself, with CAKE in its kernel? (yes/no)", "no",
                SetupAnswer.YesNo), out problem) == "yes";
        }
        foreach (SetupQuestion question in Questions(linux, container))
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
        if (options["--framing"] is { } word)
        {
            SetupAnswer answer = SetupAnswer.Choices(word, LineKind.Names);
            framing = LineKind.Find(answer.Value);
            problem = framing is null ? $"--framing: {answer.Problem}" : "";
        }
        if (problem.Length > 0)
            return null;
        return new SetupPlan
        {
            Name = name,
            Line = line,
            Framing = framing,
            Down = Ceiling("--down"),
            Up = Ceiling("--up"),
            Wan = Given("--wan"),
            Lan = Given("--lan"),
            Router = linux ? null : container ? ContainerPlan.Router : Given("--router"),
            Box = linux ? "" : container ? ContainerPlan.Box : Given("--box"),
            User = options["--user"] ?? "wanctl",
            Password = options["--password"] ?? password(),
            // A list of the container's environment would be shown to every administrator, and once in the log.
            StorePassword = container || options.Has("--store-password"),
            Marks = options.Has("--marks") || options["marks?"] == "yes",
            Tls = options.Has("--tls"),
            DeadMan = container || options.Has("--dead-man") || options["dead-man?"] == "yes",
            Container = container ? Container() : null,
            Path = options["--out"] ?? $"{name}.yaml",
        };
    }

    private ContainerPlan Container()
    {
        _ = RouterOsVersion.TryParse(Given("--routeros"), out RouterOsVersion version);
        return new ContainerPlan(version, Given("--architecture"))
        {
            Disk = Given("--disk").Trim('/'),
            Gateway = Given("--gateway"),
        };
    }

    private IEnumerable<SetupQuestion> Questions(bool linux, bool container)
    {
        if (container)
        {
            yield return new("--routeros", "The router's version, as /system/resource/print shows it?", "",
                RouterOsVersion.Answer);
            yield return new("--architecture", "Its architecture-name there? (1 arm64, 2 amd64 for a PC or CHR)",
                "arm64", ContainerPlan.ArchitectureOf);
        }
        yield return new("--line", $"What kind of line is it? ({Listed(LineProfile.Names)})", "", Line);
        yield return new("--down",
            "Its download rate, in Mbit/s, as a speed test shows it at a quiet hour? (95 % of it become the ceiling)",
            "", text => SetupAnswer.Mbps(text, MbpsMin, MbpsMax));
        yield return new("--up", "Its upload rate, in Mbit/s, likewise?", "",
            text => SetupAnswer.Mbps(text, MbpsMin, MbpsMax));
        if (!linux && !container)
        {
            yield return new("--router", "The router's address, as seen from this machine?", "192.168.88.1", Host);
            yield return new("--box", "This machine's address, as seen from the router (only it may use the API)?",
                OwnAddress(options["--router"]) ?? "", Address);
        }
        IReadOnlyList<string> own = linux ? interfaces ?? LocalInterfaces.Names() : [];
        if (own.Count > 0 && input is not null && options["--wan"] is null)
            output.WriteLine($"This machine's interfaces: {Listed(own)}");
        yield return new("--wan", linux
            ? "The interface toward the Internet (pppoe-wan, eth0)?"
            : "The router's interface toward the Internet (ether1, pppoe-out1)?", linux ? "" : "ether1",
            text => linux ? KernelInterface(text, own) : Interface(text, own));
        yield return new("--lan", linux
            ? "The IFB for the download, or the interface toward the LAN?"
            : "The router's interface toward the LAN?", linux ? Ifb(options["--wan"]) : "bridge",
            text => linux ? KernelInterface(text, own) : Interface(text, own));
        if (!linux && !options.Has("--marks"))
        {
            yield return new("marks?",
                "Has the router another WAN, or does it route between LANs? (yes/no)", "no", SetupAnswer.YesNo);
        }
        if (container && (options.Has("--marks") || options["marks?"] == "yes"))
        {
            yield return new("--gateway", "This line's next hop: an address, the interface of a PPPoE line, or dhcp "
                + "where the provider tells it by DHCP?", "", text => Interface(text, []));
        }
        // Only where somebody is asked: without a terminal nobody has agreed to it.
        if (!linux && !container && input is not null && !options.Has("--dead-man"))
        {
            yield return new("dead-man?", "Shall the router go back to its ceilings by itself when wanctl has been "
                + "silent for a minute (the safety net)? (yes/no)", "yes", SetupAnswer.YesNo);
        }
    }

    /// <summary>The option's value, or what is answered; asks again until it fits.</summary>
    private string Answer(SetupQuestion question, out string problem)
    {
        problem = "";
        if (question.Option.Length > 0 && options[question.Option] is { } given)
        {
            SetupAnswer taken = question.Read(given);
            if (taken.Problem.Length > 0)
                problem = $"{question.Option}: {taken.Problem}";
            return taken.Value;
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
                output.WriteLine();
                problem = Cancelled;
                return "";
            }
            SetupAnswer answer = question.Read(line.Trim().Length > 0 ? line.Trim() : question.Default);
            if (answer.Problem.Length == 0)
                return answer.Value;
            output.WriteLine("  " + answer.Problem);
        }
    }

    private string Given(string option) => options[option] ?? "";

    private Rate Ceiling(string option) => Rate.FromMbps(
        double.Parse(Given(option), CultureInfo.InvariantCulture) * SetupPlan.CeilingShare);

    private static SetupAnswer Line(string text) => SetupAnswer.Choice(
        text.Equals("fiber", StringComparison.OrdinalIgnoreCase) ? "fibre" : text, LineProfile.Names);

    private static string Listed(IReadOnlyList<string> words)
    {
        var listed = new List<string>();
        foreach (string word in words)
            listed.Add($"{listed.Count + 1} {word}");
        return string.Join(", ", listed);
    }

    private static SetupAnswer Host(string text) => Uri.CheckHostName(text) == UriHostNameType.Unknown
        ? SetupAnswer.Wrong(text, "an address or a host name")
        : SetupAnswer.Of(text);

    private static SetupAnswer Address(string text) => IPAddress.TryParse(text, out _)
        ? SetupAnswer.Of(text)
        : SetupAnswer.Wrong(text, "an address, as 192.168.88.10");

    private static SetupAnswer Interface(string text, IReadOnlyList<string> own)
    {
        // The number of one that was listed, where no interface is called so.
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= 1 && number <= own.Count && !own.Contains(text))
            return SetupAnswer.Of(own[number - 1]);
        const int Longest = 64;
        bool fits = text.Length is > 0 and <= Longest;
        foreach (char letter in text)
            fits &= !char.IsControl(letter);
        return fits ? SetupAnswer.Of(text) : SetupAnswer.Wrong(text, "the name of an interface");
    }

    /// <summary>It stands in a script for a root shell.</summary>
    private static SetupAnswer KernelInterface(string text, IReadOnlyList<string> own)
    {
        foreach (char letter in text)
        {
            if (char.IsWhiteSpace(letter) || "\"'\\$`;&|<>()*?[]{}!#~".Contains(letter))
                return SetupAnswer.Wrong(text, "the name of an interface");
        }
        return Interface(text, own);
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
}
