namespace Wanctl.Config.Documents;

internal sealed class RouterDocument
{
    public string Transport { get; set; } = "";
    public string Host { get; set; } = "";
    public int Port { get; set; }
    public string User { get; set; } = "";
    public string Password { get; set; } = "";
    public string? CertificatePin { get; set; }
    public string? CertificateAuthority { get; set; }
    public string QueueKind { get; set; } = "";
    public double StatisticsIntervalSeconds { get; set; }
    public double StallLimitSeconds { get; set; }
    public RateLimiterDocument? RateLimiter { get; set; }
    public WriteBudgetDocument? WriteBudget { get; set; }
}

internal sealed class RateLimiterDocument
{
    public bool Enabled { get; set; }
    public int MaxChanges { get; set; }
    public int WindowSeconds { get; set; }
}

internal sealed class WriteBudgetDocument
{
    public double PerSecond { get; set; }
    public int Burst { get; set; }
    public int CutReserve { get; set; }
}
