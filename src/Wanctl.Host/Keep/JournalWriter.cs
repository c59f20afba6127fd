using System.IO;
using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Settings;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;
using Wanctl.Host.Time;

namespace Wanctl.Host.Keep;

/// <summary>
/// Follows the journal of one link into its files. A record counts as written once it is; until then it waits in the
/// ring, which holds two minutes.
/// </summary>
internal sealed class JournalWriter : IDisposable
{
    /// <summary>Records of one write: a minute's worth after trouble goes out in five.</summary>
    private const int BatchMax = 256;

    private readonly byte[] _batch = new byte[BatchMax * JournalCodec.RecordSize];
    private readonly long _recording = Clock.WallNanos();
    private readonly Link _link;
    private readonly JournalStart _start;
    private readonly JournalFile _file;
    private readonly EventQueue _events;
    private SettingsEpoch? _epoch;
    private long _next;
    private int _segment;
    private bool _troubled;

    public JournalWriter(Link link, JournalStart start, JournalFile file, EventQueue events)
    {
        _link = link;
        _start = start;
        _file = file;
        _events = events;
    }

    /// <summary>Writes all that the link has recorded since the last call; trouble is told once.</summary>
    public void Follow()
    {
        try
        {
            while (Step())
            {
            }
            if (_troubled)
                _events.Post(Happening.JournalWritable, _file.Path);
            _troubled = false;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!_troubled)
                _events.Post(Happening.JournalUnwritable, _file.Path, exception.Message);
            _troubled = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private bool Step()
    {
        long position = _next;
        if (!_link.Journal.TryRead(ref position, out JournalRecord record))
            return false;
        long number = position - 1;
        SettingsEpoch epoch = EpochAt(number);
        if (_file.Room == 0 || number != _next || epoch != _epoch)
            Begin(number, epoch);
        long most = Math.Min(BatchMax, _file.Room);
        int count = 0;
        do
        {
            JournalCodec.WriteRecord(in record, number + count, _batch.AsSpan(count * JournalCodec.RecordSize));
            count++;
        }
        while (count < most
            && _link.Journal.TryRead(ref position, out record)
            && position - 1 == number + count
            && EpochAt(position - 1) == epoch);
        _file.Append(_batch.AsSpan(0, count * JournalCodec.RecordSize));
        _next = number + count;
        return true;
    }

    private void Begin(long number, SettingsEpoch epoch)
    {
        SegmentCause cause = CauseOf(number, epoch);
        _file.Begin(new JournalHeader
        {
            Recording = _recording,
            Segment = _segment,
            Cause = cause,
            FirstRecord = number,
            WallOffsetNanos = Clock.WallNanos() - Clock.Now().Nanos,
            Settings = epoch.Settings,
            Start = cause == SegmentCause.Begin ? _start : Remembered(epoch.Settings),
        });
        if (number != _next)
            _events.Post(Happening.JournalGap, _file.Path, number: number - _next);
        _segment++;
        _epoch = epoch;
        _next = number;
    }

    private SegmentCause CauseOf(long number, SettingsEpoch epoch)
    {
        if (_epoch is null && number == 0 && epoch.Previous is null)
            return SegmentCause.Begin;
        if (_epoch is null || number != _next)
            return SegmentCause.Gap;
        if (epoch == _epoch)
            return SegmentCause.Continued;
        // Two changes between two ticks would have to be taken up one after the other.
        return epoch.Previous == _epoch ? SegmentCause.Adopted : SegmentCause.Gap;
    }

    /// <summary>The settings under which a tick was stepped.</summary>
    private SettingsEpoch EpochAt(long number)
    {
        SettingsEpoch epoch = _link.Epoch;
        while (epoch.Since > number && epoch.Previous is { } previous)
            epoch = previous;
        return epoch;
    }

    private JournalStart Remembered(LinkSettings settings)
    {
        double[] baselines = new double[settings.Probe.Reflectors.Count];
        if (!_link.TryGetSnapshot(out LinkSnapshot snapshot))
            return new JournalStart(LinkMemory.Initial(settings), baselines);
        for (int i = 0; i < baselines.Length && i < snapshot.ReflectorCount; i++)
            baselines[i] = snapshot.ReflectorAt(i).IdleMicros;
        return new JournalStart(snapshot.Memory, baselines);
    }
}
