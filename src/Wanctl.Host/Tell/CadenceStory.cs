using Microsoft.Extensions.Logging;
using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Host.Tell;

/// <summary>
/// Tells how often one queue's counters are brought up to date, once that is sure, and whether its interface's are used
/// in their place.
/// </summary>
internal sealed class CadenceStory(string link, string direction, ILogger log)
{
    /// <summary>Another cadence is told once it has held for so long: readings say little while nothing passes.
    /// </summary>
    private static readonly Duration SureAfter = Duration.FromSeconds(10);

    /// <summary>A cadence this near the one that was told is the same.</summary>
    private const double SameShare = 0.25;

    private Duration _told = Duration.Zero;
    private Instant _since = Instant.Never;
    private CounterSource _source;
    private CounterFault _fault;

    /// <summary>Follows them by a tick.</summary>
    /// <param name="counters">The counters.</param>
    /// <param name="source">Which of them the law took.</param>
    /// <param name="now">The tick.</param>
    public void Follow(CounterChoice counters, CounterSource source, Instant now)
    {
        Follow(counters.Queue.Told, now);
        if (source == _source)
            return;
        bool used = _source == CounterSource.Interface;
        _source = source;
        if (source == CounterSource.Interface)
        {
            _fault = CounterFault.None;
            Sentences.InterfaceCounts(log, link, direction, counters.Queue.Told.Seconds);
        }
        else if (used)
        {
            _fault = counters.Fault;
            Sentences.QueueCountsAgain(log, link, direction, Words.Of(_fault));
        }
        else if (source == CounterSource.Queue && counters.Fault != CounterFault.None && counters.Fault != _fault)
        {
            // A try that ends as the last one did is no news.
            _fault = counters.Fault;
            Sentences.InterfaceOfNoUse(log, link, direction, Words.Of(_fault));
        }
    }

    private void Follow(Duration every, Instant now)
    {
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
