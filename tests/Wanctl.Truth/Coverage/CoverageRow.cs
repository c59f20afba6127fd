namespace Wanctl.Truth.Coverage;

/// <summary>What a kind of evidence is worth: of those that were taken of a queue of the direction's own.</summary>
/// <param name="Lines">Of which lines.</param>
/// <param name="Kind">Which kind.</param>
/// <param name="Count">How many.</param>
/// <param name="Errors">How many more were taken in error.</param>
/// <param name="Bias">The mean of ln(told / true).</param>
/// <param name="Spread">The standard deviation of that.</param>
/// <param name="Stated">What is stated in its place: the root of the mean square.</param>
/// <param name="Coverage">The share with the truth within two standard deviations; of a bound, not more than two below.
/// </param>
internal sealed record CoverageRow(
    string Lines, EvidenceKind Kind, int Count, int Errors, double Bias, double Spread, double Stated, double Coverage);
