namespace Wanctl.Core.Settings;

/// <summary>A value that must not be printed: it always reads as <c>***</c>.</summary>
public sealed class Secret(string value)
{
    /// <summary>The value itself, for the one place that sends it.</summary>
    public string Reveal() => value;

    /// <inheritdoc/>
    public override string ToString() => "***";
}
