using Wanctl.Core.Units;

namespace Wanctl.Core.Measure;

/// <summary>
/// The clock of one reflector as its stamps show it: turns the four stamps of an exchange into a sample, and carries
/// on over the moment in which a clock begins again, so that midnight moves nothing. A leap second, another time zone
/// or another modulus shows as a step, which the estimator takes.
/// </summary>
/// <param name="modulusMs">
/// Milliseconds after which the stamps begin again: <see cref="DayMs"/> for ICMP timestamps, <see
/// cref="FreeRunningMs"/> for those with the high-order bit set (once that is cleared); 0 for never.
/// </param>
/// <param name="quantumMs">What the stamps are rounded down to; 0 where that is below the noise.</param>
public struct RemoteClock(double modulusMs, double quantumMs)
{
    /// <summary>Milliseconds of a day, after which ICMP timestamps begin again (RFC 792).</summary>
    public const double DayMs = 86_400_000;

    /// <summary>Values of an ICMP timestamp whose high bit says that it is not since midnight (RFC 792).</summary>
    public const double FreeRunningMs = 2_147_483_648;

    /// <summary>A reflector that keeps a request for longer has other work; its stamps are not the path's.</summary>
    public const double MostHeldMs = 50;

    private double _up;
    private bool _begun;

    /// <summary>Makes a sample of the stamps of one exchange.</summary>
    /// <param name="reflector">Whom it was with.</param>
    /// <param name="sent">T1 on the local monotonic clock.</param>
    /// <param name="received">T4 on the local monotonic clock; not before T1.</param>
    /// <param name="remoteReceivedMs">T2 on the remote clock, in milliseconds.</param>
    /// <param name="remoteSentMs">T3 on the remote clock, in milliseconds.</param>
    /// <param name="sample">The sample, where the result is <see cref="StampFault.None"/>.</param>
    public StampFault TryRead(
        byte reflector,
        Instant sent,
        Instant received,
        double remoteReceivedMs,
        double remoteSentMs,
        out TimedSample sample)
    {
        sample = default;
        double held = Wrapped(remoteSentMs - remoteReceivedMs);
        if (held < 0)
            return StampFault.Backward;
        if (held > MostHeldMs)
            return StampFault.Held;
        double rtt = (received - sent).Millis - held;
        if (rtt <= 0)
            return StampFault.LongerThanRoundTrip;
        double up = remoteReceivedMs - sent.Nanos / 1e6;
        if (_begun)
            up = _up + Wrapped(up - _up);
        (_up, _begun) = (up, true);
        sample = new TimedSample
        {
            SentAt = sent,
            Reflector = reflector,
            UpMs = up,
            DownMs = rtt - up,
            RttMs = rtt,
            QuantumMs = quantumMs,
        };
        return StampFault.None;
    }

    private readonly double Wrapped(double millis) =>
        modulusMs > 0 ? millis - modulusMs * Math.Round(millis / modulusMs) : millis;
}
