using Wanctl.Lab.Kernel;
using Wanctl.Simulation.RouterOs;

namespace Wanctl.Lab.Router;

/// <summary>
/// Joins the queues of a simulated router to queues of the kernel: a limit that the router accepts is put into force
/// there, and counters that it shows come from there.
/// </summary>
internal sealed class KernelQueues(IReadOnlyList<KernelQueue> queues) : IShapedQueues, IDisposable
{
    private readonly TrafficControl _kernel = new();
    private readonly QueueFigures[] _shown = new QueueFigures[queues.Count];

    /// <inheritdoc/>
    public void Limit(in LimitChange change)
    {
        foreach (KernelQueue queue in queues)
        {
            if (queue.Name == change.Queue)
                queue.Set(_kernel, change.Limit.BitsPerSecond);
        }
    }

    /// <inheritdoc/>
    public void Refresh(RouterWorld router)
    {
        for (int i = 0; i < queues.Count; i++)
        {
            QueueFigures now = queues[i].Read(_kernel);
            // Whoever replaces a queue begins to count anew.
            QueueFigures before = now.Bytes < _shown[i].Bytes ? default : _shown[i];
            router.AddTraffic(
                queues[i].Name,
                now.Bytes - before.Bytes,
                now.Packets - before.Packets,
                now.Dropped - before.Dropped);
            router.SetBacklog(queues[i].Name, now.QueuedBytes, now.QueuedPackets);
            _shown[i] = now;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _kernel.Dispose();
}
