using Wanctl.Config.Reading;

namespace Wanctl.Config;

/// <summary>
/// What can be said of a configuration file that need not be sound: for whoever sets up a service for it. Read with
/// the parser that reads the file for good, so that no spelling of YAML is missed.
/// </summary>
public sealed record FileOutline
{
    /// <summary>
    /// Whether it holds a password itself, and not only the name of one: in any group, in any spelling, or as the
    /// default of a reference. A file that cannot be parsed holds one as soon as it speaks of passwords.
    /// </summary>
    public required bool HoldsSecret { get; init; }

    /// <summary>The value of <c>router.transport</c>; empty where there is none, or none that can be read.</summary>
    public required string Transport { get; init; }

    /// <summary>Reads a text.</summary>
    /// <param name="text">The YAML text, sound or not.</param>
    /// <param name="environment">The value of an environment variable, or null where it is not set.</param>
    public static FileOutline Of(string text, Func<string, string?> environment)
    {
        Findings findings = new("");
        MapNode? root = TreeReader.Read(text, findings);
        bool spoken = findings.HasProblems && text.Contains("password", StringComparison.OrdinalIgnoreCase);
        return new FileOutline
        {
            HoldsSecret = spoken || (root is not null && Holds(root, secret: false)),
            Transport = root?.GroupOf("router.transport")?.Find("transport")?.Value is ScalarNode { IsNull: false } word
                ? Expansion.Of(word.Text, environment).Text
                : "",
        };
    }

    private static bool Holds(Node node, bool secret)
    {
        switch (node)
        {
            case ScalarNode scalar:
                // With every variable empty what is left stands in the file. A broken reference may be a password too.
                Expansion left = Expansion.Of(scalar.Text, _ => " ");
                return secret && !scalar.IsNull && (left.IsLiteral || left.Found is not null);
            case ListNode list:
                foreach (Node item in list.Items)
                {
                    if (Holds(item, secret)) return true;
                }
                return false;
            case MapNode map:
                foreach (MapEntry entry in map.Entries)
                {
                    bool named = entry.Key.Contains("password", StringComparison.OrdinalIgnoreCase);
                    if (Holds(entry.Value, secret || named)) return true;
                }
                return false;
            default:
                return false;
        }
    }
}
