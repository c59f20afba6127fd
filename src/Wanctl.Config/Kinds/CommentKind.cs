namespace Wanctl.Config.Kinds;

/// <summary>
/// The comment of a rule on the router, byte for byte. Blanks at its ends are refused: nobody sees them, and a rule
/// that differs in one is another rule.
/// </summary>
internal sealed class CommentKind() : TextKind("the comment of a mangle rule, 1 to 128 characters", 1, 128)
{
    protected override bool MayHoldHash => true;

    protected override Verdict JudgeForm(string text) => text.Trim().Length == text.Length
        ? Verdict.Accept(text)
        : Verdict.Refuse("it begins or ends with a blank");
}
