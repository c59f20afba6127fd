using Wanctl.Core.Units;

namespace Wanctl.Core.Settings;

/// <summary>
/// What bounds one direction of a link and how fast the classic law moves it.
/// Always: 0 &lt; FloorRed &lt;= FloorSoftRed &lt;= FloorYellow &lt;= FloorGreen &lt;= Ceiling.
/// </summary>
public sealed record DirectionSettings
{
    /// <summary>The rate that is never exceeded; also the rate of a start without a state file.</summary>
    public required Rate Ceiling { get; init; }

    /// <summary>
    /// Lower clamp of the classic law in GREEN (download only; upload clamps to <see cref="FloorRed"/>).
    /// </summary>
    public required Rate FloorGreen { get; init; }

    /// <summary>Lower clamp of the classic law in YELLOW.</summary>
    public required Rate FloorYellow { get; init; }

    /// <summary>Lower clamp of the classic law in SOFT_RED; the original's upload has no such zone.</summary>
    public required Rate FloorSoftRed { get; init; }

    /// <summary>The rate that is never undercut by any law.</summary>
    public required Rate FloorRed { get; init; }

    /// <summary>The rate itself, or the nearest that any law may set.</summary>
    public Rate Within(Rate rate) => Rate.Max(FloorRed, Rate.Min(Ceiling, rate));

    /// <summary>What the configuration calls <see cref="FloorRed"/>, and where it stands.</summary>
    public KeyPlace FloorKey { get; init; } = new("floor_mbps");

    /// <summary>
    /// Where the adaptive law lets the rate drift while the direction carries nothing; null leaves it where it is.
    /// Within [FloorRed, Ceiling].
    /// </summary>
    public Rate? Base { get; init; }

    /// <summary>What the classic law adds per GREEN cycle once the streak is long enough.</summary>
    public required Rate StepUp { get; init; }

    /// <summary>What the classic law multiplies with per RED cycle, 0.1 to 1.</summary>
    public required double FactorDown { get; init; }

    /// <summary>
    /// What the classic law multiplies with per YELLOW cycle; 1 holds the rate (the original at its first release).
    /// </summary>
    public required double FactorDownYellow { get; init; }

    /// <summary>GREEN cycles in a row before the rate climbs, 1 to 10.</summary>
    public required int GreenRequired { get; init; }
}
