using Wanctl.Core.Units;

namespace Wanctl.Core.Settings;

/// <summary>How often limits may be written. Exactly one of the two forms is used, see <see cref="Kind"/>.</summary>
public sealed record WriteBudgetSettings
{
    /// <summary>Which form.</summary>
    public required WriteBudgetKind Kind { get; init; }

    /// <summary><see cref="WriteBudgetKind.Window"/>: writes that fit in one window, 1 to 10000.</summary>
    public int WindowWrites { get; init; } = 10;

    /// <summary><see cref="WriteBudgetKind.Window"/>: its length.</summary>
    public Duration Window { get; init; } = Duration.FromSeconds(60);

    /// <summary><see cref="WriteBudgetKind.Tokens"/>: tokens that come back per second.</summary>
    public double TokensPerSecond { get; init; } = 2;

    /// <summary><see cref="WriteBudgetKind.Tokens"/>: how many can be saved up.</summary>
    public int TokensMax { get; init; } = 10;

    /// <summary>
    /// <see cref="WriteBudgetKind.Tokens"/>: how many of them climbs leave to cuts and to what gives back what a cut
    /// has taken.
    /// </summary>
    public int TokensReserved { get; init; } = 4;
}
