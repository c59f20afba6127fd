namespace Wanctl.Truth.Causes;

/// <summary>How long packets really waited in one direction's provider's queue, in milliseconds.</summary>
/// <param name="MeanMs">In the mean.</param>
/// <param name="MostMs">At most.</param>
internal readonly record struct QueueTruth(double MeanMs, double MostMs)
{
    /// <summary>A queue stands where something had to wait so long: two packets on the slowest lines here.</summary>
    public const double StandsMs = 2;

    /// <summary>Whether it stood.</summary>
    public bool Stood => MostMs >= StandsMs;
}
