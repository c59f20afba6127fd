using System.Globalization;
using System.Threading;
using Wanctl.Core.Units;
using Wanctl.Lab.Kernel;
using Wanctl.Simulation.RouterOs;

namespace Wanctl.Lab.Router;

/// <summary>
/// A simulated router whose two queues are the kernel's. It serves until its standard input ends, and takes troubles
/// from there: <c>stall SECONDS</c>, <c>away SECONDS</c>, <c>reboot SECONDS</c>.
/// </summary>
internal static class RouterVerb
{
    private const string Download = "WAN-Download-Lab";
    private const string Upload = "WAN-Upload-Lab";

    /// <summary>RouterOS's own.</summary>
    private const int Port = 8728;

    /// <summary>Runs it.</summary>
    public static int Run(Words words)
    {
        var down = Rate.FromMbps(words.Number("down-mbps", 100));
        var up = Rate.FromMbps(words.Number("up-mbps", 100));
        var world = new RouterWorld(RouterOsServer.Now);
        world.AddWan("Lab", down, up);
        world.AddUser("wanctl", "lab", "write");
        using var queues = new KernelQueues(
        [
            KernelQueue.Parse($"{Download}={words.Need(0, "the download's queue")}"),
            KernelQueue.Parse($"{Upload}={words.Need(1, "the upload's queue")}"),
        ]);
        world.Queues = queues;
        var faults = new RouterFaults { AnswerDelay = Duration.FromMillis(words.Number("answer-ms", 2)) };
        RouterOsServer server = new(world, faults, null, Port);
        Console.Out.WriteLine($"serving on {server.EndPoint}");
        while (Console.In.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 2)
                throw new LabException($"found '{line}', wanted stall, away or reboot and a number of seconds");
            TimeSpan span = TimeSpan.FromSeconds(Words.ToNumber(parts[0], parts[1]));
            switch (parts[0])
            {
                case "stall":
                    faults.Stalled = true;
                    Thread.Sleep(span);
                    faults.Stalled = false;
                    break;
                case "away":
                    server = Away(server, world, faults, span);
                    break;
                case "reboot":
                    world.Reboot(RouterOsServer.Now);
                    // As a router whose limits are set by a script when it starts.
                    Restore(world, Download, down);
                    Restore(world, Upload, up);
                    server = Away(server, world, faults, span);
                    break;
                default:
                    throw new LabException($"found '{parts[0]}', wanted stall, away or reboot");
            }
        }
        server.Dispose();
        return 0;
    }

    /// <summary>The connection breaks off, and nobody is at the door for a while.</summary>
    private static RouterOsServer Away(RouterOsServer server, RouterWorld world, RouterFaults faults, TimeSpan span)
    {
        server.DropConnections(reset: true);
        server.Dispose();
        Thread.Sleep(span);
        return new RouterOsServer(world, faults, null, Port);
    }

    private static void Restore(RouterWorld world, string queue, Rate limit) => world.Change(
        "/queue/tree", queue, "max-limit", limit.BitsPerSecond.ToString(CultureInfo.InvariantCulture), "admin",
        RouterOsServer.Now);
}
