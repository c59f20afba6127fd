using System.Linq;
using System.Threading;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Echo;
using Wanctl.Host.Time;
using Wanctl.Measure;

namespace Wanctl.Counting;

/// <summary>
/// Watches the counters of a link for a second, or for some where they stand, while echoes pass the queues: so that an
/// idle line can be told from queues that count nothing.
/// </summary>
internal static class CounterRun
{
    /// <summary>Twenty echoes a second, as the daemon sends them.</summary>
    private static readonly Duration s_interval = Duration.FromMillis(50);

    private static readonly Duration s_first = Duration.FromSeconds(1.2);

    /// <summary>Longer than the slowest refresh of counters that was assumed.</summary>
    private static readonly Duration s_again = Duration.FromSeconds(2.3);

    /// <summary>What was counted; null where the counters cannot be read, which other findings explain.</summary>
    /// <param name="hand">Where they are read.</param>
    /// <param name="link">The link.</param>
    /// <param name="wan">The interface toward the Internet; null where it is not known.</param>
    public static Passage? Watch(ILimitHand hand, LinkSettings link, string? wan)
    {
        var channel = new IcmpChannel(link.Probe);
        using var echoes = new EchoWatch(channel, link.Probe, s_interval);
        try
        {
            return new CounterSampler(hand, wan, Clock.Now).Watch(() => Pass(s_first), () => Pass(s_again));
        }
        catch (LimitTroubleException)
        {
            return null;
        }

        int Pass(Duration length)
        {
            if (!channel.Forbidden)
                return echoes.Listen(length, CancellationToken.None).Count(echo => echo.Answered);
            echoes.Rest(length);
            return 0;
        }
    }
}
