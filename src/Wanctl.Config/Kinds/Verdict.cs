namespace Wanctl.Config.Kinds;

/// <summary>What a kind makes of a text.</summary>
/// <param name="Text">The normal form, or null when the text is refused.</param>
/// <param name="Complaint">Why it is refused, where "X, wanted Y" does not say it; may be empty.</param>
internal readonly record struct Verdict(string? Text, string Complaint)
{
    public static Verdict Accept(string text) => new(text, "");

    public static Verdict Refuse(string complaint = "") => new(null, complaint);
}
