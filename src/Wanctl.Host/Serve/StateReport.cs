using System.Text.Json;
using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;
using Wanctl.Host.Watch;

namespace Wanctl.Host.Serve;

/// <summary>What <c>/api/state</c> says, and the larger part of the news for those who watch.</summary>
internal static class StateReport
{
    /// <summary>Decisions that are told; the rest is history.</summary>
    private const int NotesMax = 16;

    /// <summary>Writes the members of an object that is begun already, so that more may follow.</summary>
    public static void Body(
        Utf8JsonWriter json,
        ProcessPicture process,
        IReadOnlyList<HealthProblem> problems,
        int viewers,
        Instant now,
        long wallMillis)
    {
        json.WriteString("version", process.Version);
        json.WriteNumber("time_ms", wallMillis);
        json.WriteNumber("clock_ms", now.Nanos / 1_000_000);
        json.WriteNumber("uptime_seconds", Math.Round((now - process.Started).Seconds, 1));
        json.WriteString("status", problems.Count == 0 ? "healthy" : "degraded");
        HealthReport.Problems(json, problems);
        json.WriteNumber("viewers", viewers);
        json.WriteNumber("stale_after_seconds", KnownZone.Patience.Seconds);
        LoopFigures figures = process.Figures;
        Loop(json, in figures);
        json.WriteStartArray("links");
        foreach (LinkPicture link in process.Links)
            Link(json, link, now);
        json.WriteEndArray();
        json.WritePropertyName("steering");
        Steering(json, process.Steering);
    }

    private static void Loop(Utf8JsonWriter json, in LoopFigures figures)
    {
        json.WriteStartObject("loop");
        json.WriteNumber("turns", figures.Turns);
        json.WriteNumber("skipped", figures.Skipped);
        json.WriteNumber("failed", figures.Failed);
        json.Millis("late_p50_ms", Late(in figures, 0.5));
        json.Millis("late_p99_ms", Late(in figures, 0.99));
        json.Millis("late_max_ms", figures.Lateness.Max.Millis);
        json.WriteNumber("warm_turns", figures.WarmTurns);
        json.WriteNumber("allocated_bytes", figures.AllocatedBytes);
        double micros = figures.WarmTurns == 0 ? 0 : figures.CpuNanos / 1000.0 / figures.WarmTurns;
        json.WriteNumber("cpu_us_per_turn", Math.Round(micros, 1));
        json.WriteEndObject();
    }

    /// <summary>A bucket's upper edge may lie above the latest turn of all.</summary>
    internal static double Late(in LoopFigures figures, double share) =>
        Math.Min(figures.Lateness.Quantile(share).Millis, figures.Lateness.Max.Millis);

    private static void Link(Utf8JsonWriter json, LinkPicture link, Instant now)
    {
        LinkSettings settings = link.Settings;
        ref readonly Decision chosen = ref link.Last.Chosen;
        json.WriteStartObject();
        json.WriteString("name", settings.Name);
        json.WriteString("law", Tokens.Of(settings.Law));
        json.WriteNumber("interval_ms", settings.Interval.Millis);
        json.WriteBoolean("dry_run", settings.DryRun);
        json.WriteBoolean("begun", link.Begun);
        json.WriteNumber("ticks", link.Ticks);
        json.Age("tick_age_seconds", link.Begun ? link.Last.Seen.Now : Instant.Never, now);
        json.Age("sample_age_seconds", link.AnsweredAt, now);
        State(json, "line", Tokens.Of(chosen.Line), Words.Of(chosen.Line), link.Answering, link.LineSince, now);
        var shaper = link.Last.Seen.Shaper.State;
        bool refuses = link.Down.Trouble.Refused(now) || link.Up.Trouble.Refused(now);
        string ready = refuses ? "refuses to set limits" : Words.Of(shaper);
        State(json, "router", Tokens.Of(shaper), ready, link.ShaperReady && !refuses, link.ShaperSince, now);
        json.WriteStartObject("rtt");
        json.Millis("last_ms", link.RttMs);
        json.Millis("load_ms", link.Begun ? chosen.LoadMs : double.NaN);
        json.Millis("baseline_ms", link.Begun ? chosen.BaselineMs : double.NaN);
        json.Millis("excess_ms", link.ExcessMs(now));
        json.WriteEndObject();
        Reflectors(json, link, now);
        Direction(
            json, "download", settings.Download, in chosen.Down, link.Down, link.Counts.Down,
            link.Snapshot.DownCapacity, now);
        Direction(
            json, "upload", settings.Upload, in chosen.Up, link.Up, link.Counts.Up,
            link.Snapshot.UpCapacity, now);
        BeliefReport.Write(json, in chosen.Causes);
        Notes(json, link.Notes);
        json.WriteEndObject();
    }

    private static void State(
        Utf8JsonWriter json, string name, string token, string words, bool good, Instant since, Instant now)
    {
        json.WriteStartObject(name);
        json.WriteString("state", token);
        json.WriteString("words", words);
        json.WriteBoolean("good", good);
        json.Age("since_seconds", since, now);
        json.WriteEndObject();
    }

    private static void Reflectors(Utf8JsonWriter json, LinkPicture link, Instant now)
    {
        json.WriteStartArray("reflectors");
        for (int i = 0; i < link.ReflectorCount; i++)
        {
            ReflectorView view = i < link.Snapshot.ReflectorCount ? link.Snapshot.ReflectorAt(i) : default;
            ref readonly ReflectorPicture reflector = ref link.ReflectorAt(i);
            bool known = reflector.LastMicros > 0 && view.IdleMicros > 0;
            double rtt = reflector.LastMicros > 0 ? reflector.LastMicros / 1000.0 : double.NaN;
            double baseline = view.IdleMicros > 0 ? view.IdleMicros / 1000 : double.NaN;
            json.WriteStartObject();
            json.WriteString("address", link.Settings.Probe.Reflectors[i]);
            json.Millis("rtt_ms", rtt);
            json.Millis("baseline_ms", baseline);
            json.Millis("excess_ms", known ? Math.Max(0, rtt - baseline) : double.NaN);
            json.WriteString("health", view.Health == ReflectorHealth.Good ? "good" : "failing");
            json.Age("age_seconds", reflector.AnsweredAt, now);
            json.WriteNumber("answered", reflector.Answered);
            json.WriteNumber("lost", reflector.Lost);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Direction(
        Utf8JsonWriter json,
        string name,
        DirectionSettings bounds,
        in DirectionDecision chosen,
        DirectionPicture picture,
        CounterChoice counters,
        Rate capacity,
        Instant now)
    {
        json.WriteStartObject(name);
        KnownZone known = picture.Known(now);
        json.WriteString("zone", Words.Of(known.Zone));
        json.WriteString("zone_words", known.Told(now));
        json.Age("zone_seconds", known.Zone == picture.Zone ? picture.ZoneSince : Instant.Never, now);
        json.Age("evidence_age_seconds", known.Oldest, now);
        json.WriteString("reason", Tokens.Of(chosen.Reason));
        json.WriteString("reason_words", Words.Of(chosen.Reason));
        json.WriteString("blocker", Tokens.Of(chosen.Blocker));
        json.WriteString("blocker_words", Words.Of(chosen.Blocker, chosen.Wanted));
        json.WriteBoolean("refused", picture.Trouble.Refused(now));
        json.WriteBoolean("fought_over", picture.Trouble.Fought(now));
        json.Rate("floor_mbps", bounds.FloorRed);
        json.Rate("ceiling_mbps", bounds.Ceiling);
        json.Rate("wanted_mbps", chosen.Wanted);
        json.Rate("asked_mbps", chosen.Asked);
        json.Rate("applied_mbps", chosen.Applied);
        json.Rate("capacity_mbps", capacity);
        if (!KnownZone.IsCurrent(picture.ReadAt, now))
            json.WriteNull("achieved_mbps");
        else
            json.WriteNumber("achieved_mbps", Math.Round(picture.Achieved.Mbps, 3));
        json.Age("reading_age_seconds", picture.ReadAt, now);
        json.WriteNumber("counter_refresh_seconds", Math.Round(counters.Queue.Told.Seconds, 2));
        json.WriteString("counters_of", chosen.Counters == CounterSource.Interface ? "interface" : "queue");
        BeliefReport.Write(json, in chosen.Belief);
        json.WriteEndObject();
    }

    private static void Notes(Utf8JsonWriter json, Notes notes)
    {
        json.WriteStartArray("decisions");
        for (int age = 0; age < Math.Min(NotesMax, notes.Count); age++)
        {
            ref readonly DecisionNote note = ref notes[age];
            json.WriteStartObject();
            json.WriteNumber("at_ms", note.At.Nanos / 1_000_000);
            json.WriteNumber("last_ms", note.Last.Nanos / 1_000_000);
            json.WriteNumber("count", note.Count);
            json.WriteString("direction", note.Down ? "download" : "upload");
            json.WriteString("zone", Words.Of(note.Zone));
            json.Rate("from_mbps", note.From);
            json.Rate("to_mbps", note.To);
            json.WriteString("reason", Tokens.Of(note.Reason));
            json.WriteString("reason_words", Words.Of(note.Reason));
            json.WriteString("blocker", Tokens.Of(note.Blocker));
            json.WriteString("blocker_words", Words.Of(note.Blocker, note.To));
            json.WriteBoolean("foreign", note.Foreign);
            json.Millis("excess_ms", note.DeltaMs);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Steering(Utf8JsonWriter json, SteeringFacts? steering)
    {
        if (steering is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteString("mode", steering.Mode);
        json.WriteString("primary", steering.Primary);
        json.WriteString("alternate", steering.Alternate);
        json.WriteString("assessment", steering.Assessment);
        json.WriteString("assessment_words", steering.AssessmentWords);
        json.WriteBoolean("engaged", steering.Engaged);
        json.WriteString("reason", steering.Reason);
        json.WriteNumber("since_seconds", Math.Round(steering.SinceSeconds, 1));
        json.WriteNumber("to_alternate", steering.ToAlternate);
        json.WriteNumber("to_primary", steering.ToPrimary);
        json.WriteEndObject();
    }
}
