namespace Wanctl.Replay;

/// <summary>A place where a recording cannot be followed exactly.</summary>
/// <param name="Path">The segment.</param>
/// <param name="Record">Number of the first record behind it.</param>
/// <param name="Missing">Records that are not there.</param>
/// <param name="Seconds">Seconds since the first record that was replayed.</param>
internal sealed record Break(string Path, long Record, long Missing, double Seconds);
