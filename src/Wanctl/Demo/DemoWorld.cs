using System.Threading;
using Wanctl.Core.Units;
using Wanctl.Host.Time;
using Wanctl.Simulation.Line;
using Wanctl.Simulation.RouterOs;

namespace Wanctl.Demo;

/// <summary>
/// The world around the controller: a simulated line and a simulated router on the loopback, joined by a thread that
/// moves time on. The limits in force on the router shape the line, and what passes is counted in the router's
/// queues.
/// </summary>
internal sealed class DemoWorld : IDisposable
{
    /// <summary>A fifth of the control interval, so that a limit takes effect when a router would let it.</summary>
    private static readonly TimeSpan StepLength = TimeSpan.FromMilliseconds(10);

    private const int PacketBytes = 1500;

    private readonly Lock _lock = new();
    private readonly SimulatedLine _line;
    private readonly RouterWorld _router;
    private readonly RouterOsServer _server;
    private readonly ManualResetEventSlim _ending = new();
    private readonly Thread _thread;

    /// <summary>Begins with an idle line and a router whose limits stand at the ceilings.</summary>
    /// <param name="seed">The same seed gives the same line.</param>
    public DemoWorld(ulong seed)
    {
        _line = new SimulatedLine(DemoScript.Profile, DemoScript.Line, DemoScript.Traffic, seed, Clock.Now());
        _router = new RouterWorld(RouterOsServer.Now);
        _router.AddWan("Demo", Rate.FromMbps(940), Rate.FromMbps(38));
        _router.AddUser(DemoSettings.User, DemoSettings.Password, "write");
        _server = new RouterOsServer(_router, new RouterFaults());
        _thread = new Thread(Run) { Name = "simulated line", IsBackground = true };
        _thread.Start();
    }

    /// <summary>The port on which the router listens.</summary>
    public int Port => _server.EndPoint.Port;

    /// <summary>What the line does to an echo that is sent now; any thread may ask.</summary>
    public bool TryEcho(int reflector, out Duration delay)
    {
        lock (_lock)
            return _line.TryEcho(reflector, out delay);
    }

    /// <summary>What the line is doing; any thread may ask.</summary>
    public LineView View()
    {
        lock (_lock)
            return _line.View();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ending.Set();
        _thread.Join();
        _server.Dispose();
        _ending.Dispose();
    }

    private void Run()
    {
        LineView before = default;
        while (!_ending.Wait(StepLength))
        {
            Rate down = _router.LimitOf(DemoSettings.DownloadQueue);
            Rate up = _router.LimitOf(DemoSettings.UploadQueue);
            LineView now;
            lock (_lock)
            {
                _line.Advance(Clock.Now(), down, up);
                now = _line.View();
            }
            Count(DemoSettings.DownloadQueue, in before.Down, in now.Down);
            Count(DemoSettings.UploadQueue, in before.Up, in now.Up);
            before = now;
        }
    }

    private void Count(string queue, in DirectionView before, in DirectionView now)
    {
        ulong bytes = now.ShapedBytes - before.ShapedBytes;
        ulong packets = now.ShapedBytes / PacketBytes - before.ShapedBytes / PacketBytes;
        ulong dropped = now.CakeDroppedBytes / PacketBytes - before.CakeDroppedBytes / PacketBytes;
        _router.AddTraffic(queue, bytes, packets, dropped);
        _router.SetBacklog(queue, now.CakeBytes, (now.CakeBytes + PacketBytes - 1) / PacketBytes);
    }
}
