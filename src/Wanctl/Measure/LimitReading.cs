namespace Wanctl.Measure;

/// <summary>Limits and counters of a link at one moment.</summary>
/// <param name="Limits">The limits in force; zero is none.</param>
/// <param name="DownBytes">Bytes that have left the download queue since some past moment.</param>
/// <param name="UpBytes">Bytes that have left the upload queue.</param>
internal readonly record struct LimitReading(RatePair Limits, ulong DownBytes, ulong UpBytes);
