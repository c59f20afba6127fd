using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Replay;

/// <summary>
/// What a law may rely on and a file must therefore prove: time moves forward, a round trip is no longer than a minute,
/// a reading is not from the future. A loop keeps to that by itself; a file with right check sums may come from
/// anybody.
/// </summary>
internal static class Plausible
{
    /// <summary>Six times the longest probe timeout.</summary>
    private const int RttMicrosMax = 60_000_000;

    /// <summary>A day: the longest time between two ticks, and the longest that something is under way.</summary>
    private static readonly Duration Day = Duration.FromSeconds(86_400);

    /// <summary>
    /// A tick is dated when it begins; what it gathers may be younger, by as much as gathering can take on a busy box.
    /// </summary>
    private static readonly Duration Gathering = Duration.FromSeconds(10);

    /// <summary>A century after the clock's zero.</summary>
    private static readonly Instant Latest = new(3_155_760_000_000_000_000);

    /// <summary>Whether an observation can come first.</summary>
    public static bool Begins(in Observation seen) =>
        seen.Now > new Instant(0)
        && seen.Now <= Latest
        && Echoes(in seen)
        && Report(in seen.Shaper.Down, seen.Now)
        && Report(in seen.Shaper.Up, seen.Now);

    /// <summary>Whether an observation can come after one of another tick.</summary>
    public static bool Follows(in Observation seen, long lastTick, Instant last) =>
        seen.Tick > lastTick && seen.Now > last && seen.Now - last <= Day && Begins(in seen);

    private static bool Echoes(in Observation seen)
    {
        for (int i = 0; i < seen.Echoes.Count; i++)
        {
            EchoSample echo = seen.Echoes[i];
            bool fine = echo.RttMicros is >= EchoSample.Lost and <= RttMicrosMax && Lately(echo.SentAt, seen.Now);
            if (!fine)
                return false;
        }
        return true;
    }

    private static bool Report(in DirectionReport report, Instant now) =>
        report.Limit >= Rate.Zero
        && report.Written >= Rate.Zero
        && (!(report.Read || report.InterfaceRead) || Lately(report.ReadAt, now));

    private static bool Lately(Instant then, Instant now) =>
        then <= now + Gathering && then.Nanos >= now.Nanos - Day.Nanos;
}
