using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// What one direction of the shaper was asked and what it has: the one account that the law, the desk and what is told
/// read. Follows from what the shaper said and from what was sent, and from nothing else.
/// </summary>
/// <remarks>
/// A reading is of another moment than a write's acknowledgement: it may have been under way when our write took
/// effect, and what it says is then neither the limit in force nor somebody else's. To take it for either makes a law
/// begin a judgement anew, and the desk repeat a write. So nothing is read off while a write of ours is under way, and
/// a limit that differs from our own is believed with the second reading. That costs one reading where a hand has
/// really changed the limit.
/// </remarks>
public sealed class LimitAccount
{
    /// <summary>
    /// Readings that must differ from our own write before its limit counts as changed by somebody else, whatever they
    /// say: one may have been under way while the write was acknowledged, two cannot.
    /// </summary>
    private const int ForeignReadings = 2;

    /// <summary>
    /// How long a refused write rests before it is tried again; the refusal will not change within a few ticks.
    /// </summary>
    private static readonly Duration RefusedRest = Duration.FromSeconds(5);

    private int _strangeReadings;

    /// <summary>The rate that was last sent; zero where none was.</summary>
    public Rate Asked { get; private set; }

    /// <summary>The limit that is in force as far as was told; zero before anything was, and since a restart.</summary>
    public Rate Applied { get; private set; }

    /// <summary>
    /// Whether <see cref="Applied"/> still holds for sure: not after a write whose fate is unknown, or a pause of the
    /// conversation.
    /// </summary>
    public bool Known { get; private set; }

    /// <summary>What the shaper has last acknowledged of ours; zero where it has lost its memory since.</summary>
    public Rate Own { get; private set; }

    /// <summary>Whether a write of ours is under way.</summary>
    public bool Outstanding { get; private set; }

    /// <summary>Until when a refused write rests.</summary>
    public Instant RefusedUntil { get; private set; }

    /// <summary>Whether this tick has found the limit changed by somebody else.</summary>
    public bool ForeignFound { get; private set; }

    /// <summary>Takes in what the shaper said about this direction. Once a tick.</summary>
    /// <param name="report">What it said.</param>
    /// <param name="state">Where the conversation stands.</param>
    /// <param name="restarted">Whether it has lost its memory.</param>
    /// <param name="now">This tick.</param>
    public void Take(in DirectionReport report, ShaperState state, bool restarted, Instant now)
    {
        if (restarted)
            Forget();
        ForeignFound = false;
        switch (report.Outcome)
        {
            case WriteOutcome.Applied:
                Applied = Asked = Own = report.Written;
                Known = true;
                Outstanding = false;
                _strangeReadings = 0;
                break;
            case WriteOutcome.Refused:
                Outstanding = false;
                Known = false;
                RefusedUntil = now + RefusedRest;
                break;
            case WriteOutcome.Lost:
                Outstanding = false;
                Known = false;
                break;
        }
        if (state != ShaperState.Ready)
            Known = false;
        if (state == ShaperState.Away)
            Outstanding = false;
        if (report.Read && !Outstanding)
            Compare(report.Limit);
    }

    /// <summary>A rate is sent.</summary>
    public void Send(Rate rate)
    {
        Asked = rate;
        Outstanding = true;
    }

    private void Forget()
    {
        Asked = Applied = Own = Rate.Zero;
        Known = Outstanding = false;
        RefusedUntil = default;
        _strangeReadings = 0;
    }

    /// <summary>
    /// A reading that differs from our own write is believed once it cannot be older than that; one that differs from
    /// an earlier reading is believed at once.
    /// </summary>
    private void Compare(Rate limit)
    {
        if (!Known)
        {
            Applied = limit;
            Known = true;
            _strangeReadings = ForeignReadings;
            return;
        }
        if (limit == Applied || ++_strangeReadings < ForeignReadings)
            return;
        Applied = limit;
        _strangeReadings = ForeignReadings;
        ForeignFound = true;
    }
}
