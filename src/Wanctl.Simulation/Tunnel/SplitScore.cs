namespace Wanctl.Simulation.Tunnel;

/// <summary>How well one run's probes told each direction, held against what the queues really did to them.</summary>
/// <param name="Up">Toward the Internet.</param>
/// <param name="Down">Toward the user.</param>
/// <param name="Known">Share of the answers whose directions were said to be known.</param>
public sealed record SplitScore(SplitSide Up, SplitSide Down, double Known);
