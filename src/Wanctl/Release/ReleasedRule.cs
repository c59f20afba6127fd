namespace Wanctl.Release;

/// <summary>What became of one mangle rule of steering.</summary>
/// <param name="Path">The steering file.</param>
/// <param name="Comment">The rule's comment.</param>
/// <param name="WasOn">Whether it was on; null where that could not be read.</param>
/// <param name="Written">Whether it was switched off, and read back so.</param>
/// <param name="Problem">Why it is not off; null where all went well.</param>
internal sealed record ReleasedRule(string Path, string Comment, bool? WasOn, bool Written, string? Problem)
{
    /// <summary>Whether the rule is off now, or would be without a dry run.</summary>
    public bool Fine => Problem is null;

    /// <summary>What happened, in a line.</summary>
    public override string ToString() => this switch
    {
        { Problem: { } problem } => $"{Path}: rule '{Comment}': NOT switched off: {problem}",
        { WasOn: false } => $"{Path}: rule '{Comment}': is off",
        { Written: true } => $"{Path}: rule '{Comment}': on -> off, read back",
        _ => $"{Path}: rule '{Comment}': on; would be switched off",
    };
}
