namespace Wanctl.Check;

/// <summary>One comparison.</summary>
/// <param name="Subject">The link or file.</param>
/// <param name="What">What is compared.</param>
/// <param name="Expected">What is expected.</param>
/// <param name="Found">What the file says, with what it means.</param>
/// <param name="Verdict">What comes of it.</param>
internal sealed record ConsistencyRow(string Subject, string What, string Expected, string Found, RowVerdict Verdict)
{
    /// <summary>The verdict in a word.</summary>
    public string Word => Verdict.ToString().ToLowerInvariant();
}
