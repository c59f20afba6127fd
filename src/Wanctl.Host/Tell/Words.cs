using System.Globalization;
using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Host.Tell;

/// <summary>
/// The one place where the core's enums become words for people: the log, the terminal and the page all speak alike.
/// </summary>
public static class Words
{
    /// <summary>A zone as the field writes it.</summary>
    public static string Of(Zone zone) => zone switch
    {
        Zone.Green => "GREEN",
        Zone.Yellow => "YELLOW",
        Zone.SoftRed => "SOFT_RED",
        Zone.Red => "RED",
        _ => "UNKNOWN",
    };

    /// <summary>Why a rate is what it is.</summary>
    public static string Of(Reason reason) => reason switch
    {
        Reason.Start => "start",
        Reason.GreenHold => "calm, waiting to climb",
        Reason.Climb => "calm, climbing",
        Reason.YellowHold => "some queue, holding",
        Reason.YellowCut => "some queue, easing off",
        Reason.SoftRedHold => "standing queue, holding",
        Reason.RedCut => "bloated, cutting",
        Reason.FloorLift => "lifted to the zone's floor",
        Reason.AtFloor => "cut down to the floor",
        Reason.AtCeiling => "at the ceiling",
        Reason.NoSample => "no sample, holding",
        Reason.Silence => "nobody answers, holding",
        Reason.LastAverage => "echoes blocked, stepping on the last average",
        Reason.Idle => "idle, holding",
        Reason.BaseDrift => "idle, drifting to the base rate",
        Reason.NotLoaded => "not used to the full, holding",
        Reason.CalmHold => "full and calm, holding",
        Reason.OthersTurn => "waiting for the other direction",
        Reason.AwaitsShaper => "waiting for the shaper",
        Reason.QueueCut => "queue beyond the router, cut below what the line delivers",
        Reason.Drain => "queue draining, held low",
        Reason.TestCut => "queue stays, cut deep to see whether it is ours",
        Reason.Settle => "drained, just below what the line delivers",
        Reason.StepBack => "last step was too much, back",
        Reason.PathChange => "delay is the path's, rate restored",
        Reason.Acquitted => "the other direction's queue, rate restored",
        Reason.NotOurs => "delay passed by itself, rate restored",
        _ => reason.ToString(),
    };

    /// <summary>Why an interface's counters do not tell what passes a queue.</summary>
    public static string Of(CounterFault fault) => fault switch
    {
        CounterFault.Unread => "the queue stands on no interface whose counters the router shows",
        CounterFault.NoFaster => "the interface's are refreshed no faster",
        CounterFault.Differs => "the interface's show other traffic, too",
        _ => "they have begun anew, or move with each reading",
    };

    /// <summary>What kept a rate from being sent; empty where nothing did.</summary>
    public static string Of(Blocker blocker) => blocker switch
    {
        Blocker.None => "",
        Blocker.Unchanged => "in force",
        Blocker.Outstanding => "waiting for the router's answer",
        Blocker.Budget => "write budget used up",
        Blocker.ShaperAway => "router away",
        Blocker.RefusedLately => "router refused, resting",
        Blocker.DryRun => "dry run, nothing is set",
        _ => blocker.ToString(),
    };

    /// <summary>The same of a rate, which a dry run names: it would be set.</summary>
    public static string Of(Blocker blocker, Rate wanted) => blocker == Blocker.DryRun
        ? string.Create(CultureInfo.InvariantCulture, $"dry run: would set {wanted.Mbps:0.#} Mbit/s")
        : Of(blocker);

    /// <summary>A rate in Mbit/s, without unit: three digits are enough to see a change.</summary>
    public static string Mbps(Rate rate)
    {
        string format = rate.Mbps switch
        {
            >= 99.95 => "0",
            >= 9.995 => "0.0",
            _ => "0.00",
        };
        return rate.Mbps.ToString(format, CultureInfo.InvariantCulture);
    }

    /// <summary>A limit that may be unknown.</summary>
    public static string Known(Rate limit) =>
        limit == Rate.Zero ? "an unknown limit" : string.Create(CultureInfo.InvariantCulture, $"{limit.Mbps:0.#}");

    /// <summary>A limit with its unit, or that it is unknown.</summary>
    public static string Limit(Rate limit) =>
        limit == Rate.Zero ? Known(limit) : string.Create(CultureInfo.InvariantCulture, $"{limit.Mbps:0.0} Mbit/s");

    /// <summary>A delay in milliseconds with its unit; "unknown" for what is no number.</summary>
    public static string Millis(double millis) =>
        double.IsFinite(millis) ? string.Create(CultureInfo.InvariantCulture, $"{millis:0.0} ms") : "unknown";

    /// <summary>How long ago something was: "7 s ago", "3 min ago", "2 h ago".</summary>
    public static string Ago(Duration age) => age.Seconds switch
    {
        < 90 => string.Create(CultureInfo.InvariantCulture, $"{age.Seconds:0} s ago"),
        < 5400 => string.Create(CultureInfo.InvariantCulture, $"{age.Seconds / 60:0} min ago"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{age.Seconds / 3600:0} h ago"),
    };

    /// <summary>What is known of the line.</summary>
    public static string Of(LineState line) => line switch
    {
        LineState.Starting => "starting",
        LineState.Answering => "answering",
        LineState.Silent => "silent",
        LineState.EchoesBlocked => "carries traffic but no echoes",
        LineState.Down => "down",
        _ => line.ToString(),
    };

    /// <summary>Where the conversation with the shaper stands.</summary>
    public static string Of(ShaperState state) => state switch
    {
        ShaperState.Away => "away",
        ShaperState.Preparing => "being prepared",
        ShaperState.Ready => "ready",
        ShaperState.QueueTrouble => "lacks a usable queue",
        ShaperState.Refused => "refuses",
        _ => state.ToString(),
    };
}
