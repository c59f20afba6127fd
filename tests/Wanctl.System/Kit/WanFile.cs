namespace Wanctl.SystemTests.Kit;

/// <summary>
/// A WAN file with the original's keys: a cable line whose router answers on the room's loopback. Tests override
/// what they are about; <see cref="ConfigWriter"/> writes it.
/// </summary>
public sealed record WanFile
{
    public string WanName { get; init; } = "cable";

    /// <summary><c>api</c> or <c>api-ssl</c>.</summary>
    public string Transport { get; init; } = "api";

    public string RouterHost { get; init; } = "127.0.0.1";

    public required int RouterPort { get; init; }

    public string RouterUser { get; init; } = "wanctl";

    public string RouterPassword { get; init; } = "room-password";

    public string DownloadQueue { get; init; } = "WAN-Download";

    public string UploadQueue { get; init; } = "WAN-Upload";

    /// <summary>Milliseconds; the reflectors' usual delay in the tests ought to be about this.</summary>
    public double BaselineInitial { get; init; } = 25;

    public RateBlock Download { get; init; } = RateBlock.CableDownload;

    public RateBlock Upload { get; init; } = RateBlock.CableUpload;

    /// <summary>Milliseconds above the baseline: the end of GREEN.</summary>
    public double TargetBloat { get; init; } = 15;

    /// <summary>Milliseconds above the baseline: the end of YELLOW.</summary>
    public double WarnBloat { get; init; } = 45;

    /// <summary>Milliseconds above the baseline: the end of SOFT_RED.</summary>
    public double HardRedBloat { get; init; } = 80;

    public required IReadOnlyList<string> PingHosts { get; init; }

    public bool MedianOfThree { get; init; }

    /// <summary>Without them silence is only held: a room has no gateway and no Internet to ask.</summary>
    public bool FallbackChecks { get; init; }

    /// <summary>Seconds until an echo counts as lost.</summary>
    public double PingTimeout { get; init; } = 1;

    /// <summary>Seconds.</summary>
    public double CycleInterval { get; init; } = 0.05;

    /// <summary>A literal of the room's own, or null to leave the key out.</summary>
    public string? PingSource { get; init; }

    /// <summary>
    /// More keys, or other values for those above, by dotted path: <c>continuous_monitoring.thresholds.alpha_load</c>.
    /// A value is a bool, a number, a text, a list of these or null, which takes the key out.
    /// </summary>
    public IReadOnlyDictionary<string, object?> Extra { get; init; } = new Dictionary<string, object?>();
}
