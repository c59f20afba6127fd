namespace Wanctl.Lab.Scenarios;

/// <summary>Greedy flows of one direction.</summary>
/// <param name="From">When they begin, since the scenario's beginning, in seconds.</param>
/// <param name="Until">When they end, likewise; infinite for those that last to the scenario's end.</param>
/// <param name="Up">Whether they go toward the Internet.</param>
/// <param name="Flows">How many.</param>
internal sealed record Load(double From, double Until, bool Up, int Flows)
{
    /// <summary>What each sends at most, in Mbit/s; 0 for all that it gets through.</summary>
    public double PaceMbps { get; init; }

    /// <summary>The DSCP of each in turn, as numbers with commas between them.</summary>
    public required string Dscp { get; init; }

    /// <summary>The senders' congestion control, one of <see cref="CongestionControls.Known"/>.</summary>
    public required string Control { get; init; }
}
