namespace Wanctl.Truth.Causes;

/// <summary>The moments at which one cause was given about the same probability.</summary>
/// <param name="Least">The least probability of the bin.</param>
/// <param name="Count">How many moments.</param>
/// <param name="Said">The mean probability.</param>
/// <param name="Was">The share of them at which it was that cause: of two queues, the longer one.</param>
/// <param name="Both">The share of them at which both directions' queues stood.</param>
/// <param name="None">The share of them at which none did.</param>
internal sealed record CalibrationBin(double Least, int Count, double Said, double Was, double Both, double None);
