using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide;

/// <summary>
/// What a link remembers across restarts. Plain values; <see cref="Sanitised"/> makes sure that nothing from a damaged
/// file can harm.
/// </summary>
public struct LinkMemory
{
    /// <summary>The longest absence, in seconds: a year. Nothing is believed of a capacity after less.</summary>
    public const double AwaySecondsMost = 365 * 86_400.0;

    /// <summary>Slow average in milliseconds.</summary>
    public double BaselineMs;

    /// <summary>Fast average in milliseconds.</summary>
    public double LoadMs;

    /// <summary>Wanted download rate.</summary>
    public Rate DownWanted;

    /// <summary>Wanted upload rate.</summary>
    public Rate UpWanted;

    /// <summary>
    /// Download rate that the shaper last acknowledged; 0 for unknown. Informative: the shaper is read at every start.
    /// </summary>
    public Rate DownApplied;

    /// <summary>Upload rate that the shaper last acknowledged; 0 for unknown.</summary>
    public Rate UpApplied;

    /// <summary>GREEN, SOFT_RED and RED cycles in a row, download.</summary>
    public ZoneStreaks DownStreaks;

    /// <summary>GREEN, SOFT_RED and RED cycles in a row, upload.</summary>
    public ZoneStreaks UpStreaks;

    /// <summary>What is known of the line, download.</summary>
    public LineMemory DownLine;

    /// <summary>What is known of the line, upload.</summary>
    public LineMemory UpLine;

    /// <summary>
    /// For how long nobody has looked at the lines, in seconds: the law did not, or the link was away; 0 where the law
    /// does.
    /// </summary>
    public double AwaySeconds;

    /// <summary>
    /// The memory of a link that has never run: averages at the configured start, rates at the ceiling.
    /// </summary>
    public static LinkMemory Initial(LinkSettings settings) => new()
    {
        BaselineMs = settings.Thresholds.BaselineInitialMs,
        LoadMs = settings.Thresholds.BaselineInitialMs,
        DownWanted = settings.Download.Ceiling,
        UpWanted = settings.Upload.Ceiling,
    };

    /// <summary>
    /// The same memory with every value that a healthy run could not have written replaced: averages that are no number
    /// or out of [0.001, 10000] ms by the configured start, the baseline clamped into its bounds, rates clamped into
    /// [floor, ceiling], negative streaks by 0, lines as <see cref="LineMemory.Sanitised"/> says, an absence that is no
    /// number or negative by the longest.
    /// </summary>
    public readonly LinkMemory Sanitised(LinkSettings settings)
    {
        ThresholdSettings thresholds = settings.Thresholds;
        LinkMemory clean = this;
        clean.BaselineMs = Plausible(BaselineMs)
            ? Math.Clamp(BaselineMs, thresholds.BaselineMinMs, thresholds.BaselineMaxMs)
            : thresholds.BaselineInitialMs;
        clean.LoadMs = Plausible(LoadMs) ? LoadMs : clean.BaselineMs;
        clean.DownWanted = settings.Download.Within(DownWanted);
        clean.UpWanted = settings.Upload.Within(UpWanted);
        clean.DownStreaks = DownStreaks.Sanitised();
        clean.UpStreaks = UpStreaks.Sanitised();
        clean.DownLine = DownLine.Sanitised(settings.Download);
        clean.UpLine = UpLine.Sanitised(settings.Upload);
        clean.AwaySeconds = AwaySeconds is >= 0 and <= AwaySecondsMost ? AwaySeconds : AwaySecondsMost;
        return clean;
    }

    private static bool Plausible(double millis) => millis is >= 0.001 and <= 10_000;
}
