namespace Wanctl.Config.Kinds;

/// <summary>A name that is safe in queue names, labels and file names.</summary>
internal sealed class IdentifierKind(int max = 64)
    : TextKind(FormattableString.Invariant($"1 to {max} letters, digits, '_', '.' or '-'"), 1, max)
{
    protected override Verdict JudgeForm(string text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-')) return Verdict.Refuse();
        }
        return text[0] == '-' ? Verdict.Refuse("a leading '-' reads as an option") : Verdict.Accept(text);
    }
}
