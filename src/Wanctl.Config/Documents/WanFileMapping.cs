using System.Globalization;
using Wanctl.Config.Checking;
using Wanctl.Config.Schema;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Config.Documents;

/// <summary>
/// Turns a filled document into the settings that the loop runs on. Everything in it is checked already.
/// </summary>
internal static class WanFileMapping
{
    /// <summary>Settings from a document, and from where its values came.</summary>
    public static WanFile ToWanFile(WanDocument document, ValueTable values) => new()
    {
        Link = ToLink(document, values),
        Log = new LogSettings(ToThreshold(document.Logging.Level), ToFormat(document.Logging.Format)),
        Health = ToEndpoint(document.HealthCheck),
        HostNames = document.HealthCheck.HostNames,
        Metrics = ToEndpoint(document.Metrics),
        Line = document.Cake.Line,
    };

    private static LinkSettings ToLink(WanDocument document, ValueTable values) => new()
    {
        Name = document.WanName,
        Interval = Duration.FromSeconds(document.CycleIntervalSeconds),
        Law = document.Control.Law switch
        {
            ControlKeys.Classic => RateLawKind.Classic,
            ControlKeys.Adaptive2 => RateLawKind.Adaptive2,
            _ => RateLawKind.Adaptive,
        },
        ExcessMs = document.Control.ExcessMs,
        Download = ToDirection(document.ContinuousMonitoring.Download) with
        {
            FloorKey = DirectionRules.FloorKey(values, $"{MonitoringKeys.Section}.download"),
        },
        Upload = ToDirection(document.ContinuousMonitoring.Upload) with
        {
            FloorKey = DirectionRules.FloorKey(values, $"{MonitoringKeys.Section}.upload"),
        },
        Thresholds = ToThresholds(document.ContinuousMonitoring),
        Probe = ToProbe(document),
        Fallback = ToFallback(document.ContinuousMonitoring.FallbackChecks),
        Writes = ToWrites(document.Router),
        Router = ToRouter(document.Router),
        DownloadQueue = IsLinuxCake(document) ? document.Cake.DownloadInterface : document.Queues.Download,
        UploadQueue = IsLinuxCake(document) ? document.Cake.UploadInterface : document.Queues.Upload,
        Target = document.Queues.Target switch
        {
            "lan" => QueueTarget.Lan,
            "wan" => QueueTarget.Wan,
            _ => QueueTarget.Auto,
        },
        LockFile = document.LockFile,
        StateFile = document.StateFile,
        DryRun = document.Control.DryRun,
    };

    private static DirectionSettings ToDirection(DirectionDocument document) => new()
    {
        Ceiling = Rate.FromMbps(document.CeilingMbps),
        FloorGreen = Rate.FromMbps(document.FloorGreenMbps),
        FloorYellow = Rate.FromMbps(document.FloorYellowMbps),
        FloorSoftRed = Rate.FromMbps(document.FloorSoftRedMbps),
        FloorRed = Rate.FromMbps(document.FloorRedMbps),
        Base = document.BaseMbps is { } mbps ? Rate.FromMbps(mbps) : null,
        StepUp = Rate.FromMbps(document.StepUpMbps),
        FactorDown = document.FactorDown,
        FactorDownYellow = document.FactorDownYellow,
        GreenRequired = document.GreenRequired,
    };

    private static ThresholdSettings ToThresholds(MonitoringDocument document) => new()
    {
        TargetMs = document.Thresholds.TargetBloatMs,
        WarnMs = document.Thresholds.WarnBloatMs,
        HardRedMs = document.Thresholds.HardRedBloatMs,
        SoftRedRequired = document.Thresholds.SoftRedRequired,
        AlphaLoad = document.Thresholds.AlphaLoad,
        AlphaBaseline = document.Thresholds.AlphaBaseline,
        BaselineUpdateMs = document.Thresholds.BaselineUpdateThresholdMs,
        BaselineMinMs = document.Thresholds.BaselineRttBounds.Min,
        BaselineMaxMs = document.Thresholds.BaselineRttBounds.Max,
        BaselineInitialMs = document.BaselineRttInitial,
    };

    private static ProbeSettings ToProbe(WanDocument document) => new()
    {
        Reflectors = document.ContinuousMonitoring.PingHosts,
        SourceAddress = document.PingSourceIp,
        Interface = document.PingInterface,
        Timeout = Duration.FromSeconds(document.Timeouts.Ping),
        MedianOfThree = document.ContinuousMonitoring.UseMedianOfThree,
    };

    private static FallbackSettings ToFallback(FallbackDocument document) => new()
    {
        Enabled = document.Enabled,
        Gateway = document.CheckGateway && document.GatewayIp.Length > 0 ? document.GatewayIp : null,
        TcpTargets = document.CheckTcp ? document.TcpTargets.ConvertAll(ToTarget) : [],
        Mode = document.FallbackMode switch
        {
            "freeze" => FallbackMode.Freeze,
            "use_last_rtt" => FallbackMode.UseLastRtt,
            _ => FallbackMode.GracefulDegradation,
        },
        CyclesMax = document.MaxFallbackCycles,
    };

    private static TcpTarget ToTarget(List<string> pair) =>
        new(pair[0], int.Parse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture));

    private static bool IsLinuxCake(WanDocument document) => document.Router.Transport == RouterKeys.LinuxCake;

    private static RouterSettings ToRouter(RouterDocument document) => new()
    {
        Transport = document.Transport switch
        {
            "api-ssl" => RouterTransport.ApiSsl,
            RouterKeys.LinuxCake => RouterTransport.LinuxCake,
            _ => RouterTransport.Api,
        },
        Host = document.Host,
        Port = document.Port,
        User = document.User,
        Password = new Secret(document.Password),
        CertificatePin = document.CertificatePin,
        CertificateAuthority = document.CertificateAuthority,
        Queues = document.QueueKind == "simple" ? QueueKind.Simple : QueueKind.Tree,
        StatisticsInterval = Duration.FromSeconds(document.StatisticsIntervalSeconds),
        StallLimit = Duration.FromSeconds(document.StallLimitSeconds),
    };

    private static WriteBudgetSettings ToWrites(RouterDocument document) => document switch
    {
        { WriteBudget: { } tokens } => new WriteBudgetSettings
        {
            Kind = WriteBudgetKind.Tokens,
            TokensPerSecond = tokens.PerSecond,
            TokensMax = tokens.Burst,
            TokensReserved = tokens.CutReserve,
        },
        { RateLimiter: { Enabled: true } window } => new WriteBudgetSettings
        {
            Kind = WriteBudgetKind.Window,
            WindowWrites = window.MaxChanges,
            Window = Duration.FromSeconds(window.WindowSeconds),
        },
        _ => new WriteBudgetSettings { Kind = WriteBudgetKind.Unlimited },
    };

    private static EndpointSettings ToEndpoint(EndpointDocument document) =>
        new(document.Enabled, document.Host, document.Port);

    private static LogFormat ToFormat(string format) => format switch
    {
        "json" => LogFormat.Json,
        "systemd" => LogFormat.Systemd,
        "short" => LogFormat.Brief,
        _ => LogFormat.Text,
    };

    private static LogThreshold ToThreshold(string level) => level switch
    {
        "debug" => LogThreshold.Debug,
        "warning" => LogThreshold.Warning,
        "error" => LogThreshold.Error,
        _ => LogThreshold.Info,
    };
}
