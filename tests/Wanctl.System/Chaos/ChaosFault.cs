namespace Wanctl.SystemTests.Chaos;

/// <summary>Something that happens to a router, a line or the daemon, and how it is over.</summary>
/// <param name="Name">What it is called in a report.</param>
/// <param name="Begin">Makes it happen.</param>
/// <param name="End">Takes it back.</param>
public sealed record ChaosFault(string Name, Action Begin, Action End);
