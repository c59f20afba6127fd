namespace Wanctl.Config;

/// <summary>The least important kind of line that is written (<c>logging.level</c>).</summary>
public enum LogThreshold
{
    /// <summary>Everything, down to what only a developer needs.</summary>
    Debug,

    /// <summary>Changes of state and periodic summaries.</summary>
    Info,

    /// <summary>What somebody should look at.</summary>
    Warning,

    /// <summary>What somebody must look at.</summary>
    Error,
}
