using Microsoft.Extensions.Logging;

namespace Wanctl.Host.Tell;

/// <content>Sentences about the status server.</content>
public static partial class Sentences
{
    /// <summary>Status is served.</summary>
    [LoggerMessage(1711, LogLevel.Information, "{What} at http://{Where}")]
    public static partial void StatusServed(ILogger log, string what, string where);

    /// <summary>An address for status cannot be had; it is tried again every five seconds.</summary>
    [LoggerMessage(1712, LogLevel.Warning,
        "status cannot be served at {Where}: {Why}; everything else goes on, and it is tried again every 5 s. "
        + "Another daemon there? Give each health_check.port a number of its own")]
    public static partial void StatusUnserved(ILogger log, string where, string why);

    /// <summary>Serving status failed.</summary>
    [LoggerMessage(1713, LogLevel.Error, "serving status failed, and goes on after a second: {Text}")]
    public static partial void StatusFailed(ILogger log, string text);

    /// <summary>The kernel gives no client of the status server.</summary>
    [LoggerMessage(1370, LogLevel.Warning,
        "the status server at {Where} cannot take a client: {Why}; clients wait, and it is tried again five times a "
        + "second. Everything else goes on")]
    public static partial void StatusWaits(ILogger log, string where, string why);

    /// <summary>Clients of the status server are taken again.</summary>
    [LoggerMessage(1371, LogLevel.Information, "the status server at {Where} takes clients again")]
    public static partial void StatusTakes(ILogger log, string where);
}
