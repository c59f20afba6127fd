using Wanctl.Verbs;

namespace Wanctl.Setup;

/// <summary>
/// What <c>wanctl setup</c> was told on the command line; what is missing is asked, or has a default.
/// </summary>
internal sealed class SetupOptions
{
    public const string Usage = "wanctl setup [--line KIND --down MBIT --up MBIT --wan INTERFACE] "
        + "[--router HOST --box ADDRESS --lan INTERFACE | --linux] "
        + "[--name NAME] [--out FILE] [--marks] [--tls] [--dead-man]; or "
        + "wanctl setup --container --routeros VERSION [--architecture arm64|amd64] [--gateway HOP] [--disk NAME]; or "
        + "wanctl setup --steering --primary WAN --alternate WAN --lan-net PREFIX [--lan INTERFACE] [--dscp N,N]";

    private static readonly string[] s_words =
    [
        "--line", "--framing", "--down", "--up", "--router", "--box", "--wan", "--lan", "--name", "--user",
        "--password", "--out", "--routeros", "--architecture", "--gateway", "--disk",
        "--primary", "--alternate", "--lan-net", "--dscp",
    ];

    private static readonly string[] s_flags =
        ["--linux", "--marks", "--tls", "--dead-man", "--store-password", "--force", "--steering", "--container"];

    private static readonly string[] s_ofRouters =
        ["--router", "--box", "--marks", "--tls", "--dead-man", "--user", "--password", "--store-password",
        "--container"];

    private static readonly string[] s_ofContainers = ["--routeros", "--architecture", "--gateway", "--disk"];

    /// <summary>The container's network is the router's own, and its API never leaves it.</summary>
    private static readonly string[] s_notOfContainers = ["--router", "--box", "--tls"];

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>The value of an option, as <c>--line</c>; null where it was not given.</summary>
    public string? this[string option]
    {
        get => _values.GetValueOrDefault(option);
        set => _values[option] = value ?? "";
    }

    /// <summary>Whether a flag was given.</summary>
    public bool Has(string flag) => _values.ContainsKey(flag);

    /// <summary>Reads a command line; false with what is wrong with it.</summary>
    public static bool TryParse(string[] args, out SetupOptions options, out string problem)
    {
        options = new SetupOptions();
        problem = "";
        for (int i = 0; i < args.Length && problem.Length == 0; i++)
        {
            string word = args[i];
            if (Array.IndexOf(s_flags, word) >= 0)
                options._values[word] = "";
            else if (Array.IndexOf(s_words, word) < 0)
                problem = word.StartsWith('-') ? CommandWords.NoOption("setup", word) : $"setup takes no '{word}'";
            else if (i + 1 == args.Length)
                problem = $"{word} without a value";
            else
                options._values[word] = args[++i];
        }
        if (problem.Length == 0 && options.Has("--linux"))
        {
            foreach (string word in s_ofRouters)
            {
                if (options.Has(word))
                    problem = $"{word} with --linux, which contacts no router";
            }
        }
        foreach (string word in problem.Length == 0 && options.Has("--container") ? s_notOfContainers : [])
        {
            if (options.Has(word))
                problem = $"{word} with --container, which reaches its own router inside of it";
        }
        foreach (string word in problem.Length == 0 && !options.Has("--container") ? s_ofContainers : [])
        {
            if (options.Has(word))
                problem = $"{word} without --container";
        }
        return problem.Length == 0;
    }
}
