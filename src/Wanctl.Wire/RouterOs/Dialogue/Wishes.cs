namespace Wanctl.Wire.RouterOs.Dialogue;

/// <summary>What is due, by the clock of whoever drives the conversation.</summary>
[Flags]
public enum Wishes
{
    /// <summary>Nothing but limits that wait.</summary>
    None = 0,

    /// <summary>Limits and counters of all queues.</summary>
    Statistics = 1,

    /// <summary>Look for the queues again.</summary>
    Resolve = 2,

    /// <summary>Uptime and flash wear.</summary>
    Resource = 4,

    /// <summary>Look at the mangle rules.</summary>
    Rules = 8,

    /// <summary>Look again where the targets of simple queues lie.</summary>
    Targets = 16,
}
