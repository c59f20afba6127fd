namespace Wanctl.Simulation.Tunnel;

/// <summary>How well the queue of one direction was known.</summary>
/// <param name="BiasMs">Mean of what was said less what was, in milliseconds; NaN where nothing was said.</param>
/// <param name="DeviationMs">Standard deviation of the same.</param>
/// <param name="FalseShare">
/// Share of the time without a queue (below 4 ms for five probes) in which one of more than 10 ms was said to stand;
/// NaN where there was no such time.
/// </param>
/// <param name="Queues">Queues of more than 10 ms that stood for five probes or longer.</param>
/// <param name="Missed">Those that were not seen.</param>
/// <param name="SeenSeconds">
/// Median time from the first probe that waited more than 10 ms to the tick that saw the queue; NaN where there was
/// none.
/// </param>
public sealed record SplitSide(
    double BiasMs, double DeviationMs, double FalseShare, int Queues, int Missed, double SeenSeconds);
