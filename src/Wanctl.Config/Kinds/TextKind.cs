namespace Wanctl.Config.Kinds;

/// <summary>
/// Text without a form of its own. A bare <c>yes</c>, <c>no</c>, <c>on</c>, <c>off</c>, <c>true</c> or <c>false</c> is
/// refused: it is a boolean to some readers of YAML and text to others, so the author must say which by quotes.
/// A bare number is taken letter by letter, which no reader gets wrong when text is wanted.
/// </summary>
internal class TextKind(string what, int min, int max) : ScalarKind
{
    public const string Ambiguous = "a boolean to some readers of YAML; put text in quotes";

    public override string Wanted => what;

    protected sealed override Verdict Judge(string text, bool quoted)
    {
        if (!quoted && Plain.Boolean(text) is not null) return Verdict.Refuse(Ambiguous);
        if (text.Length < min) return Verdict.Refuse();
        if (text.Length > max) return Verdict.Refuse("too long");
        foreach (char c in text)
        {
            if (char.IsControl(c)) return Verdict.Refuse("it holds a line break or another control character");
        }
        return JudgeForm(text);
    }

    /// <summary>Judges a text of proper length without control characters.</summary>
    protected virtual Verdict JudgeForm(string text) => Verdict.Accept(text);
}
