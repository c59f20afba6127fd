using Microsoft.Extensions.Logging;
using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Host.Tell;

/// <summary>Tells how often one queue's counters are brought up to date, once that is sure.</summary>
internal sealed class CadenceStory(string link, string direction, ILogger log)
{
    /// <summary>Another cadence is told once it has held for so long: readings say little while nothing passes.
    /// </summary>
    private static readonly Duration SureAfter = Duration.FromSeconds(10);

    /// <summary>A cadence this near the one that was told is the same.</summary>
    private const double SameShare = 0.25;

    private Duration _told = Duration.Zero;
    private Instant _since = Instant.Never;

    /// <summary>Follows it by a tick.</summary>
    public void Follow(CounterCadence cadence, Instant now)
    {
        Duration every = cadence.Told;
        if (Math.Abs(every.Seconds - _told.Seconds) <= SameShare * _told.Seconds)
        {
            _since = Instant.Never;
            return;
        }
        if (_since == Instant.Never)
            _since = now;
        if (now - _since < SureAfter)
            return;
        _told = every;
        if (every > Duration.Zero)
            Sentences.CountersSlow(log, link, direction, every.Seconds);
        else
            Sentences.CountersPrompt(log, link, direction);
    }
}
