namespace Wanctl.Core.Decide;

/// <summary>What one tick chose: plain data, so that it can be recorded and compared.</summary>
public struct Decision
{
    /// <summary>Toward the user.</summary>
    public DirectionDecision Down;

    /// <summary>Toward the Internet.</summary>
    public DirectionDecision Up;

    /// <summary>The sample that the law worked on, in milliseconds; NaN in a tick without one.</summary>
    public double MeasuredMs;

    /// <summary>The law's fast average in milliseconds.</summary>
    public double LoadMs;

    /// <summary>The law's baseline in milliseconds.</summary>
    public double BaselineMs;

    /// <summary>What is known of the line.</summary>
    public LineState Line;

    /// <summary>What the latest excess of delay likely came from.</summary>
    public CauseShares Causes;

    /// <summary>Which reflector to ask at the beginning of the next tick.</summary>
    public byte NextReflector;

    /// <summary>How far the load stands above the baseline, in milliseconds.</summary>
    public readonly double DeltaMs => LoadMs - BaselineMs;
}
