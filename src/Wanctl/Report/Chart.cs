namespace Wanctl.Report;

/// <summary>Some series over the panel's time, with a scale of their own.</summary>
internal sealed record Chart
{
    /// <summary>What is shown, unit included.</summary>
    public required string Title { get; init; }

    /// <summary>Its series; later ones are drawn above earlier ones.</summary>
    public required IReadOnlyList<Series> Series { get; init; }

    /// <summary>Where the scale turns from linear to logarithmic; 0 for a linear one.</summary>
    public double Knee { get; init; }

    /// <summary>Values that are marked with a line across.</summary>
    public IReadOnlyList<double> Limits { get; init; } = [];

    /// <summary>The scale ends no lower than this.</summary>
    public double TopAtLeast { get; init; } = 1;
}
