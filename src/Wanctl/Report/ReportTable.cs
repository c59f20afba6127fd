namespace Wanctl.Report;

/// <summary>A table for the terminal and for the page.</summary>
internal sealed record ReportTable
{
    /// <summary>Its heading.</summary>
    public required string Title { get; init; }

    /// <summary>What has to be known to read it; empty where nothing has.</summary>
    public string Note { get; init; } = "";

    /// <summary>The columns' headings.</summary>
    public required IReadOnlyList<string> Head { get; init; }

    /// <summary>How many of the first columns are text, aligned to the left; the first names a group.</summary>
    public int TextColumns { get; init; } = 1;

    /// <summary>The rows, each as long as <see cref="Head"/>.</summary>
    public required IReadOnlyList<IReadOnlyList<Cell>> Rows { get; init; }
}
