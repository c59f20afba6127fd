namespace Wanctl.Config.Kinds;

/// <summary>One of a few words, or several of them.</summary>
internal sealed class WordKind(params string[] words) : ScalarKind
{
    public IReadOnlyList<string> Words => words;

    /// <summary>Words that are understood but refused, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Refused { get; init; } = new Dictionary<string, string>();

    /// <summary>What to know about the choice; follows the words in messages.</summary>
    public string Advice { get; init; } = "";

    /// <summary>
    /// Whether several may stand in a row, with a blank or a comma between; the normal form has a blank.
    /// </summary>
    public bool Several { get; init; }

    public override string Wanted => string.Join(" or ", words) + Advice;

    protected override Verdict Judge(string text, bool quoted)
    {
        string[] parts = Several ? text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries) : [text];
        foreach (string part in parts)
        {
            if (Array.IndexOf(words, part) < 0)
                return Verdict.Refuse(parts.Length > 1 ? $"'{part}'" : Refused.GetValueOrDefault(text, ""));
        }
        return parts.Length == 0 ? Verdict.Refuse() : Verdict.Accept(string.Join(' ', parts));
    }
}
