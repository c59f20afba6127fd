using System.Text;

namespace Wanctl.Config.Reading;

/// <summary>
/// A text with <c>${NAME}</c> and <c>${NAME:-default}</c> replaced from the environment and <c>$${</c> by <c>${</c>.
/// Quotes make no difference: the original's files have all three styles around <c>${ROUTER_PASSWORD}</c>.
/// </summary>
/// <param name="Text">The text after replacement; empty when there is a complaint.</param>
/// <param name="Replaced">Whether anything came from the environment or from a default.</param>
/// <param name="IsLiteral">Whether any of the text, or a default for it, stands in the file itself.</param>
/// <param name="Found">What is wrong with a reference, or null.</param>
/// <param name="Wanted">How to mend it.</param>
internal readonly record struct Expansion(string Text, bool Replaced, bool IsLiteral, string? Found, string Wanted)
{
    /// <summary>No value of ours is near this long; a password of RouterOS ends far below.</summary>
    public const int LengthMax = 4096;

    private const string Opening = "${";

    public static Expansion Of(string raw, Func<string, string?> environment)
    {
        if (!raw.Contains(Opening, StringComparison.Ordinal)) return new(raw, false, raw.Length > 0, null, "");

        StringBuilder text = new();
        bool replaced = false, literal = false;
        int next = 0;
        for (int open = Find(raw, 0); open >= 0; open = Find(raw, next))
        {
            bool escaped = open > next && raw[open - 1] == '$';
            literal |= open > next;
            text.Append(raw, next, open - next);
            next = open + Opening.Length;
            if (escaped)
            {
                text.Append('{');
                continue;
            }

            int close = raw.IndexOf('}', next);
            if (close < 0) return Wrong("a ${ without its }", "${NAME}, or $${ for the two characters themselves");

            Reference reference = Reference.Parse(raw[next..close]);
            if (!reference.IsName) return Wrong("a ${...} without a name", "${NAME} of letters, digits and _");

            string? value = environment(reference.Name);
            if (string.IsNullOrEmpty(value))
            {
                if (reference.Default is null) return Missing(reference.Name, isSet: value is not null);
                value = reference.Default;
            }
            literal |= reference.Default is { Length: > 0 };
            text.Append(value);
            if (text.Length > LengthMax) return Wrong("a value of more than 4096 characters", "a shorter one");
            (next, replaced) = (close + 1, true);
        }
        text.Append(raw, next, raw.Length - next);
        return new(text.ToString(), replaced, literal || next < raw.Length, null, "");
    }

    private static int Find(string raw, int from) => raw.IndexOf(Opening, from, StringComparison.Ordinal);

    private static Expansion Missing(string name, bool isSet) => Wrong(
        $"${{{name}}}, which is {(isSet ? "empty" : "not set")} in the environment",
        $"{name} in the environment of wanctl, or a default as in ${{{name}:-...}}");

    private static Expansion Wrong(string found, string wanted) => new("", false, false, found, wanted);

    private readonly record struct Reference(string Name, string? Default)
    {
        public bool IsName
        {
            get
            {
                if (Name.Length is 0 or > 128 || char.IsAsciiDigit(Name[0])) return false;
                foreach (char c in Name)
                {
                    if (!char.IsAsciiLetterOrDigit(c) && c != '_') return false;
                }
                return true;
            }
        }

        public static Reference Parse(string inside)
        {
            int split = inside.IndexOf(":-", StringComparison.Ordinal);
            return split < 0 ? new(inside, null) : new(inside[..split], inside[(split + 2)..]);
        }
    }
}
