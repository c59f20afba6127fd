namespace Wanctl.Host.Cake;

/// <summary>A filter that sends what comes in through one interface to another.</summary>
/// <param name="From">The interface's number.</param>
/// <param name="To">The other's number.</param>
public sealed record SurveyedRedirect(int From, int To);
