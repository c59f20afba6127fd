using System.IO;
using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Keep;
using Wanctl.Host.Tell;

namespace Wanctl.Replay;

/// <summary>
/// Steps a link through one recording again and holds each decision against the recorded one. As long as the recording
/// is whole from the start of the link on, both must be equal to the last bit. Where it is not, the link is stepped
/// from what the file remembers, and its decisions come near the recorded ones only after a while.
/// </summary>
internal sealed class ReplayRun
{
    /// <summary>
    /// How long decisions may differ after an inexact start: the window of the reflectors' baselines and that of the
    /// original's write limiter are a minute each.
    /// </summary>
    public static readonly Duration WarmUp = Duration.FromSeconds(60);

    private readonly Recording _recording;
    private readonly RateLawKind? _law;
    private LinkState? _state;
    private LinkSettings _settings;
    private Instant _begin;
    private Instant _last;
    private long _lastTick;
    private Instant _inexactSince;
    private long _next = -1;
    private bool _broken;

    /// <summary>Prepares a replay.</summary>
    /// <param name="recording">What to replay.</param>
    /// <param name="law">Another law to try instead of comparing; null for the recorded one.</param>
    public ReplayRun(Recording recording, RateLawKind? law)
    {
        _recording = recording;
        _law = law;
        _settings = recording.First.Settings;
        double interval = _settings.Interval.Seconds;
        Recorded = new LawSummary(Tokens.Of(_settings.Law), interval);
        Replayed = new LawSummary(Tokens.Of(law ?? _settings.Law), interval);
    }

    /// <summary>Ticks that were stepped.</summary>
    public long Ticks { get; private set; }

    /// <summary>Ticks among them that had to be equal to the last bit.</summary>
    public long ExactTicks { get; private set; }

    /// <summary>Differences among those.</summary>
    public long Differences { get; private set; }

    /// <summary>The first of them.</summary>
    public FoundDifference? First { get; private set; }

    /// <summary>Ticks within <see cref="WarmUp"/> after an inexact start.</summary>
    public long WarmUpTicks { get; private set; }

    /// <summary>Differences among those.</summary>
    public long WarmUpDifferences { get; private set; }

    /// <summary>Ticks after a warm-up.</summary>
    public long LaterTicks { get; private set; }

    /// <summary>Differences among those.</summary>
    public long LaterDifferences { get; private set; }

    /// <summary>Whether the recording's first segment is missing.</summary>
    public bool StartMissing { get; private set; }

    /// <summary>Damaged records that end a segment.</summary>
    public long LostTail { get; private set; }

    /// <summary>Records that no loop could have made; they were left out.</summary>
    public long Implausible { get; private set; }

    /// <summary>Where records are missing in the middle.</summary>
    public List<Break> Breaks { get; } = [];

    /// <summary>Seconds from the first tick to the last.</summary>
    public double Seconds { get; private set; }

    /// <summary>What the recorded decisions amount to.</summary>
    public LawSummary Recorded { get; }

    /// <summary>What the replayed ones amount to.</summary>
    public LawSummary Replayed { get; }

    /// <summary>Whether another law is tried, so that nothing is compared.</summary>
    public bool TriesLaw => _law is not null;

    /// <summary>Runs through all segments.</summary>
    /// <param name="watch">Called for each tick with the settings, the record, and the decision of the replay.</param>
    /// <exception cref="IOException">A segment cannot be read any further.</exception>
    public void Run(ReplayWatch? watch)
    {
        foreach ((string path, JournalHeader header) in _recording.Segments)
        {
            using JournalReader? reader = JournalReader.Open(path, out _);
            bool same = reader?.Header.Recording == header.Recording && reader.Header.Segment == header.Segment;
            if (reader is null || !same)
                throw new IOException($"{path} changed while it was read");
            bool fresh = true;
            while (reader.TryRead(out long number, out JournalRecord record))
            {
                if (!IsPlausible(in record.Seen))
                {
                    Implausible++;
                    continue;
                }
                if (fresh)
                    Enter(path, header, in record.Seen, number);
                else if (number != _next)
                    Miss(path, number, in record.Seen);
                fresh = false;
                (_next, _lastTick, _last) = (number + 1, record.Seen.Tick, record.Seen.Now);
                Decision chosen = LinkController.Step(_settings, _state!, in record.Seen);
                Count(header, number, in record, in chosen);
                watch?.Invoke(_settings, in record, in chosen);
            }
            LostTail += reader.Damaged;
        }
    }

    /// <summary>A record that no loop could have made is left out like a damaged one, and leaves a hole.</summary>
    private bool IsPlausible(in Observation seen) =>
        _state is null ? Plausible.Begins(in seen) : Plausible.Follows(in seen, _lastTick, _last);

    private void Enter(string path, JournalHeader header, in Observation seen, long number)
    {
        LinkSettings settings = _law is { } law ? header.Settings with { Law = law } : header.Settings;
        bool whole = number == header.FirstRecord;
        if (_state is null)
        {
            _begin = seen.Now;
            StartMissing = header.Cause != SegmentCause.Begin;
            Restart(header, settings, seen.Now, exact: whole && !StartMissing);
            if (!whole)
                AddBreak(path, number, number - header.FirstRecord, seen.Now);
            return;
        }
        bool joined = whole && number == _next && header.Cause is SegmentCause.Continued or SegmentCause.Adopted;
        if (!joined)
        {
            AddBreak(path, number, Math.Max(0, number - _next), seen.Now);
            Restart(header, settings, seen.Now, exact: false);
        }
        else if (header.Cause == SegmentCause.Adopted)
        {
            _state.Adopt(settings);
            _settings = settings;
        }
    }

    private void Restart(JournalHeader header, LinkSettings settings, Instant now, bool exact)
    {
        _settings = settings;
        _state = header.Start.Make(settings);
        _broken = !exact;
        _inexactSince = now;
    }

    /// <summary>A hole inside a segment: there is no memory to start from, so the link goes on as it is.</summary>
    private void Miss(string path, long number, in Observation seen)
    {
        AddBreak(path, number, Math.Max(0, number - _next), seen.Now);
        _broken = true;
        _inexactSince = seen.Now;
    }

    private void AddBreak(string path, long number, long missing, Instant now) =>
        Breaks.Add(new Break(path, number, missing, (now - _begin).Seconds));

    private void Count(JournalHeader header, long number, in JournalRecord record, in Decision chosen)
    {
        Ticks++;
        Seconds = (record.Seen.Now - _begin).Seconds;
        Recorded.Add(in record.Chosen);
        Replayed.Add(in chosen);
        if (TriesLaw)
            return;
        Difference? difference = Difference.Between(
            in record.Chosen, in chosen, JournalCodec.HasBeliefs(header.Version));
        int differs = difference is null ? 0 : 1;
        if (!_broken)
        {
            ExactTicks++;
            Differences += differs;
            if (difference is not null)
                First ??= new FoundDifference(number, record.Seen.Tick, Seconds, Utc(header, in record), difference);
        }
        else if (record.Seen.Now - _inexactSince < WarmUp)
        {
            WarmUpTicks++;
            WarmUpDifferences += differs;
        }
        else
        {
            LaterTicks++;
            LaterDifferences += differs;
        }
    }

    private static DateTimeOffset Utc(JournalHeader header, in JournalRecord record)
    {
        long ticks = (record.Seen.Now.Nanos + header.WallOffsetNanos) / TimeSpan.NanosecondsPerTick;
        long most = (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks;
        return DateTimeOffset.UnixEpoch.AddTicks(Math.Clamp(ticks, 0, most));
    }
}
