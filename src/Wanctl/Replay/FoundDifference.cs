namespace Wanctl.Replay;

/// <summary>A difference and where it is.</summary>
/// <param name="Record">Number of the record within its recording.</param>
/// <param name="Tick">Number of the tick on the grid.</param>
/// <param name="Seconds">Seconds since the first record that was replayed.</param>
/// <param name="Utc">The system clock's time.</param>
/// <param name="What">The field and its two values.</param>
internal sealed record FoundDifference(long Record, long Tick, double Seconds, DateTimeOffset Utc, Difference What);
