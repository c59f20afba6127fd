namespace Wanctl.Config.Rescaling;

/// <summary>A key whose value means something per sample or per cycle.</summary>
/// <param name="Path">The key.</param>
/// <param name="Rule">How it is converted.</param>
/// <param name="Min">The least value that a file may hold.</param>
/// <param name="Max">The greatest.</param>
internal sealed record RescaleKey(string Path, RescaleRule Rule, double Min, double Max)
{
    /// <summary>What holds where the key is absent; null where nothing does.</summary>
    public string? Default { get; init; }

    /// <summary>The key behind whose line it is added where its default would mean something else.</summary>
    public string? Behind { get; init; }

    /// <summary>
    /// Whether the default decides nothing without that key: a file of the adaptive law has neither.
    /// </summary>
    public bool NeedsBehind { get; init; }
}
