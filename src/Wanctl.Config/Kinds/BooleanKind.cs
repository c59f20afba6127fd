namespace Wanctl.Config.Kinds;

/// <summary>
/// True or false; where a boolean is wanted, the <c>yes</c> and <c>on</c> of older files cannot be misread.
/// </summary>
internal sealed class BooleanKind : ScalarKind
{
    public override string Wanted => "true or false";

    protected override bool IsText => false;

    protected override Verdict Judge(string text, bool quoted) => quoted
        ? Verdict.Refuse("text, by its quotes")
        : Plain.Boolean(text) is { } value ? Verdict.Accept(value ? "true" : "false") : Verdict.Refuse();
}
