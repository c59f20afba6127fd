using System.Globalization;
using Wanctl.Core.Decide;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;

namespace Wanctl.Replay;

/// <summary>The first thing in which two decisions differ.</summary>
/// <param name="Field">Its name, as <c>down.wanted_bps</c>.</param>
/// <param name="Recorded">What the recording has.</param>
/// <param name="Replayed">What the replay gave.</param>
internal sealed record Difference(string Field, string Recorded, string Replayed)
{
    /// <summary>Compares field by field, numbers to the last bit; null where all are equal.</summary>
    /// <param name="recorded">What the recording has.</param>
    /// <param name="replayed">What the replay gave.</param>
    /// <param name="beliefs">Whether the recording has beliefs.</param>
    public static Difference? Between(in Decision recorded, in Decision replayed, bool beliefs) =>
        Of("", "measured_ms", recorded.MeasuredMs, replayed.MeasuredMs)
        ?? Of("", "load_ms", recorded.LoadMs, replayed.LoadMs)
        ?? Of("", "baseline_ms", recorded.BaselineMs, replayed.BaselineMs)
        ?? Of("", "line", recorded.Line, replayed.Line, Tokens.Of)
        ?? Between("down.", in recorded.Down, in replayed.Down)
        ?? Between("up.", in recorded.Up, in replayed.Up)
        ?? Of("", "next_reflector", recorded.NextReflector, replayed.NextReflector, Text)
        ?? (beliefs ? BetweenBeliefs(in recorded, in replayed) : null);

    private static Difference? BetweenBeliefs(in Decision recorded, in Decision replayed) =>
        Between("down.belief.", in recorded.Down.Belief, in replayed.Down.Belief)
        ?? Between("up.belief.", in recorded.Up.Belief, in replayed.Up.Belief)
        ?? Of("causes.", "download", recorded.Causes.Download, replayed.Causes.Download)
        ?? Of("causes.", "upload", recorded.Causes.Upload, replayed.Causes.Upload)
        ?? Of("causes.", "path", recorded.Causes.Path, replayed.Causes.Path)
        ?? Of("causes.", "chance", recorded.Causes.Chance, replayed.Causes.Chance);

    private static Difference? Between(
        string belief, in DirectionBelief recorded, in DirectionBelief replayed) =>
        Of(belief, "capacity_bps", recorded.Capacity, replayed.Capacity, Text)
        ?? Of(belief, "deviation", recorded.Deviation, replayed.Deviation)
        ?? Of(belief, "state", recorded.State, replayed.State, Tokens.Of)
        ?? Of(belief, "outlook", recorded.Outlook, replayed.Outlook, Tokens.Of)
        ?? Of(belief, "forgone_seconds", recorded.ForgoneSeconds, replayed.ForgoneSeconds)
        ?? Of(belief, "price_seconds", recorded.PriceSeconds, replayed.PriceSeconds)
        ?? Of(belief, "next_try_ns", recorded.NextTry, replayed.NextTry, Text);

    private static Difference? Between(
        string direction, in DirectionDecision recorded, in DirectionDecision replayed) =>
        Of(direction, "zone", recorded.Zone, replayed.Zone, Tokens.Of)
        ?? OfSeverity(direction, in recorded, in replayed)
        ?? Of(direction, "reason", recorded.Reason, replayed.Reason, Tokens.Of)
        ?? Of(direction, "restores", recorded.Restores, replayed.Restores, Text)
        ?? Of(direction, "wanted_bps", recorded.Wanted, replayed.Wanted, Text)
        ?? Of(direction, "blocker", recorded.Blocker, replayed.Blocker, Tokens.Of)
        ?? Of(direction, "write", recorded.Write, replayed.Write, Text)
        ?? Of(direction, "asked_bps", recorded.Asked, replayed.Asked, Text)
        ?? Of(direction, "applied_bps", recorded.Applied, replayed.Applied, Text)
        ?? Of(direction, "foreign_change", recorded.ForeignChange, replayed.ForeignChange, Text)
        ?? Of(direction, "counters", recorded.Counters, replayed.Counters, Tokens.Of);

    // Recordings that are older than these two fields say nothing of either.
    private static Difference? OfSeverity(
        string direction, in DirectionDecision recorded, in DirectionDecision replayed) =>
        recorded.Severity == Zone.Unknown
            ? null
            : Of(direction, "severity", recorded.Severity, replayed.Severity, Tokens.Of)
                ?? Of(direction, "cuts", recorded.Cuts, replayed.Cuts, Text);

    // Two "no number" are the same whatever their bits: which of them a CPU makes is its own affair.
    private static Difference? Of(string direction, string field, double recorded, double replayed) =>
        BitConverter.DoubleToInt64Bits(recorded) == BitConverter.DoubleToInt64Bits(replayed)
        || (double.IsNaN(recorded) && double.IsNaN(replayed))
            ? null
            : new Difference(direction + field, Text(recorded), Text(replayed));

    private static Difference? Of<T>(string direction, string field, T recorded, T replayed, Func<T, string> text)
        where T : struct =>
        EqualityComparer<T>.Default.Equals(recorded, replayed)
            ? null
            : new Difference(direction + field, text(recorded), text(replayed));

    private static string Text(bool value) => value ? "yes" : "no";

    private static string Text(byte value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text(Duration value) => value.Nanos.ToString(CultureInfo.InvariantCulture);

    private static string Text(Rate value) => value.BitsPerSecond.ToString(CultureInfo.InvariantCulture);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
