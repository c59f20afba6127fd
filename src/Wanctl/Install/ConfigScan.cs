using System.IO;
using System.Text.RegularExpressions;

namespace Wanctl.Install;

/// <summary>
/// What a service has to know of its configuration files before it can be set up. Read line by line and not as YAML: a
/// file with problems has its secret protected as well.
/// </summary>
internal static partial class ConfigScan
{
    /// <summary>The configuration files below a root, in the order in which they are read.</summary>
    public static IReadOnlyList<string> Files(string root)
    {
        string folder = InitProbe.Rooted(root, Places.Configuration);
        if (!Directory.Exists(folder))
            return [];
        string[] files = Directory.GetFiles(folder, "*.yaml");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    /// <summary>Whether a text holds a password itself, and not only the name of one.</summary>
    public static bool HoldsSecret(string text) => Secret().IsMatch(text);

    /// <summary>Whether it moves this machine's own CAKE.</summary>
    public static bool MovesOwnCake(string text) => OwnCake().IsMatch(text);

    [GeneratedRegex(
        """^[^#\n]*\bpassword["']?[ \t]*:[ \t]*(?!["']?\$\{)(?!["']{2})["']?[^\s#,}]""", RegexOptions.Multiline)]
    private static partial Regex Secret();

    [GeneratedRegex("""^[^#\n]*\btransport["']?[ \t]*:[ \t]*["']?linux-cake\b""", RegexOptions.Multiline)]
    private static partial Regex OwnCake();
}
