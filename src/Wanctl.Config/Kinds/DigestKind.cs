namespace Wanctl.Config.Kinds;

/// <summary>
/// A SHA-256 digest: 64 hexadecimal digits, or 32 pairs with colons as many tools print them. Normal form: lower case.
/// </summary>
internal sealed class DigestKind() : TextKind("64 hexadecimal digits (SHA-256), colons allowed", 64, 95)
{
    protected override Verdict JudgeForm(string text)
    {
        string digits = text.Length == 95 ? WithoutColons(text) : text;
        if (digits.Length != 64) return Verdict.Refuse();
        foreach (char c in digits)
        {
            if (!char.IsAsciiHexDigit(c)) return Verdict.Refuse();
        }
        return Verdict.Accept(digits.ToLowerInvariant());
    }

    private static string WithoutColons(string text)
    {
        for (int i = 2; i < text.Length; i += 3)
        {
            if (text[i] != ':') return "";
        }
        return text.Replace(":", "", StringComparison.Ordinal);
    }
}
