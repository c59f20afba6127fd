using System.Globalization;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.RouterOs;

public sealed partial class RouterWorld
{
    private const string TreePath = "/queue/tree";
    private const string SimplePath = "/queue/simple";

    // Some 80 minutes of two changes a second; a demonstration may run for days.
    private const int LimitChangesKept = 10_000;

    private readonly Queue<LimitChange> _limitChanges = [];
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

    /// <summary>Counts traffic through an interface.</summary>
    /// <exception cref="ArgumentException">There is no such interface.</exception>
    public void AddInterfaceTraffic(string name, ulong received, ulong sent)
    {
        lock (_gate)
        {
            MenuItem item = NeedMenu("/interface").FindName(name)
                ?? throw new ArgumentException($"{name}: the simulated router has no such interface.", nameof(name));
            Grow(item, "rx-byte", received);
            Grow(item, "tx-byte", sent);
        }

        static void Grow(MenuItem item, string key, ulong bytes) => item.Set(key, (
            ulong.Parse(item.Get(key) ?? "0", CultureInfo.InvariantCulture) + bytes)
            .ToString(CultureInfo.InvariantCulture));
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
        }
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
