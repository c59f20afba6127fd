using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// What one counter of a direction tells: what has passed, and what it shows of a limit that is filled. Each counter
/// has a measure of its own, so that nothing is ever taken from one to the other. Fixed memory.
/// </summary>
/// <param name="cadence">How often it is brought up to date; has taken each tick before.</param>
internal sealed class CounterTrack(CounterCadence cadence)
{
    /// <summary>A filled shaper counts less than its limit, because it adds the line's overhead to each packet. This is
    /// the least that is believed: beyond 25 % no line overhead goes.</summary>
    private const double FullUseLeast = 0.8;

    /// <summary>A fuller use is learned at so much of the difference per reading.</summary>
    private const double FullUseUp = 0.2;

    /// <summary>What a shaper shows in which packets wait is learned at so much of the difference per reading.
    /// </summary>
    private const double FilledStep = 0.05;

    /// <summary>A lesser use is learned within so many seconds; only near fullness it says anything.</summary>
    private const double FullUseSeconds = 120;
    private const double NearlyFull = 0.9;

    private Duration _unread;

    /// <summary>How often it is brought up to date.</summary>
    public CounterCadence Cadence => cadence;

    /// <summary>What has passed.</summary>
    public ByteMeter Meter { get; } = new();

    /// <summary>What it shows of a limit that is filled, as a share.</summary>
    public double FullUse { get; private set; } = 1;

    /// <summary>Whether this tick brought a reading that says something.</summary>
    public bool Fresh { get; private set; }

    /// <summary>
    /// Takes a reading that says something: of a counter that is brought up to date at times only, the one in which it
    /// moved, for the moment at which it did.
    /// </summary>
    /// <param name="report">What the shaper said of this counter.</param>
    /// <param name="restarted">Whether it begins anew.</param>
    /// <param name="allowed">What the limit has allowed.</param>
    public void Take(in DirectionReport report, bool restarted, AllowedBits allowed)
    {
        DirectionReport told = report;
        told.Read = cadence.Tells;
        told.ReadAt = cadence.RefreshedAt;
        Fresh = Meter.Take(in told, restarted, told.Read ? allowed.At(told.ReadAt) : 0);
    }

    /// <summary>Takes over what another counter of the same direction shows, of which this one shows a share. What is
    /// too little is learned within a few readings, what is too much within minutes.</summary>
    public void LearnFrom(CounterTrack other, double share) => FullUse = Math.Max(FullUseLeast, other.FullUse * share);

    /// <summary>Learns what a filled limit shows.</summary>
    /// <param name="filledSince">Since when packets wait in the shaper; null where they do not for sure.</param>
    /// <param name="window">Over so long a use is told.</param>
    /// <param name="now">The tick.</param>
    /// <param name="passed">Since the tick before.</param>
    public void Learn(Instant? filledSince, Duration window, Instant now, Duration passed)
    {
        _unread += passed;
        if (!Fresh)
            return;
        double use = Meter.UseBetween(now - window, now);
        double filled = filledSince is { } since ? Meter.UseBetween(since, now) : double.NaN;
        if (filled >= FullUseLeast)
            FullUse += (Math.Min(1, filled) - FullUse) * FilledStep;
        else if (use > FullUse)
            FullUse += (Math.Min(1, use) - FullUse) * FullUseUp;
        else if (use > NearlyFull * FullUse)
            FullUse = Math.Max(FullUseLeast, FullUse + (use - FullUse) * _unread.Seconds / FullUseSeconds);
        _unread = Duration.Zero;
    }
}
