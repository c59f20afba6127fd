using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
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

    /// <summary>Answers are counted so often.</summary>
    private static readonly Duration s_slice = Duration.FromMillis(300);

    /// <summary>
    /// What was counted; an echo to this machine itself passes no queue and is left out. Null where the counters cannot
    /// be read, which other findings explain.
    /// </summary>
    /// <param name="hand">Where they are read.</param>
    /// <param name="link">The link.</param>
    /// <param name="wan">The interface toward the Internet; null where it is not known.</param>
    public static Passage? Watch(ILimitHand hand, LinkSettings link, string? wan)
    {
        var channel = new IcmpChannel(link.Probe);
        bool[] far = [.. link.Probe.Reflectors.Select(reflector => !IPAddress.IsLoopback(IPAddress.Parse(reflector)))];
        using var echoes = new EchoWatch(channel, link.Probe, s_interval);
        using var over = new CancellationTokenSource();
        int answers = 0;
        Task asking = Task.Run(Ask);
        try
        {
            return new CounterSampler(hand, wan, Clock.Now).Watch(Pass);
        }
        catch (LimitTroubleException)
        {
            return null;
        }
        finally
        {
            over.Cancel();
            asking.Wait();
        }

        void Ask()
        {
            try
            {
                while (!over.IsCancellationRequested && !channel.Forbidden)
                {
                    int heard = echoes.Listen(s_slice, over.Token)
                        .Count(echo => echo.Answered && far[echo.Reflector]);
                    Interlocked.Add(ref answers, heard);
                }
            }
            catch (OperationCanceledException)
            {
                // The counters have told enough.
            }
        }

        int Pass(Duration length)
        {
            echoes.Rest(length);
            return Interlocked.Exchange(ref answers, 0);
        }
    }
}
