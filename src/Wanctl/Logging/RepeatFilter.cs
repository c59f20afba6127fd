using System.Text;
using System.Threading;
using Microsoft.Extensions.Logging;
using Wanctl.Core.Units;

namespace Wanctl.Logging;

/// <summary>
/// Collapses an event that repeats: of one event about one thing five lines go out, then one with the number of the
/// rest, after one minute, two, four and so on up to an hour, until ten minutes have passed without it. What is about
/// another link, router, file or interface is another event. So a fault that lasts for days cannot fill a disk, and is
/// never silent.
/// </summary>
/// <param name="inner">Where lines go.</param>
/// <param name="now">The clock.</param>
internal sealed class RepeatFilter(ILogger inner, Func<Instant> now) : ILogger, IDisposable
{
    /// <summary>Lines that are told each for itself.</summary>
    public const int Burst = 5;

    /// <summary>More things are not in one box; beyond it the one whose pause began first is forgotten.</summary>
    private const int KeysMax = 256;

    private static readonly Duration PauseMin = Duration.FromSeconds(60);

    private static readonly Duration PauseMax = Duration.FromSeconds(3600);

    /// <summary>What comes back after so long is told anew: 144 times a day at most.</summary>
    private static readonly Duration Quiet = Duration.FromSeconds(600);

    /// <summary>What an event is about; the rest of its values are how it went this time.</summary>
    private static readonly string[] s_subjects =
        ["Link", "Where", "Interface", "File", "Direction", "Queue", "Reflector", "Rule"];

    /// <summary>With a pace of their own: start and end, summaries, zones, what an operator has done.</summary>
    private static readonly int[] s_paced =
        [1001, 1002, 1003, 1101, 1203, 1206, 1311, 1315, 1331, 1333, 1350, 1501, 1502, 1503, 1504, 1505, 1506,
        1507];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private Instant _nextDue = Instant.Never;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        lock (_lock)
        {
            Instant at = now();
            if (_nextDue != Instant.Never && at >= _nextDue)
                TellDue(at, all: false);
            if (Array.IndexOf(s_paced, eventId.Id) >= 0 || MayTell(Key(eventId, state), at))
            {
                inner.Log(logLevel, eventId, state, exception, formatter);
                return;
            }
            Entry entry = _entries[Key(eventId, state)];
            entry.Untold++;
            entry.Last = new Line(logLevel, eventId, formatter(state, exception));
        }
    }

    /// <summary>Tells what has been held back.</summary>
    public void Dispose()
    {
        lock (_lock)
            TellDue(now(), all: true);
    }

    private bool MayTell(string key, Instant at)
    {
        if (!_entries.TryGetValue(key, out Entry? entry))
        {
            if (_entries.Count == KeysMax)
                Forget(at);
            entry = new Entry { Since = at, Until = at + PauseMin };
            _entries.Add(key, entry);
            Await(entry.Until);
        }
        entry.At = at;
        if (entry.Told == Burst)
            return false;
        entry.Told++;
        return true;
    }

    /// <summary>
    /// Ends the pauses that are over: what was held back is told once, with its number; what was quiet is forgotten.
    /// </summary>
    private void TellDue(Instant at, bool all)
    {
        _nextDue = Instant.Never;
        var quiet = new List<string>();
        foreach ((string key, Entry entry) in _entries)
        {
            if (all || at >= entry.Until)
            {
                if (entry.Untold > 0)
                    Tell(entry, at);
                else if (at - entry.At >= Quiet)
                    quiet.Add(key);
                else
                    entry.Until = at + PauseMin;
            }
            Await(entry.Until);
        }
        foreach (string key in quiet)
            _entries.Remove(key);
    }

    private void Tell(Entry entry, Instant at)
    {
        if (entry.Untold > 0)
        {
            string times = $"{entry.Last.Text} ({Amount.Of(entry.Untold, "time")} in "
                + FormattableString.Invariant($"{(at - entry.Since).Seconds:0} s, this is the last)");
            inner.Log(entry.Last.Level, entry.Last.Id, times, null, (text, _) => text);
        }
        entry.Untold = 0;
        entry.Pause = entry.Pause + entry.Pause > PauseMax ? PauseMax : entry.Pause + entry.Pause;
        entry.Since = at;
        entry.Until = at + entry.Pause;
    }

    private void Forget(Instant at)
    {
        string oldest = "";
        Instant since = at;
        foreach ((string key, Entry entry) in _entries)
        {
            if (oldest.Length > 0 && entry.Since >= since)
                continue;
            (oldest, since) = (key, entry.Since);
        }
        Tell(_entries[oldest], at);
        _entries.Remove(oldest);
    }

    private void Await(Instant until)
    {
        if (_nextDue == Instant.Never || until < _nextDue)
            _nextDue = until;
    }

    private static string Key<TState>(EventId id, TState state)
    {
        var key = new StringBuilder().Append(id.Id);
        if (state is not IReadOnlyList<KeyValuePair<string, object?>> values)
            return key.ToString();
        for (int i = 0; i < values.Count; i++)
        {
            if (Array.IndexOf(s_subjects, values[i].Key) >= 0)
                key.Append('\n').Append(values[i].Value);
        }
        return key.ToString();
    }

    private readonly record struct Line(LogLevel Level, EventId Id, string Text);

    private sealed class Entry
    {
        public required Instant Since { get; set; }

        public required Instant Until { get; set; }

        /// <summary>The last time.</summary>
        public Instant At { get; set; }

        public Duration Pause { get; set; } = PauseMin;

        public int Told { get; set; }

        public long Untold { get; set; }

        public Line Last { get; set; }
    }
}
