using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Adaptive;

/// <content>
/// What the line delivers. Toward the user the shaper stands behind the line's own queue, and a limit that is not
/// filled shows the capacity itself. Toward the Internet it stands before that queue, and the balance tells: what went
/// in is what came out, and what stands there: bits = capacity * (time + growth of the excess).
/// </content>
public sealed partial class AdaptiveLaw
{
    /// <summary>Drained faster than this the line cannot be measured by it.</summary>
    private static readonly Duration DrainLeast = Duration.FromMillis(90);

    /// <summary>A round trip in milliseconds that connections have at least.</summary>
    private const double ShortestRttMs = 10;

    /// <summary>What it delivered while the queue grew, as a limit in bit/s.</summary>
    private double Delivers(AdaptiveDirection direction)
    {
        Instant onset = _watch.Onset;
        bool told = !direction.Use.UntoldSince(onset);
        if (direction.TowardUser && !told && _watch.Glaring)
        {
            // What is under way stays the same for a round trip: rate * RTT = capacity * (RTT + delay of the queue).
            double rtt = Math.Max(_watch.CalmRtt.Millis, ShortestRttMs);
            return direction.Use.AsLimit(direction.Use.NewestRate) * rtt / (rtt + _watch.StandingMs);
        }
        if (direction.TowardUser && told && direction.Use.Since(onset) < BindingShare)
        {
            double achieved = direction.Use.Meter.RateSince(onset);
            double newest = direction.Use.NewestRate;
            return direction.Use.AsLimit(_watch.Glaring ? Math.Min(newest, achieved) : achieved);
        }
        int calm = Math.Clamp(_watch.Samples.CountSince(onset), 1, _watch.Samples.Count - 1);
        ref readonly DelaySample first = ref _watch.Samples[calm];
        Instant last = _watch.Samples[0].SentAt;
        double seconds = (last - first.SentAt).Seconds;
        double grown = Math.Max(0, _watch.StandingMs - Math.Max(0, first.ExcessMs)) / 1000;
        Duration lag = EchoLag(direction);
        double bits = direction.Use.BitsBetween(first.SentAt + lag, last + lag);
        return seconds > 0 ? direction.Use.AsLimit(bits / (seconds + grown)) : direction.Rate;
    }

    /// <summary>
    /// What it delivered while the queue fell, as a limit in bit/s; null where that went too fast to be measured.
    /// </summary>
    private double? Drained(AdaptiveDirection direction)
    {
        DelayTrace samples = _watch.Samples;
        int last = 0;
        while (last < samples.Count - 1 && samples[last].ExcessMs <= SlackMs)
            last++;
        int first = Math.Min(samples.CountSince(Later(_lookFrom, direction.Use.InForceSince)), samples.Count) - 1;
        if (first <= last || samples[last].SentAt - samples[first].SentAt < DrainLeast)
            return null;
        double seconds = (samples[last].SentAt - samples[first].SentAt).Seconds;
        double grown = (samples[last].ExcessMs - samples[first].ExcessMs) / 1000;
        double bits = direction.Use.BitsBetween(samples[first].SentAt, samples[last].SentAt);
        return seconds + grown > 0.01 ? direction.Use.AsLimit(bits / (seconds + grown)) : null;
    }

    /// <summary>
    /// What passes this moment, as a limit in bit/s. Toward the Internet, what goes in while the queue grows is more
    /// than what comes out.
    /// </summary>
    private double Carries(AdaptiveDirection direction)
    {
        double growth = direction.TowardUser ? 0 : Math.Max(0, Growth(_lookFrom));
        return direction.Use.AsLimit(direction.Use.NewestRate / (1 + growth));
    }

    /// <summary>Growth of the excess since a moment, in seconds a second, over two samples at least.</summary>
    private double Growth(Instant since)
    {
        int count = _watch.Samples.Count;
        return _watch.Samples.Growth(Math.Clamp(_watch.Samples.CountSince(since), Math.Min(2, count), count));
    }

    /// <summary>
    /// Between a limit and the echoes that see what it does. Toward the Internet at once. Toward the user the servers
    /// hear of it a round trip later, and an echo reaches the queue there half a round trip after it was sent.
    /// </summary>
    private Duration EchoLag(AdaptiveDirection direction) =>
        direction.TowardUser ? new Duration(_watch.CalmRtt.Nanos / 2) : Duration.Zero;
}
