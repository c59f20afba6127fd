using System.Globalization;

namespace Wanctl.Config.Kinds;

/// <summary>
/// The name of a queue on a router, byte for byte. RouterOS takes nearly everything: blanks, brackets, slashes, letters
/// of any script. What nobody can see is refused, because two names that look the same would be two queues.
/// </summary>
internal sealed class QueueNameKind() : TextKind("the name of a queue, 1 to 128 characters", 1, 128)
{
    protected override bool MayHoldHash => true;

    protected override Verdict JudgeForm(string text)
    {
        foreach (char c in text)
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator)
                return Verdict.Refuse("it holds a character that nobody can see");
            // It stands for bytes that are no text; what a router shows there could not be told from it.
            if (c == '\uFFFD')
                return Verdict.Refuse("it holds U+FFFD, which stands for bytes that are no text");
        }
        return Verdict.Accept(text);
    }
}
