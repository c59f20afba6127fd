namespace Wanctl.Ablation;

/// <summary>What a mutation did.</summary>
/// <param name="Mutation">The mutation.</param>
/// <param name="Problem">Why it could not be run to its end; empty where it was.</param>
/// <param name="Same">Whether all figures of all seeds are the same to the last bit.</param>
/// <param name="Moves">What moved, the worst first.</param>
internal sealed record Outcome(Mutation Mutation, string Problem, bool Same, IReadOnlyList<Move> Moves);
