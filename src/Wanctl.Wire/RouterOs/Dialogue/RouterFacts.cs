namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>What the router says about itself; values are 0 until it has said so.</summary>
public struct RouterFacts
{
    /// <summary>Time since it booted, in nanoseconds.</summary>
    public long UptimeNanos;

    /// <summary>Sectors of flash written since it booted: what our writes cost.</summary>
    public ulong SectorsWritten;

    /// <summary>CPU load in percent.</summary>
    public int CpuPercent;

    /// <summary>How often it was read.</summary>
    public int Readings;

    /// <summary>How often the uptime was smaller than before: reboots seen.</summary>
    public int Reboots;
}
