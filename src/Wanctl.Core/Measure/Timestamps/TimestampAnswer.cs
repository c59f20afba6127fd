using Wanctl.Core.Units;

namespace Wanctl.Core.Measure.Timestamps;

/// <summary>An answer to an ICMP timestamp request, matched with what was sent.</summary>
/// <param name="SentAt">When the request was sent (T1).</param>
/// <param name="ArrivedAt">When the answer arrived (T4).</param>
/// <param name="Nonce">What the originate field of the request held.</param>
/// <param name="Receive">The raw receive field (T2).</param>
/// <param name="Transmit">The raw transmit field (T3).</param>
public readonly record struct TimestampAnswer(
    Instant SentAt, Instant ArrivedAt, uint Nonce, uint Receive, uint Transmit)
{
    /// <summary>
    /// The longest that a host may keep a request before its answer, in milliseconds: beyond it the two fields are not
    /// what RFC 792 says they are, or the host is too busy to measure with.
    /// </summary>
    public const double TurnMaxMillis = 50;

    /// <summary>The time that the host kept the request, T3 - T2, in milliseconds.</summary>
    public double TurnMillis(TimestampForm form) => TimestampCode.Wrap(
        (double)TimestampCode.MillisOf(Transmit, form) - TimestampCode.MillisOf(Receive, form),
        TimestampCode.ModulusOf(form));

    /// <summary>Whether the host kept the request for a believable time.</summary>
    public bool TurnsWell(TimestampForm form) => TurnMillis(form) is >= 0 and <= TurnMaxMillis;

    /// <summary>The round trip without the time inside the host, in milliseconds.</summary>
    public double RoundMillis(TimestampForm form) => (ArrivedAt - SentAt).Millis - TurnMillis(form);

    /// <summary>
    /// The delay of the way there plus the difference of the clocks, T2 - T1, in milliseconds modulo the form's
    /// modulus.
    /// </summary>
    public double RawUpMillis(TimestampForm form) => TimestampCode.Wrap(
        TimestampCode.MillisOf(Receive, form) - SentAt.Nanos / 1e6, TimestampCode.ModulusOf(form));
}
