namespace Wanctl.Config.Documents;

// What the generated deserializer fills: plain classes in the shape of the file, all values already checked and
// defaulted.
// The generator wants setters and no required members; a value that is null here is one that may be absent. What only
// the classic law needs may be absent with the other, and then keeps the value that changes nothing.

internal sealed class WanDocument
{
    public string WanName { get; set; } = "";
    public double CycleIntervalSeconds { get; set; }
    public string? PingSourceIp { get; set; }
    public string? PingInterface { get; set; }
    public ControlDocument Control { get; set; } = new();
    public RouterDocument Router { get; set; } = new();
    public QueuesDocument Queues { get; set; } = new();
    public CakeDocument Cake { get; set; } = new();
    public MonitoringDocument ContinuousMonitoring { get; set; } = new();
    public TimeoutsDocument Timeouts { get; set; } = new();
    public string LockFile { get; set; } = "";
    public string StateFile { get; set; } = "";
    public LoggingDocument Logging { get; set; } = new();
    public EndpointDocument HealthCheck { get; set; } = new();
    public EndpointDocument Metrics { get; set; } = new();
}

internal sealed class ControlDocument
{
    public string Law { get; set; } = "";
    public double ExcessMs { get; set; }
    public bool DryRun { get; set; }
}

internal sealed class QueuesDocument
{
    public string Download { get; set; } = "";
    public string Upload { get; set; } = "";
    public string? Target { get; set; }
}

internal sealed class CakeDocument
{
    public string DownloadInterface { get; set; } = "";
    public string UploadInterface { get; set; } = "";
    public string? Line { get; set; }
}

internal sealed class TimeoutsDocument
{
    public double Ping { get; set; }
}

internal sealed class LoggingDocument
{
    public string Level { get; set; } = "";
    public string Format { get; set; } = "";
}

internal sealed class EndpointDocument
{
    public bool Enabled { get; set; }
    public string Host { get; set; } = "";
    public int Port { get; set; }
    public List<string> HostNames { get; set; } = [];
}
