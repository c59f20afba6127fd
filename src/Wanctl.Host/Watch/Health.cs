using System.Globalization;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;

namespace Wanctl.Host.Watch;

/// <summary>
/// Whether a process does its work: its loop turns, its lines answer, its shapers can be written, take what they are
/// told and keep it. What lasts for less than the grace is a moment of bad luck and no ill health.
/// </summary>
public static class Health
{
    /// <summary>A line may be silent, and a shaper away, for so long: a router restarts its API in less.</summary>
    public static readonly Duration Grace = Duration.FromSeconds(10);

    /// <summary>
    /// A loop is stalled after so long without a tick, or after five ticks' time where that is longer.
    /// </summary>
    public static readonly Duration StallLeast = Duration.FromSeconds(2);

    private const int StallTicks = 5;

    /// <summary>What is wrong; empty where all is well.</summary>
    public static List<HealthProblem> Judge(ProcessPicture process, Instant now)
    {
        var problems = new List<HealthProblem>();
        foreach (LinkPicture link in process.Links)
            Judge(link, process.Started, now, problems);
        return problems;
    }

    private static void Judge(LinkPicture link, Instant started, Instant now, List<HealthProblem> problems)
    {
        string name = link.Settings.Name;
        Duration stall = link.Settings.Interval * StallTicks;
        stall = stall > StallLeast ? stall : StallLeast;
        Duration age = now - (link.Begun ? link.Last.Seen.Now : started);
        if (age > stall)
            problems.Add(new HealthProblem("loop_stalled", name, $"no tick for {Seconds(age)}"));
        if (!link.Begun)
            return;
        Duration silent = now - link.AnsweringSince;
        if (!link.Answering && silent > Grace)
        {
            string words = $"the line is {Words.Of(link.Last.Chosen.Line)}: no echo answered for {Seconds(silent)}";
            problems.Add(new HealthProblem("line_silent", name, words));
        }
        Duration away = now - link.ReadySince;
        if (!link.ShaperReady && away > Grace)
        {
            string words = $"the router {Verb(link.Last.Seen.Shaper.State)} since {Seconds(away)}";
            problems.Add(new HealthProblem("router_unreachable", name, words));
        }
        Judge(link, link.Down, true, now, problems);
        Judge(link, link.Up, false, now, problems);
        JudgeCounts(link, now, problems);
    }

    private static void Judge(
        LinkPicture link, DirectionPicture picture, bool down, Instant now, List<HealthProblem> problems)
    {
        DirectionTrouble trouble = picture.Trouble;
        LinkSettings settings = link.Settings;
        Rate applied = down ? link.Last.Chosen.Down.Applied : link.Last.Chosen.Up.Applied;
        if (trouble.Refused(now))
        {
            string words = RefusalWords.Of(settings, down, trouble.RefusedRate, applied, link.Refusal(down));
            problems.Add(new HealthProblem("writes_refused", settings.Name, words));
        }
        if (trouble.Fought(now))
        {
            string words = $"somebody else sets the {(down ? "download" : "upload")} limit of "
                + $"{(down ? settings.DownloadQueue : settings.UploadQueue)} again and again, last to "
                + $"{trouble.Found.Mbps.ToString("0.#", CultureInfo.InvariantCulture)} Mbit/s: stop one of the two";
            problems.Add(new HealthProblem("limit_fought_over", settings.Name, words));
        }
    }

    /// <summary>Queues that packets go past: the link looks idle, and is not shaped.</summary>
    private static void JudgeCounts(LinkPicture link, Instant now, List<HealthProblem> problems)
    {
        LinkSettings settings = link.Settings;
        if (link.Counts.DownBlind)
            problems.Add(Blind(settings.Name, "download", settings.DownloadQueue, now - link.Counts.DownSince));
        if (link.Counts.UpBlind)
            problems.Add(Blind(settings.Name, "upload", settings.UploadQueue, now - link.Counts.UpSince));
    }

    private static HealthProblem Blind(string link, string direction, string queue, Duration since) =>
        new("queue_counts_nothing", link,
            $"the {direction} queue '{queue}' has counted no byte for {Seconds(since)} while echoes are answered");

    /// <summary>Some states are adjectives and some are verbs.</summary>
    private static string Verb(ShaperState state) => state switch
    {
        ShaperState.QueueTrouble or ShaperState.Refused => Words.Of(state),
        _ => "is " + Words.Of(state),
    };

    private static string Seconds(Duration span) => span.Seconds.ToString("0.0", CultureInfo.InvariantCulture) + " s";
}
