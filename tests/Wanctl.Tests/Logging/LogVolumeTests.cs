using System.Reflection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Wanctl.Config;
using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;
using Wanctl.Logging;
using Wanctl.Tests.Host.Loop;

namespace Wanctl.Tests.Logging;

/// <summary>A day of log on a virtual clock: it must not wear out a memory card.</summary>
public sealed class LogVolumeTests
{
    private const long BytesADay = 2_000_000;

    /// <summary>
    /// Two links that change their zones each second in both directions for a whole day, each with CAKE's own lines.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_restless_day_of_two_links_stays_small(bool json)
    {
        var now = new Instant(1_000_000_000_000);
        var lines = new LineCollector(json ? new JsonLineFormatter() : new LineFormatter(LogFormat.Text));
        using var filter = new RepeatFilter(lines, () => now);
        using var channel = new AnsweringChannel();
        var links = new List<Link>();
        var stories = new List<LinkStory>();
        for (int i = 0; i < 2; i++)
        {
            links.Add(LoopLinks.Make(channel, LoopLinks.Settings with
            {
                Router = LoopLinks.Settings.Router with { Transport = RouterTransport.LinuxCake },
            }));
            stories.Add(new LinkStory(links[i], filter));
        }
        // Four ticks a second show every change of zone that a line could be written for.
        for (int tick = 0; tick < 4 * 86_400; tick++)
        {
            now += Duration.FromMillis(250);
            for (int i = 0; i < links.Count; i++)
            {
                Tick(links[i], now, tick);
                stories[i].Follow();
                if (tick % (4 * 300) == 0)
                    stories[i].Summarise(now);
            }
            if (tick % (4 * 300) == 0)
                Sentences.LoopSummary(filter, Amount.Of(1_700_000 + tick, "turn"), 1000, 1000, 10_000, 20_000, 100);
        }
        foreach (Link link in links)
            link.Dispose();

        Assert.InRange(lines.Bytes, BytesADay / 10, BytesADay);
        TestContext.Current.TestOutputHelper?.WriteLine($"a restless day: {lines.Bytes} bytes, json {json}");
    }

    /// <summary>Everything that can be said about one thing is said each ten seconds for a day.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(601)]
    public void A_day_in_which_everything_goes_wrong_all_the_time_stays_small(int seconds)
    {
        var now = new Instant(1_000_000_000_000);
        var lines = new LineCollector(new LineFormatter(LogFormat.Text));
        using var filter = new RepeatFilter(lines, () => now);
        for (int second = 0; second < 86_400; second += seconds)
        {
            foreach (MethodInfo sentence in Repeating())
                sentence.Invoke(null, Arguments(filter, sentence));
            now += Duration.FromSeconds(seconds);
        }

        Assert.InRange(lines.Bytes, 10_000, BytesADay);
        TestContext.Current.TestOutputHelper?.WriteLine($"a day of troubles each {seconds} s: {lines.Bytes} bytes");
    }

    private static IEnumerable<MethodInfo> Repeating()
    {
        // Told by a pace of their own, which the other test holds, or by the operator's own acts.
        int[] paced =
        [
            1001, 1002, 1003, 1101, 1203, 1206, 1311, 1315, 1331, 1333, 1350, 1501, 1502, 1503, 1504, 1505, 1506, 1507,
        ];
        foreach (MethodInfo method in typeof(Sentences).GetMethods(BindingFlags.Public | BindingFlags.Static))
        {
            if (method.GetCustomAttribute<LoggerMessageAttribute>() is { } message
                && Array.IndexOf(paced, message.EventId) < 0)
                yield return method;
        }
    }

    private static object?[] Arguments(ILogger log, MethodInfo sentence) =>
        Array.ConvertAll(sentence.GetParameters(), parameter => parameter.ParameterType switch
        {
            var type when type == typeof(ILogger) => log,
            var type when type == typeof(string) => "a text of some thirty characters",
            var type => (object?)Convert.ChangeType(1234, type, System.Globalization.CultureInfo.InvariantCulture),
        });

    private static void Tick(Link link, Instant now, int tick)
    {
        Observation seen = default;
        seen.Tick = link.Journal.End;
        seen.Now = now;
        seen.Shaper.State = ShaperState.Ready;
        seen.Shaper.Down.Read = seen.Shaper.Down.Detailed = true;
        seen.Shaper.Up.Read = seen.Shaper.Up.Detailed = true;
        seen.Shaper.Down.ReadAt = seen.Shaper.Up.ReadAt = now;
        seen.Echoes.Add(new EchoSample { RttMicros = 123_400 });
        seen.Shaper.Down.Packets = seen.Shaper.Up.Packets = (ulong)tick * 1000;
        Decision chosen = default;
        chosen.LoadMs = 123.4;
        chosen.Down.Zone = chosen.Up.Zone = tick % 2 == 0 ? Zone.SoftRed : Zone.Yellow;
        chosen.Down.Wanted = chosen.Up.Wanted = link.Settings.Download.Ceiling;
        chosen.Down.Reason = chosen.Up.Reason = Reason.QueueCut;
        link.Apply(in seen, in chosen);
    }
}
