using System.Text;

namespace Wanctl.Config.Kinds;

/// <summary>
/// A file of this system. A daemon has no working directory that a person could know, so the path begins at the root;
/// and it means one place, whatever its folders are links to.
/// </summary>
internal sealed class PathKind() : TextKind("an absolute path of a file", 2, 1024)
{
    /// <summary>
    /// Bytes of the file's name: a file system takes 255, and drafts and dry runs need some behind it.
    /// </summary>
    private const int NameMax = 240;

    protected override Verdict JudgeForm(string text)
    {
        if (text[0] != '/') return Verdict.Refuse();
        string[] parts = text.Split('/');
        if (parts[^1].Length == 0) return Verdict.Refuse("a slash at the end names a directory");
        foreach (string part in parts)
        {
            if (part is "." or "..") return Verdict.Refuse($"'{part}' names a directory; write the path without it");
        }
        return Encoding.UTF8.GetByteCount(parts[^1]) > NameMax
            ? Verdict.Refuse($"a name of more than {NameMax} bytes")
            : Verdict.Accept(text);
    }
}
