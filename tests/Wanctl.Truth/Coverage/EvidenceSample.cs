namespace Wanctl.Truth.Coverage;

/// <summary>One piece of evidence beside the truth.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Down">Of which direction.</param>
/// <param name="Error">ln(told / true): 0.01 is one per cent too much.</param>
/// <param name="Deviation">Its stated standard deviation.</param>
/// <param name="Queued">Whether a queue of the direction's own stood: else it was taken in error, and measures nothing.
/// </param>
internal readonly record struct EvidenceSample(
    EvidenceKind Kind, bool Down, double Error, double Deviation, bool Queued)
{
    /// <summary>Whether it is a bound: the truth may lie anywhere above.</summary>
    public bool AtLeast => Kind is EvidenceKind.CarriesTry or EvidenceKind.CarriesHeld;

    /// <summary>Whether the truth lies within two standard deviations; of a bound, not more than two below.</summary>
    public bool Covered => AtLeast ? Error <= 2 * Deviation : Math.Abs(Error) <= 2 * Deviation;
}
