using Wanctl.Core.Units;

namespace Wanctl.Core.Settings;

/// <summary>Where the classic law's zones begin and how its two averages move. All delays in milliseconds.</summary>
public sealed record ThresholdSettings
{
    /// <summary>Above this delta the line is no longer GREEN. Strict: exactly this much is still GREEN.</summary>
    public required double TargetMs { get; init; }

    /// <summary>
    /// Above this delta the download is SOFT_RED and the upload RED. Greater than <see cref="TargetMs"/>.
    /// </summary>
    public required double WarnMs { get; init; }

    /// <summary>Above this delta the download is RED. Greater than <see cref="WarnMs"/>.</summary>
    public required double HardRedMs { get; init; }

    /// <summary>
    /// SOFT_RED samples in a row before SOFT_RED is declared; 3 at the original's first release, 1 later.
    /// </summary>
    public required int SoftRedRequired { get; init; }

    /// <summary>Weight of one sample in the load average at the configured interval, 0 (excluded) to 1.</summary>
    public required double AlphaLoad { get; init; }

    /// <summary>Weight of one sample in the baseline average at the configured interval, 0 (excluded) to 1.</summary>
    public required double AlphaBaseline { get; init; }

    /// <summary>The baseline moves only while the delta is below this.</summary>
    public required double BaselineUpdateMs { get; init; }

    /// <summary>The lowest baseline that is accepted.</summary>
    public required double BaselineMinMs { get; init; }

    /// <summary>The highest baseline that is accepted.</summary>
    public required double BaselineMaxMs { get; init; }

    /// <summary>Both averages of a start without a state file.</summary>
    public required double BaselineInitialMs { get; init; }
}
