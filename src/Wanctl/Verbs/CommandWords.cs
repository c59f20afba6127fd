using Wanctl.Config.Schema;
using Wanctl.Core.Settings;
using Wanctl.Host.Tell;

namespace Wanctl.Verbs;

/// <summary>Words of a command line that nobody knows, and the known ones that were probably meant.</summary>
internal static class CommandWords
{
    private static readonly string[] s_general = ["--help", "--version"];

    /// <summary>Says that a verb has no such option, and which one it has that is near.</summary>
    public static string NoOption(string verb, string word) =>
        $"{verb} has no option '{word}'{Meant([.. OptionsOf(verb), .. s_general], word)}";

    /// <summary>Says that there is no such verb, and which one is near.</summary>
    public static string NoVerb(string word) =>
        $"there is no verb '{word}'{Meant([.. ExitTable.Verbs, .. s_general], word)}";

    /// <summary>The options of a verb: those that its help names, so that none can be without help.</summary>
    public static IReadOnlyList<string> OptionsOf(string verb)
    {
        var options = new List<string>();
        foreach (string word in Help.TextOf(verb).Split(
            [' ', ',', '.', ';', ':', '(', ')', '[', ']', '|', '`', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (IsOption(word) && !options.Contains(word))
                options.Add(word);
        }
        return options;
    }

    /// <summary>The control law of a name; null where there is none of it.</summary>
    public static RateLawKind? LawOf(string word)
    {
        foreach (RateLawKind law in Enum.GetValues<RateLawKind>())
        {
            if (Tokens.Of(law) == word)
                return law;
        }
        return null;
    }

    private static string Meant(string[] known, string word) =>
        NearestKey.Among(known, word.Split('=')[0]) is { } near ? $" (did you mean {near}?)" : "";

    private static bool IsOption(string word)
    {
        ReadOnlySpan<char> letters = word.AsSpan().TrimStart('-');
        int hyphens = word.Length - letters.Length;
        if (hyphens is not (1 or 2) || letters.Length < hyphens)
            return false;
        foreach (char letter in letters)
        {
            if (letter != '-' && !char.IsAsciiLetterLower(letter))
                return false;
        }
        return true;
    }
}
