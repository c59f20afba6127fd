namespace Wanctl.Report;

/// <summary>Plots that share one time axis: a run in the wind tunnel, or a stretch of a link's journal.</summary>
internal sealed record ReportPanel
{
    /// <summary>Panels of the same group stand under one heading, for instance the scenario's name.</summary>
    public required string Group { get; init; }

    /// <summary>What the group is about, one sentence.</summary>
    public string Summary { get; init; } = "";

    /// <summary>What sets this panel apart in its group, for instance the law's name.</summary>
    public required string Name { get; init; }

    /// <summary>A line of figures.</summary>
    public string Facts { get; init; } = "";

    /// <summary>Whether the page shows it unfolded.</summary>
    public bool Open { get; init; } = true;

    /// <summary>The length of the time axis in seconds.</summary>
    public required double Seconds { get; init; }

    /// <summary>The plots, from top to bottom.</summary>
    public required IReadOnlyList<Chart> Charts { get; init; }

    /// <summary>Zones and decisions, one a direction.</summary>
    public required IReadOnlyList<DirectionTrail> Trails { get; init; }
}
