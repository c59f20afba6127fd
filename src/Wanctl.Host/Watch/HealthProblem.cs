namespace Wanctl.Host.Watch;

/// <summary>Something that keeps a process from doing its work.</summary>
/// <param name="Kind">What, as machines read it: <c>loop_stalled</c>, <c>line_silent</c> and so on.</param>
/// <param name="Link">Which link.</param>
/// <param name="Words">What, for people.</param>
public readonly record struct HealthProblem(string Kind, string Link, string Words);
