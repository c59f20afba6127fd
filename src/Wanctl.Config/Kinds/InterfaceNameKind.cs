using System.Text;

namespace Wanctl.Config.Kinds;

/// <summary>
/// The name of an interface of this machine, its own of at most 15 bytes or an alternative one of at most 127. The
/// kernel refuses blanks, slashes and colons; what a shell evaluates is refused too, because names stand in the
/// commands that messages propose.
/// </summary>
/// <param name="max">The most bytes of UTF-8.</param>
internal sealed class InterfaceNameKind(int max)
    : TextKind(FormattableString.Invariant($"the name of an interface of this machine, 1 to {max} bytes"), 1, max)
{
    /// <summary>The kernel's limit on an interface's own name (IFNAMSIZ less the closing zero).</summary>
    public const int OwnMax = 15;

    /// <summary>Its limit on an alternative name (ALTIFNAMSIZ less the closing zero).</summary>
    public const int OtherMax = 127;

    private const string Unusual = "/:\"'\\$`;&|<>()*?[]{}!#~";

    private readonly int _max = max;

    protected override Verdict JudgeForm(string text)
    {
        if (text[0] == '-') return Verdict.Refuse("a leading '-' reads as an option");
        if (text is "." or "..") return Verdict.Refuse("no interface can be called so");
        if (Encoding.UTF8.GetByteCount(text) > _max) return Verdict.Refuse("too long");
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune)) return Verdict.Refuse("it holds a blank");
            if (rune.IsAscii && Unusual.Contains((char)rune.Value)) return Verdict.Refuse($"it holds '{rune}'");
            if (Reading.Blanks.Is(rune)) return Verdict.Refuse("it holds a character that nobody can see");
        }
        return Verdict.Accept(text);
    }
}
