using Wanctl.Core.Decide;
using Wanctl.Core.Measure;

namespace Wanctl.Core.Journal;

/// <summary>The last ticks of a link, oldest overwritten first. Fixed memory, taken at construction.</summary>
public sealed class JournalRing(int capacity = JournalRing.DefaultCapacity)
{
    /// <summary>
    /// 120 s at 50 ms: long enough to see what led to an event, short enough to stay in memory on a small box.
    /// </summary>
    public const int DefaultCapacity = 2400;

    private readonly JournalRecord[] _records = new JournalRecord[capacity];

    /// <summary>Ticks recorded since the beginning.</summary>
    public long Written { get; private set; }

    /// <summary>Ticks that can still be read.</summary>
    public int Count => (int)Math.Min(Written, _records.Length);

    /// <summary>
    /// The record that is <paramref name="age"/> ticks old: 0 is the newest, <see cref="Count"/> - 1 the oldest.
    /// </summary>
    public ref readonly JournalRecord this[int age] => ref At(Written - 1 - age);

    /// <summary>
    /// The record that was written as number <paramref name="position"/>, counting from 0; it must still be there.
    /// </summary>
    public ref readonly JournalRecord At(long position) => ref _records[(int)(position % _records.Length)];

    /// <summary>Records one tick.</summary>
    public void Record(in Observation seen, in Decision chosen)
    {
        ref JournalRecord record = ref _records[(int)(Written % _records.Length)];
        record.Seen = seen;
        record.Chosen = chosen;
        Written++;
    }
}
