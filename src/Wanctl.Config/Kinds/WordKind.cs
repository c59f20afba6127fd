namespace Wanctl.Config.Kinds;

/// <summary>One of a few words.</summary>
internal sealed class WordKind(params string[] words) : ScalarKind
{
    public IReadOnlyList<string> Words => words;

    /// <summary>Words that are understood but refused, each with the reason.</summary>
    public IReadOnlyDictionary<string, string> Refused { get; init; } = new Dictionary<string, string>();

    /// <summary>What to know about the choice; follows the words in messages.</summary>
    public string Advice { get; init; } = "";

    public override string Wanted => string.Join(" or ", words) + Advice;

    protected override Verdict Judge(string text, bool quoted) => Array.IndexOf(words, text) >= 0
        ? Verdict.Accept(text)
        : Verdict.Refuse(Refused.GetValueOrDefault(text, ""));
}
