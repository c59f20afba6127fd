namespace Wanctl.Measure;

/// <summary>All that a measurement has found, as far as it went.</summary>
internal sealed record MeasureReport
{
    /// <summary>The idle line; null where it was broken off before.</summary>
    public IdleFigures? Idle { get; init; }

    /// <summary>The loaded line with its limits at the ceilings, or as they were found.</summary>
    public LoadFigures? AtCeiling { get; init; }

    /// <summary>The loaded line with lowered limits, in the order of their sinking.</summary>
    public IReadOnlyList<LoadFigures> Steps { get; init; } = [];

    /// <summary>The directions that the load fills.</summary>
    public LoadedWays Ways { get; init; }

    /// <summary>Where the delay is.</summary>
    public Judgement Judgement { get; init; } = Judgement.Open;

    /// <summary>The limits that were found; null where they could not be read.</summary>
    public RatePair? Found { get; init; }

    /// <summary>Whether they are back.</summary>
    public Restoration Restoration { get; init; } = new(RestorationKind.Untouched, null);

    /// <summary>What would change in the file.</summary>
    public IReadOnlyList<Proposal> Proposals { get; init; } = [];

    /// <summary>What an earlier run knew of the line, down and up; null where the state file holds nothing.</summary>
    public (BelievedLine Down, BelievedLine Up)? Believed { get; init; }

    /// <summary>Why it did not come to its end; null where it did.</summary>
    public string? Trouble { get; init; }

    /// <summary>The exit code.</summary>
    public int Code { get; init; }
}
