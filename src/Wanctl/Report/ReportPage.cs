namespace Wanctl.Report;

/// <summary>A page: tables first, then the plots.</summary>
internal sealed record ReportPage
{
    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>One line below the title.</summary>
    public string Subtitle { get; init; } = "";

    /// <summary>The tables.</summary>
    public IReadOnlyList<ReportTable> Tables { get; init; } = [];

    /// <summary>The plots; those of one group follow each other.</summary>
    public required IReadOnlyList<ReportPanel> Panels { get; init; }
}
