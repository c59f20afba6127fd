namespace Wanctl.Core.Steer;

/// <summary>
/// Drops and queue depth over a sliding window of whole ticks, and what the same window held one and two windows ago.
/// Fixed memory; nothing is allocated after construction.
/// </summary>
public sealed class EvidenceWindow
{
    /// <summary>The queue counts as deep as nine of ten readings say, so that one burst decides nothing.</summary>
    private const double QueueShare = 0.9;

    private const int NoReading = -1;

    private readonly int[] _drops;
    private readonly int[] _queues;
    private readonly int[] _sorted;
    private readonly int[] _pastDrops;
    private readonly int[] _pastQueues;
    private int _at;
    private int _pastAt;
    private int _readings;

    /// <summary>Makes an empty window of so many ticks, at least one.</summary>
    public EvidenceWindow(long ticks)
    {
        int size = (int)Math.Clamp(ticks, 1, 1 << 16);
        _drops = new int[size];
        _queues = new int[size];
        _sorted = new int[size];
        _pastDrops = new int[2 * size + 1];
        _pastQueues = new int[2 * size + 1];
        Array.Fill(_queues, NoReading);
    }

    /// <summary>Drops within the window.</summary>
    public int Drops { get; private set; }

    /// <summary>The depth that nine of ten readings do not exceed, in packets; 0 where there is none.</summary>
    public int Queue => _readings == 0 ? 0 : _sorted[(int)Math.Ceiling(_readings * QueueShare) - 1];

    /// <summary>Drops of the window that ended one (1) or two (2) windows ago.</summary>
    public int DropsBefore(int windows) => _pastDrops[PastIndex(windows)];

    /// <summary>Queue depth of the window that ended one (1) or two (2) windows ago.</summary>
    public int QueueBefore(int windows) => _pastQueues[PastIndex(windows)];

    /// <summary>Moves on to the present tick, in which nothing has been read as yet.</summary>
    /// <param name="elapsed">Ticks since the previous call; skipped ones were without a reading.</param>
    public void Advance(long elapsed)
    {
        for (long i = Math.Min(elapsed, _pastDrops.Length); i > 0; i--)
        {
            _pastAt = (_pastAt + 1) % _pastDrops.Length;
            _pastDrops[_pastAt] = Drops;
            _pastQueues[_pastAt] = Queue;
            _at = (_at + 1) % _drops.Length;
            Drops -= _drops[_at];
            _drops[_at] = 0;
            if (_queues[_at] != NoReading)
                Remove(_queues[_at]);
            _queues[_at] = NoReading;
        }
    }

    /// <summary>Takes a reading of this tick.</summary>
    /// <param name="drops">Packets dropped since the previous reading; not negative.</param>
    /// <param name="queue">Packets that wait; not negative.</param>
    public void Read(int drops, int queue)
    {
        _drops[_at] += drops;
        Drops += drops;
        if (_queues[_at] != NoReading)
            Remove(_queues[_at]);
        _queues[_at] = queue;
        Insert(queue);
    }

    private int PastIndex(int windows)
    {
        int back = (windows * _drops.Length) - 1;
        return ((_pastAt - back) % _pastDrops.Length + _pastDrops.Length) % _pastDrops.Length;
    }

    private void Insert(int queue)
    {
        int place = _readings;
        for (; place > 0 && _sorted[place - 1] > queue; place--)
            _sorted[place] = _sorted[place - 1];
        _sorted[place] = queue;
        _readings++;
    }

    private void Remove(int queue)
    {
        int place = Array.BinarySearch(_sorted, 0, _readings, queue);
        _readings--;
        for (; place < _readings; place++)
            _sorted[place] = _sorted[place + 1];
    }
}
