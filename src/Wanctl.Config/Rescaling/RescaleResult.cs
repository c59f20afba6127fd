namespace Wanctl.Config.Rescaling;

/// <summary>What became of a file that was to be converted to another interval.</summary>
public sealed record RescaleResult
{
    /// <summary>The converted file; null exactly when there are problems.</summary>
    public string? Text { get; init; }

    /// <summary>Why the file cannot be converted, in the order of the file.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }

    /// <summary>What the converted file does otherwise than the given one, in the order of the file.</summary>
    public required IReadOnlyList<Warning> Losses { get; init; }

    /// <summary>Every value that was changed or added, in the order of the file.</summary>
    public required IReadOnlyList<RescaledValue> Changes { get; init; }
}
