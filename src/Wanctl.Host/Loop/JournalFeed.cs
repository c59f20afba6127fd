using System.Threading;
using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;

namespace Wanctl.Host.Loop;

/// <summary>
/// The journal ring as others may read it while the loop goes on writing: log, terminal and page all live on it, so
/// that the loop has nothing to do for them. One writer, any number of readers, no lock: a reader copies a record and
/// then makes sure that it has not been overwritten meanwhile, which takes the writer two minutes.
/// </summary>
public sealed class JournalFeed
{
    private readonly JournalRing _ring = new();
    private long _published;

    /// <summary>Ticks recorded so far; also the position behind the newest.</summary>
    public long End => Volatile.Read(ref _published);

    /// <summary>Records a tick. The loop's thread only.</summary>
    public void Record(in Observation seen, in Decision chosen)
    {
        _ring.Record(in seen, in chosen);
        Volatile.Write(ref _published, _ring.Written);
    }

    /// <summary>
    /// Copies the record at <paramref name="position"/> and moves on. Where the reader has fallen behind by more than
    /// the ring holds, it is moved to the oldest record that is safe to read.
    /// </summary>
    /// <returns>False where there is no newer record.</returns>
    public bool TryRead(ref long position, out JournalRecord record)
    {
        // A margin keeps the reader off the record that the writer is about to overwrite. One record more than the ring
        // holds may be half written before its number is published, and one more on a CPU that reorders stores.
        const int Margin = 8;
        const int Unsafe = 2;
        while (true)
        {
            long end = End;
            if (position >= end)
            {
                record = default;
                return false;
            }
            long oldest = Math.Max(0, end - JournalRing.DefaultCapacity + Margin);
            position = Math.Max(position, oldest);
            record = _ring.At(position);
            Interlocked.MemoryBarrier();
            if (position < End - JournalRing.DefaultCapacity + Unsafe)
                continue;
            position++;
            return true;
        }
    }
}
