using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Measure;

/// <summary>What the law of an earlier run knew of one direction's line, as the state file has it, and as sure as that
/// is by now.</summary>
/// <param name="Belief">What it carries; nothing known where the file holds nothing.</param>
/// <param name="Usual">What it usually carries, as a limit; zero for unknown.</param>
/// <param name="Away">For how long no law has looked at it.</param>
internal sealed record BelievedLine(DirectionBelief Belief, Rate Usual, Duration Away)
{
    /// <summary>What is known by now of a line that was last seen some seconds ago.</summary>
    public static BelievedLine Of(in LineMemory line, double awaySeconds)
    {
        Duration away = Duration.FromSeconds(awaySeconds);
        if (line.Capacity == Rate.Zero)
            return new BelievedLine(default, line.Usual, away);
        CapacityBelief belief = CapacityBelief.Recalled(
            line.Capacity.BitsPerSecond, line.Deviation, line.NoisePerSecond, double.NaN, awaySeconds);
        return new BelievedLine(
            new DirectionBelief { Capacity = line.Capacity, Deviation = (float)belief.Deviation }, line.Usual, away);
    }
}
