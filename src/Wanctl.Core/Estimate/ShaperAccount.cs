using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>What the shaper of a link was asked and what it has, for both directions.</summary>
public sealed class ShaperAccount
{
    /// <summary>Toward the user.</summary>
    public LimitAccount Down { get; } = new();

    /// <summary>Toward the Internet.</summary>
    public LimitAccount Up { get; } = new();

    /// <summary>Takes in what the shaper said. Once a tick, before the law steps.</summary>
    public void Take(in ShaperReport report, Instant now)
    {
        Down.Take(in report.Down, report.State, report.Restarted, now);
        Up.Take(in report.Up, report.State, report.Restarted, now);
    }
}
