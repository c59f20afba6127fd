namespace Wanctl.Lab.Scenarios;

/// <summary>Greedy flows that begin at a moment and last to the end.</summary>
/// <param name="From">Since the scenario's beginning, in seconds.</param>
/// <param name="Up">Whether they go toward the Internet.</param>
/// <param name="Flows">How many.</param>
/// <param name="PaceMbps">What each sends at most, in Mbit/s; 0 for all that it gets through.</param>
/// <param name="Dscp">The DSCP of each in turn, as numbers with commas between them.</param>
internal sealed record Load(double From, bool Up, int Flows, double PaceMbps, string Dscp);
