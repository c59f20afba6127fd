using System.Globalization;
using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;
using Wanctl.Host.Watch;

namespace Wanctl.Host.Serve;

/// <content>The families that have a sample a link: the label <c>wan</c> is its name in small letters.</content>
internal static partial class MetricsReport
{
    private static string Name(LinkPicture link) => link.Settings.Name.ToLowerInvariant();

    /// <summary>The families of the Python original, by its names.</summary>
    private static void Original(MetricsWriter metrics, ProcessPicture process, Instant now)
    {
        metrics.Family("wanctl_bandwidth_mbps", "gauge", "Limit in force in Mbit/s, as the router confirmed it.");
        EachDirection(metrics, process, static (link, chosen, _) =>
            chosen.Applied == Rate.Zero ? double.NaN : chosen.Applied.Mbps);
        metrics.Family("wanctl_rtt_baseline_ms", "gauge", "Baseline of the round-trip time in milliseconds.");
        Each(metrics, process, static link => link.Last.Chosen.BaselineMs);
        metrics.Family("wanctl_rtt_load_ms", "gauge", "Fast average of the round-trip time in milliseconds.");
        Each(metrics, process, static link => link.Last.Chosen.LoadMs);
        metrics.Family("wanctl_rtt_delta_ms", "gauge", "Load above the baseline in milliseconds; never negative.");
        Each(metrics, process, link => link.ExcessMs(now));
        metrics.Family("wanctl_state", "gauge",
            "Zone: 0 unknown (echoes or counters older than 2 s, or none yet), 1 GREEN, 2 YELLOW, 3 SOFT_RED, 4 RED.");
        EachDirection(metrics, process, (_, _, picture) => (int)picture.Known(now).Zone);
        metrics.Family("wanctl_cycles_total", "counter", "Ticks of the link.");
        Each(metrics, process, static link => link.Ticks);
        metrics.Family("wanctl_rate_limit_events_total", "counter", "Times that the write budget held a limit back.");
        Each(metrics, process, static link => link.Down.BudgetHolds + link.Up.BudgetHolds);
        metrics.Family("wanctl_router_updates_total", "counter", "Limits sent to the router.");
        Each(metrics, process, static link => link.Down.Writes + link.Up.Writes);
        metrics.Family("wanctl_ping_failures_total", "counter", "Echoes given up without an answer.");
        Each(metrics, process, static link => link.Snapshot.Counters.Lost);
    }

    private static void Rates(MetricsWriter metrics, ProcessPicture process, Instant now)
    {
        metrics.Family("wanctl_dry_run", "gauge", "1 where limits are read and never written.");
        Each(metrics, process, static link => link.Settings.DryRun ? 1 : 0);
        metrics.Family("wanctl_rate_bits_per_second", "gauge",
            "Rates in bit/s: wanted by the law, asked of the router, applied by it, achieved over the last second, "
            + "capacity as last measured, floor and ceiling as configured.");
        foreach (LinkPicture link in process.Links)
        {
            if (!link.Begun)
                continue;
            ref readonly Decision chosen = ref link.Last.Chosen;
            Rates(metrics, Name(link), "download", in chosen.Down, link.Down, link.Snapshot.DownCapacity, now);
            KnownRate(metrics, link.Settings.Download.FloorRed, Name(link), "download", "floor");
            KnownRate(metrics, link.Settings.Download.Ceiling, Name(link), "download", "ceiling");
            Rates(metrics, Name(link), "upload", in chosen.Up, link.Up, link.Snapshot.UpCapacity, now);
            KnownRate(metrics, link.Settings.Upload.FloorRed, Name(link), "upload", "floor");
            KnownRate(metrics, link.Settings.Upload.Ceiling, Name(link), "upload", "ceiling");
        }
        metrics.Family("wanctl_zone_seconds_total", "counter",
            "Seconds spent in a zone; in UNKNOWN those in which echoes or counters were older than 2 s.");
        foreach (LinkPicture link in process.Links)
        {
            double seconds = link.Settings.Interval.Seconds;
            for (Zone zone = Zone.Unknown; zone <= Zone.Red; zone++)
            {
                string word = Words.Of(zone);
                metrics.Sample(link.Down.TicksIn(zone) * seconds,
                    "wan", Name(link), "direction", "download", "zone", word);
                metrics.Sample(link.Up.TicksIn(zone) * seconds,
                    "wan", Name(link), "direction", "upload", "zone", word);
            }
        }
        metrics.Family("wanctl_queue_counts_nothing", "gauge",
            "Whether the queue has counted no byte for 30 s while echoes are answered: packets go past it.");
        foreach (LinkPicture link in process.Links)
        {
            metrics.Sample(link.Counts.DownBlind ? 1 : 0, "wan", Name(link), "direction", "download");
            metrics.Sample(link.Counts.UpBlind ? 1 : 0, "wan", Name(link), "direction", "upload");
        }
        metrics.Family("wanctl_counter_refresh_seconds", "gauge",
            "How often the queue's byte counter is brought up to date; 0 where that is with each reading.");
        foreach (LinkPicture link in process.Links)
        {
            metrics.Sample(link.Counts.Down.Queue.Told.Seconds, "wan", Name(link), "direction", "download");
            metrics.Sample(link.Counts.Up.Queue.Told.Seconds, "wan", Name(link), "direction", "upload");
        }
        metrics.Family("wanctl_interface_counters_used", "gauge",
            "1 where the counters of the interface that the queue stands on tell what passes, 0 where the queue's do.");
        EachDirection(metrics, process, static (_, chosen, _) => chosen.Counters == CounterSource.Interface ? 1 : 0);
        metrics.Family("wanctl_cuts_total", "counter", "Decisions that lowered the wanted rate.");
        EachDirection(metrics, process, static (_, _, picture) => picture.Cuts);
        metrics.Family("wanctl_foreign_changes_total", "counter", "Limits found changed by somebody else.");
        EachDirection(metrics, process, static (_, _, picture) => picture.Trouble.ForeignChanges);
    }

    private static void Troubles(MetricsWriter metrics, ProcessPicture process, Instant now)
    {
        metrics.Family("wanctl_refused_writes_total", "counter", "Limits that the router or kernel refused to set.");
        EachDirection(metrics, process, static (_, _, picture) => picture.Trouble.Refusals);
        metrics.Family("wanctl_writes_refused", "gauge", "1 where the wanted limit has been refused for 5 s, else 0.");
        EachDirection(metrics, process, (_, _, picture) => picture.Trouble.Refused(now) ? 1 : 0);
        metrics.Family("wanctl_limit_fought_over", "gauge",
            "1 where somebody else has changed the limit three times within a minute, else 0.");
        EachDirection(metrics, process, (_, _, picture) => picture.Trouble.Fought(now) ? 1 : 0);
    }

    private static void Rates(
        MetricsWriter metrics, string wan, string direction, in DirectionDecision chosen, DirectionPicture picture,
        Rate capacity, Instant now)
    {
        KnownRate(metrics, chosen.Wanted, wan, direction, "wanted");
        KnownRate(metrics, chosen.Asked, wan, direction, "asked");
        KnownRate(metrics, chosen.Applied, wan, direction, "applied");
        KnownRate(metrics, capacity, wan, direction, "capacity");
        if (KnownZone.IsCurrent(picture.ReadAt, now))
            metrics.Sample(
                picture.Achieved.BitsPerSecond, "wan", wan, "direction", direction, "kind", "achieved");
    }

    private static void KnownRate(MetricsWriter metrics, Rate rate, string wan, string direction, string kind)
    {
        if (rate > Rate.Zero)
            metrics.Sample(rate.BitsPerSecond, "wan", wan, "direction", direction, "kind", kind);
    }

    private static void Delays(MetricsWriter metrics, ProcessPicture process, Instant now)
    {
        metrics.Family("wanctl_rtt_excess_seconds", "histogram",
            "Round-trip time of each sample above its own reflector's baseline, in seconds.");
        foreach (LinkPicture link in process.Links)
        {
            for (int i = 0; i < ExcessCounts.Bounds; i++)
            {
                string bound = (ExcessCounts.Bound(i) / 1000).ToString(CultureInfo.InvariantCulture);
                metrics.Sample("_bucket", link.Excess.UpTo(i), "wan", Name(link), "le", bound);
            }
            metrics.Sample("_bucket", link.Excess.Count, "wan", Name(link), "le", "+Inf");
            metrics.Sample("_sum", link.Excess.SumMs / 1000, "wan", Name(link));
            metrics.Sample("_count", link.Excess.Count, "wan", Name(link));
        }
        metrics.Family("wanctl_tick_age_seconds", "gauge", "Seconds since the link's last tick.");
        Each(metrics, process, link => (now - link.Last.Seen.Now).Seconds);
        metrics.Family("wanctl_sample_age_seconds", "gauge", "Seconds since an echo of the link was last answered.");
        Each(metrics, process, link => link.AnsweredAt == Instant.Never
            ? double.NaN : (now - link.AnsweredAt).Seconds);
        metrics.Family("wanctl_reading_age_seconds", "gauge", "Seconds since the router's counters were last read.");
        EachDirection(metrics, process, (_, _, picture) => picture.ReadAt == Instant.Never
            ? double.NaN : (now - picture.ReadAt).Seconds);
    }

    private static void Echoes(MetricsWriter metrics, ProcessPicture process)
    {
        metrics.Family("wanctl_echoes_total", "counter", "Echo requests and what came on their sockets, by fate.");
        foreach (LinkPicture link in process.Links)
        {
            EchoCounters counters = link.Snapshot.Counters;
            Span<(string, long)> fates =
            [
                ("sent", counters.Sent), ("unsent", counters.Unsent), ("answered", counters.Answered),
                ("lost", counters.Lost), ("late", counters.Late), ("duplicate", counters.Duplicate),
                ("foreign", counters.Foreign), ("forged", counters.Forged), ("malformed", counters.Malformed),
                ("clock_stepped", counters.ClockStepped),
            ];
            foreach ((string fate, long count) in fates)
                metrics.Sample(count, "wan", Name(link), "fate", fate);
        }
    }

    private static void Reflectors(MetricsWriter metrics, ProcessPicture process)
    {
        metrics.Family("wanctl_reflector_rtt_seconds", "gauge", "Last round-trip time of a reflector in seconds.");
        EachReflector(metrics, process, static (picture, _) =>
            picture.LastMicros == 0 ? double.NaN : picture.LastMicros / 1e6);
        metrics.Family("wanctl_reflector_baseline_seconds", "gauge", "Baseline of a reflector in seconds.");
        EachReflector(metrics, process, static (_, view) =>
            view.IdleMicros == 0 ? double.NaN : view.IdleMicros / 1e6);
        metrics.Family("wanctl_reflector_good", "gauge", "1 where a reflector is asked in turn, 0 where it fails.");
        EachReflector(metrics, process, static (_, view) => view.Health == ReflectorHealth.Good ? 1 : 0);
        metrics.Family("wanctl_reflector_lost_total", "counter", "Echoes to a reflector that were given up.");
        EachReflector(metrics, process, static (picture, _) => picture.Lost);
    }

    private static void States(MetricsWriter metrics, ProcessPicture process)
    {
        metrics.Family("wanctl_line_state", "gauge", "1 for the state that the line is in, else 0.");
        foreach (LinkPicture link in process.Links)
        {
            for (LineState state = LineState.Starting; state <= LineState.Down; state++)
                metrics.Sample(link.Last.Chosen.Line == state ? 1 : 0, "wan", Name(link), "state", Tokens.Of(state));
        }
        metrics.Family("wanctl_router_state", "gauge", "1 for the state that the router's conversation is in, else 0.");
        foreach (LinkPicture link in process.Links)
        {
            for (ShaperState state = ShaperState.Away; state <= ShaperState.Refused; state++)
            {
                bool present = link.Last.Seen.Shaper.State == state;
                metrics.Sample(present ? 1 : 0, "wan", Name(link), "state", Tokens.Of(state));
            }
        }
    }

    private static void Shapers(MetricsWriter metrics, ProcessPicture process)
    {
        metrics.Family("wanctl_queue_bytes_total", "counter", "Bytes that have left the queue, by the router's count.");
        EachReading(metrics, process, static reading => reading.Bytes);
        metrics.Family("wanctl_queue_dropped_packets_total", "counter", "Packets that the queue has dropped.");
        EachReading(metrics, process, static reading => reading.Dropped);
        metrics.Family("wanctl_queue_backlog_bytes", "gauge", "Bytes that wait in the queue.");
        EachReading(metrics, process, static reading => reading.QueuedBytes);
        metrics.Family("wanctl_queue_marked_packets_total", "counter", "Packets marked by ECN; only from linux-cake.");
        EachReading(metrics, process, static reading => reading.Detailed ? reading.Marked : double.NaN);
        metrics.Family("wanctl_queue_delay_seconds", "gauge", "Mean wait in CAKE's busiest tin; only from linux-cake.");
        EachReading(metrics, process, static reading => reading.Detailed ? reading.DelayMicros / 1e6 : double.NaN);
    }

    private static void Each(MetricsWriter metrics, ProcessPicture process, Func<LinkPicture, double> value)
    {
        foreach (LinkPicture link in process.Links)
        {
            double found = link.Begun ? value(link) : double.NaN;
            if (!double.IsNaN(found))
                metrics.Sample(found, "wan", Name(link));
        }
    }

    private static void EachDirection(
        MetricsWriter metrics, ProcessPicture process,
        Func<LinkPicture, DirectionDecision, DirectionPicture, double> value)
    {
        foreach (LinkPicture link in process.Links)
        {
            if (!link.Begun)
                continue;
            Known(metrics, value(link, link.Last.Chosen.Down, link.Down), Name(link), "download");
            Known(metrics, value(link, link.Last.Chosen.Up, link.Up), Name(link), "upload");
        }
    }

    private static void EachReading(
        MetricsWriter metrics, ProcessPicture process, Func<DirectionReport, double> value) =>
        EachDirection(metrics, process, (_, _, picture) =>
            picture.ReadAt == Instant.Never ? double.NaN : value(picture.Reading));

    private static void Known(MetricsWriter metrics, double value, string wan, string direction)
    {
        if (!double.IsNaN(value))
            metrics.Sample(value, "wan", wan, "direction", direction);
    }

    private static void EachReflector(
        MetricsWriter metrics, ProcessPicture process, Func<ReflectorPicture, ReflectorView, double> value)
    {
        foreach (LinkPicture link in process.Links)
        {
            for (int i = 0; i < link.Snapshot.ReflectorCount; i++)
            {
                double found = value(link.ReflectorAt(i), link.Snapshot.ReflectorAt(i));
                if (!double.IsNaN(found))
                    metrics.Sample(found, "wan", Name(link), "reflector", link.Settings.Probe.Reflectors[i]);
            }
        }
    }
}
