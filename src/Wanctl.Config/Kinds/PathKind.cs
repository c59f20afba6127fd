namespace Wanctl.Config.Kinds;

/// <summary>
/// A file of this system. A daemon has no working directory that a person could know, so the path begins at the root.
/// </summary>
internal sealed class PathKind() : TextKind("an absolute path of a file", 2, 1024)
{
    protected override Verdict JudgeForm(string text) =>
        text[0] == '/' && text[^1] != '/' ? Verdict.Accept(text) : Verdict.Refuse();
}
