namespace Wanctl.Config;

/// <summary>How much the daemon says on standard output and in which shape (<c>logging</c>).</summary>
/// <param name="Level">The least important kind of line that is written.</param>
/// <param name="Format">Lines for people or for machines.</param>
public sealed record LogSettings(LogThreshold Level, LogFormat Format);
