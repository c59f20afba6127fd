namespace Wanctl.Measure;

/// <summary>What became of the limits that a measurement found.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="Problem">Why they are not back; null where they are.</param>
internal sealed record Restoration(RestorationKind Kind, string? Problem);
