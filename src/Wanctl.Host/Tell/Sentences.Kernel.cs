using Microsoft.Extensions.Logging;

namespace Wanctl.Host.Tell;

// What is said about CAKEs that this machine's kernel runs.
public static partial class Sentences
{
    /// <summary>A CAKE is there and can be used.</summary>
    [LoggerMessage(1321, LogLevel.Information, "{Interface}: CAKE found: {Setup}")]
    public static partial void CakeFound(ILogger log, string @interface, string setup);

    /// <summary>A CAKE cannot be used.</summary>
    [LoggerMessage(1322, LogLevel.Error, "{Interface}: {Trouble}; its link is not shaped until that is mended")]
    public static partial void CakeTrouble(ILogger log, string @interface, string trouble);

    /// <summary>Another CAKE has taken the place of the one that was there.</summary>
    [LoggerMessage(1323, LogLevel.Warning,
        "{Interface}: CAKE was replaced, now: {Setup}; its counters begin anew and its bandwidth is set again")]
    public static partial void CakeReplaced(ILogger log, string @interface, string setup);

    /// <summary>Somebody else has changed something that wanctl never does.</summary>
    [LoggerMessage(1324, LogLevel.Warning, "{Interface}: CAKE was changed by somebody else: {Changes}")]
    public static partial void CakeChanged(ILogger log, string @interface, string changes);

    /// <summary>An interface carries nothing.</summary>
    [LoggerMessage(1325, LogLevel.Warning, "{Interface}: the interface is down or has no carrier")]
    public static partial void InterfaceDown(ILogger log, string @interface);

    /// <summary>An interface carries packets again.</summary>
    [LoggerMessage(1326, LogLevel.Information, "{Interface}: the interface is up again")]
    public static partial void InterfaceUp(ILogger log, string @interface);

    /// <summary>The kernel does not do what it was asked to.</summary>
    [LoggerMessage(1327, LogLevel.Error, "the kernel refuses {Text}")]
    public static partial void KernelRefuses(ILogger log, string text);

    /// <summary>There is no socket to the kernel.</summary>
    [LoggerMessage(1328, LogLevel.Error,
        "no conversation with the kernel (rtnetlink): {Text}; tried again each second")]
    public static partial void KernelAway(ILogger log, string text);

    /// <summary>News came faster than they were read.</summary>
    [LoggerMessage(1329, LogLevel.Warning,
        "news of the kernel were lost because they came too fast ({Number}, ENOBUFS); "
        + "interfaces are looked up again")]
    public static partial void KernelOverrun(ILogger log, string number);

    /// <summary>A call to the kernel took long.</summary>
    [LoggerMessage(1330, LogLevel.Warning,
        "the kernel took {Number} ms to answer: something held its lock on the network's set-up, and ticks were late")]
    public static partial void KernelSlow(ILogger log, long number);

    /// <summary>Each five minutes: what a CAKE has done.</summary>
    [LoggerMessage(1331, LogLevel.Information,
        "{Link}: {Direction} CAKE: {Packets}, {Drops}, {Marks}, delay {Delay:0.0} ms mean and "
        + "{Peak:0.0} ms peak in the busiest tin, backlog {Backlog} B at most")]
    public static partial void CakeSummary(
        ILogger log, string link, string direction, string packets, string drops, string marks, double delay,
        double peak, uint backlog);
}
