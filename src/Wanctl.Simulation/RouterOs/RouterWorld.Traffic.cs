using System.Globalization;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.RouterOs;

public sealed partial class RouterWorld
{
    private const string TreePath = "/queue/tree";
    private const string SimplePath = "/queue/simple";
    private const string InterfacePath = "/interface";

    // Some 80 minutes of two changes a second; a demonstration may run for days.
    private const int LimitChangesKept = 10_000;

    /// <summary>An Ethernet header, which an interface counts and a queue does not.</summary>
    private const ulong HeaderBytes = 14;

    private readonly Dictionary<MenuItem, (ulong Received, ulong Sent)> _unshown = [];
    private readonly Queue<LimitChange> _limitChanges = [];
    private long _interfaceTurn = -1;
    private Instant _otherUntil = Instant.Never;
    private long _limitChangeCount;

    /// <summary>What shapes where packets are real; null where nothing does, as in most simulations.</summary>
    public IShapedQueues? Queues { get; set; }

    /// <summary>How many changes of a max-limit have been accepted, whether or not the value was another.</summary>
    public long LimitChangeCount
    {
        get
        {
            lock (_gate) return _limitChangeCount;
        }
    }

    /// <summary>The last 10,000 accepted changes of a max-limit, oldest first.</summary>
    public LimitChange[] LimitChanges()
    {
        lock (_gate) return _limitChanges.ToArray();
    }

    /// <summary>The max-limit of a queue tree, or the download limit of a simple queue; zero is unlimited.</summary>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public Rate LimitOf(string queue)
    {
        lock (_gate) return LimitOf(NeedQueue(queue), upload: false);
    }

    /// <summary>The upload limit of a simple queue; the max-limit of a queue tree.</summary>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public Rate UploadLimitOf(string queue)
    {
        lock (_gate) return LimitOf(NeedQueue(queue), upload: true);
    }

    /// <summary>Counts traffic through a queue tree, or the download of a simple queue.</summary>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public void AddTraffic(string queue, ulong bytes, ulong packets, ulong dropped) =>
        Count(queue, upload: false, bytes, packets, dropped);

    /// <summary>Counts upload through a simple queue.</summary>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public void AddUploadTraffic(string queue, ulong bytes, ulong packets, ulong dropped) =>
        Count(queue, upload: true, bytes, packets, dropped);

    /// <summary>Counts traffic through an interface, beside that of the queues which stand on it.</summary>
    /// <exception cref="ArgumentException">There is no such interface.</exception>
    public void AddInterfaceTraffic(string name, ulong received, ulong sent)
    {
        lock (_gate)
        {
            MenuItem item = NeedMenu(InterfacePath).FindName(name)
                ?? throw new ArgumentException($"{name}: the simulated router has no such interface.", nameof(name));
            Carry(item, received, sent);
        }
    }

    /// <summary>Lets what a print shows of interfaces be as old as their last turn.</summary>
    /// <param name="every">The time between two turns; zero for counters that are always true.</param>
    /// <param name="other">What passes each of them all the time, either way.</param>
    /// <param name="now">This moment.</param>
    public void RefreshInterfaces(Duration every, Rate other, Instant now)
    {
        lock (_gate)
        {
            double seconds = _otherUntil > Instant.Never ? (now - _otherUntil).Seconds : 0;
            _otherUntil = now;
            ulong bytes = (ulong)(other.BitsPerSecond / 8.0 * Math.Max(0, seconds));
            foreach (MenuItem item in NeedMenu(InterfacePath).Items)
            {
                if (bytes > 0) Carry(item, bytes, bytes);
            }

            long turn = every > Duration.Zero ? now.Nanos / every.Nanos : -1;
            if (turn == _interfaceTurn) return;
            _interfaceTurn = turn;
            foreach ((MenuItem item, (ulong received, ulong sent)) in _unshown) Show(item, received, sent);
            _unshown.Clear();
        }
    }

    /// <summary>Says what waits in a queue tree now, or in the download of a simple queue.</summary>
    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public void SetBacklog(string queue, ulong bytes, ulong packets)
    {
        lock (_gate)
        {
            ref QueueCounters counters = ref NeedQueue(queue).Counters[^1];
            counters.QueuedBytes = bytes;
            counters.QueuedPackets = packets;
        }
    }

    /// <summary>Sets the load of the processor that <c>/system/resource</c> shows, in percent.</summary>
    public void SetCpuLoad(int percent)
    {
        lock (_gate)
        {
            MenuItem resource = NeedMenu("/system/resource").Items[0];
            resource.Set("cpu-load", percent.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Sets the release that <c>/system/resource</c> shows, such as <c>7.23.2 (stable)</c>.</summary>
    public void SetVersion(string version)
    {
        lock (_gate) NeedMenu("/system/resource").Items[0].Set("version", version);
    }

    private static Rate LimitOf(MenuItem item, bool upload)
    {
        ReadOnlySpan<char> text = item.Get("max-limit");
        int slash = text.IndexOf('/');
        if (slash >= 0) text = upload ? text[..slash] : text[(slash + 1)..];
        return new Rate(PropertyCheck.ParseRate(text) ?? 0);
    }

    private void Count(string queue, bool upload, ulong bytes, ulong packets, ulong dropped)
    {
        lock (_gate)
        {
            // A simple queue keeps upload first, download second; a queue tree has one direction.
            Span<QueueCounters> both = NeedQueue(queue).Counters;
            ref QueueCounters counters = ref both[upload ? 0 : both.Length - 1];
            counters.Bytes += bytes;
            counters.Packets += packets;
            counters.Dropped += dropped;
            MenuItem? carrier = NeedMenu(InterfacePath).FindName(NeedQueue(queue).Get("parent") ?? "");
            if (carrier is not null) Carry(carrier, received: 0, bytes + packets * HeaderBytes);
        }
    }

    private void Carry(MenuItem item, ulong received, ulong sent)
    {
        if (_interfaceTurn < 0)
        {
            Show(item, received, sent);
            return;
        }

        (ulong Received, ulong Sent) before = _unshown.GetValueOrDefault(item);
        _unshown[item] = (before.Received + received, before.Sent + sent);
    }

    private static void Show(MenuItem item, ulong received, ulong sent)
    {
        Grow("rx-byte", received);
        Grow("tx-byte", sent);

        void Grow(string key, ulong bytes) => item.Set(key, (
            ulong.Parse(item.Get(key) ?? "0", CultureInfo.InvariantCulture) + bytes)
            .ToString(CultureInfo.InvariantCulture));
    }

    private MenuItem NeedQueue(string name) =>
        NeedMenu(TreePath).FindName(name) ?? NeedMenu(SimplePath).FindName(name)
        ?? throw new ArgumentException($"{name}: the simulated router has no such queue.", nameof(name));

    private void RecordLimit(MenuItem item, string user, Instant now)
    {
        bool simple = item.Counters.Length == 2;
        Rate? upload = simple ? LimitOf(item, upload: true) : null;
        Rate limit = LimitOf(item, upload: false);
        var change = new LimitChange(now, item.Get("name") ?? "", user, limit, upload);
        _limitChanges.Enqueue(change);
        if (_limitChanges.Count > LimitChangesKept) _limitChanges.Dequeue();
        _limitChangeCount++;
        Queues?.Limit(in change);
    }
}
