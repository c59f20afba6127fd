using Wanctl.Core.Decide;

namespace Wanctl.Replay;

/// <summary>What a law did with one recording, in figures.</summary>
internal sealed class LawSummary(string law, double intervalSeconds)
{
    /// <summary>The law.</summary>
    public string Law { get; } = law;

    /// <summary>Toward the user.</summary>
    public DirectionSummary Down { get; } = new(intervalSeconds);

    /// <summary>Toward the Internet.</summary>
    public DirectionSummary Up { get; } = new(intervalSeconds);

    /// <summary>What the last excess was put down to.</summary>
    public CauseShares Causes { get; private set; }

    /// <summary>Counts one tick.</summary>
    public void Add(in Decision decision)
    {
        Causes = decision.Causes;
        Down.Add(in decision.Down);
        Up.Add(in decision.Up);
    }
}
