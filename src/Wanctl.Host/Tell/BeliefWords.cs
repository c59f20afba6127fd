using Wanctl.Core.Decide;
using Wanctl.Core.Units;
using static System.FormattableString;

namespace Wanctl.Host.Tell;

/// <summary>
/// What a law believes, in words for people: the log, the terminal and the page all speak alike. Empty where the law
/// keeps no belief.
/// </summary>
public static class BeliefWords
{
    /// <summary>Up to the first deviation a capacity is known, up to the second it is believed; beyond, a range says
    /// nothing.</summary>
    private const double KnownDeviation = 0.05;
    private const double BelievedDeviation = 0.15;

    /// <summary>From so many seconds on, minutes are told.</summary>
    private const double ManySeconds = 90;

    /// <summary>What the line is known to carry, and when the next try comes, or why none does.</summary>
    public static string Of(in DirectionBelief belief) => belief switch
    {
        { Known: false } => "",
        { Outlook: TryOutlook.Unknown } => Range(in belief),
        _ => $"{Range(in belief)}; {Next(in belief)}",
    };

    /// <summary>Whether enough is believed for a range to say something.</summary>
    public static bool Tells(in DirectionBelief belief) => belief.Known && belief.Deviation <= BelievedDeviation;

    /// <summary>What the line carries, two deviations on each side of the mean.</summary>
    public static string Range(in DirectionBelief belief)
    {
        if (!belief.Known)
            return "";
        if (!Tells(in belief))
            return "little is known of what the line carries";
        string known = belief.Deviation <= KnownDeviation ? "known" : "believed";
        return $"the line is {known} to carry {Words.Mbps(belief.RangeLeast)} to {Words.Mbps(belief.RangeMost)} Mbit/s";
    }

    /// <summary>When the next try for more comes, or why none does.</summary>
    public static string Next(in DirectionBelief belief) => belief.Outlook switch
    {
        TryOutlook.Unknown => "",
        TryOutlook.Due => $"next try {In(belief.NextTry)}",
        TryOutlook.Distant => "no try for more within ten minutes",
        TryOutlook.Running => "a try for more is being judged",
        TryOutlook.AtCeiling => "nothing to win by a try: at the ceiling",
        TryOutlook.Idle => "no try: idle",
        TryOutlook.NotLoaded => "no try: not used to the full",
        TryOutlook.AwaitsShaper => "no try before the shaper has applied the limit",
        TryOutlook.OthersTurn => "a try waits for the other direction",
        TryOutlook.Disturbed => "no try: the delay shows a sign of a queue",
        TryOutlook.Draining => "no try while a queue drains",
        TryOutlook.Silence => "no try: nobody answers",
        _ => belief.Outlook.ToString(),
    };

    /// <summary>What the latest excess came from, likeliest or not, each with its probability.</summary>
    public static string Of(in CauseShares causes) => !causes.Known ? "" : Invariant(
        $"download {Percent(causes.Download)}, upload {Percent(causes.Upload)}, path {Percent(causes.Path)}, ")
        + Invariant($"chance {Percent(causes.Chance)}");

    private static string In(Duration time) => time.Seconds switch
    {
        < 1 => "within a second",
        < ManySeconds => Invariant($"in {time.Seconds:0} s"),
        _ => Invariant($"in {time.Seconds / 60:0} min"),
    };

    private static string Percent(float share) => Invariant($"{100 * share:0} %");
}
