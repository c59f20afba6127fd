using System.Diagnostics;
using System.Threading;
using Wanctl.Simulation.RouterOs;

namespace Wanctl.SystemTests.Kit;

/// <summary>
/// Users who fill what a router's queues let through, over lines that carry it, or, while they are congested, less than
/// any floor of the tests: then the modem's buffer fills, echoes wait in it, and the queues count what the line
/// carries.
/// A law that asks whose the delay is gets the answer that a real line would give.
/// </summary>
public sealed class Traffic : IDisposable
{
    private const double DownMbps = 140;
    private const double UpMbps = 5.6;

    /// <summary>How long one direction's full buffer delays.</summary>
    private const double BufferSeconds = 0.11;

    /// <summary>How much of a limit users take who take all that they get.</summary>
    private const double FullShare = 0.97;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly RouterWorld _world;
    private readonly List<Direction> _directions = [];
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _ending = new();
    private readonly Thread _thread;
    private volatile bool _congested;

    /// <summary>Begins with no queue.</summary>
    public Traffic(RouterWorld world)
    {
        _world = world;
        _thread = new Thread(Work) { IsBackground = true, Name = "traffic" };
        _thread.Start();
    }

    /// <summary>Whether the lines that are named as congestible carry less than the floors.</summary>
    public bool Congested
    {
        get => _congested;
        set => _congested = value;
    }

    /// <summary>Fills the queue trees of a WAN that <c>RouterWorld.AddWan</c> has made.</summary>
    /// <param name="name">The WAN.</param>
    /// <param name="echoes">Whose answers wait in the line's buffers; null for a line that is never congested.</param>
    /// <param name="share">How much of its limits is used.</param>
    public void AddWan(string name, EchoHost? echoes, double share = FullShare)
    {
        Add(new Direction("WAN-Download-" + name, upload: false, DownMbps, share, echoes));
        Add(new Direction("WAN-Upload-" + name, upload: false, UpMbps, share, echoes));
    }

    /// <summary>Fills both directions of a simple queue.</summary>
    /// <param name="queue">The queue.</param>
    /// <param name="echoes">Whose answers wait in the line's buffers.</param>
    /// <param name="towardWan">Whether its target is the WAN, so that the first of its pairs is the download.</param>
    public void AddSimple(string queue, EchoHost echoes, bool towardWan = false)
    {
        Add(new Direction(queue, upload: towardWan, DownMbps, FullShare, echoes));
        Add(new Direction(queue, upload: !towardWan, UpMbps, FullShare, echoes));
    }

    public void Dispose()
    {
        _ending.Set();
        _thread.Join();
        _ending.Dispose();
    }

    private void Add(Direction direction)
    {
        lock (_gate) _directions.Add(direction);
    }

    private void Work()
    {
        long before = Stopwatch.GetTimestamp();
        while (!_ending.Wait(Step))
        {
            double seconds = Stopwatch.GetElapsedTime(before).TotalSeconds;
            before = Stopwatch.GetTimestamp();
            lock (_gate)
            {
                foreach (Direction direction in _directions) direction.Pass(_world, _congested, seconds);
                foreach (Direction direction in _directions) direction.Echoes?.QueueDelay = Waiting(direction.Echoes);
            }
        }
    }

    private TimeSpan Waiting(EchoHost echoes)
    {
        double down = 0;
        double up = 0;
        foreach (Direction direction in _directions)
        {
            if (direction.Echoes != echoes) continue;
            if (direction.Capacity == UpMbps) up = Math.Max(up, direction.Queued);
            else down = Math.Max(down, direction.Queued);
        }
        return TimeSpan.FromSeconds(down + up);
    }

    private sealed class Direction(string queue, bool upload, double capacity, double share, EchoHost? echoes)
    {
        public double Capacity => capacity;

        public EchoHost? Echoes => echoes;

        /// <summary>Seconds that a packet waits in the modem's buffer.</summary>
        public double Queued { get; private set; }

        public void Pass(RouterWorld world, bool congested, double seconds)
        {
            try
            {
                if (world.Read("/queue/tree", queue, "disabled") == "true") return;
                double limit = (upload ? world.UploadLimitOf(queue) : world.LimitOf(queue)).Mbps;
                Count(world, Carried(limit * share, congested && echoes is not null, seconds) * seconds);
            }
            catch (ArgumentException)
            {
                // A queue that a test has renamed or taken away counts nothing.
            }
        }

        /// <summary>Mbit/s: flows fill what the limit lets through, or keep the modem's buffer full.</summary>
        private double Carried(double allowed, bool congested, double seconds)
        {
            if (!congested)
            {
                Queued = Math.Max(0, Queued - seconds);
                return allowed;
            }
            double offered = Math.Min(allowed, capacity * 1.3);
            double filled = Queued + (offered / capacity - 1) * seconds;
            // Connections that find the buffer full back off together: a queue of theirs never stands still.
            Queued = filled > BufferSeconds ? BufferSeconds / 2 : Math.Max(0, filled);
            return Queued > 0 ? capacity : Math.Min(offered, capacity);
        }

        private void Count(RouterWorld world, double megabits)
        {
            ulong bytes = (ulong)(megabits * 1e6 / 8);
            if (upload) world.AddUploadTraffic(queue, bytes, bytes / 1400, 0);
            else world.AddTraffic(queue, bytes, bytes / 1400, 0);
        }
    }
}
