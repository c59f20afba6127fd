using System.Globalization;
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
        using var server = new RouterOsServer(world, faults, null, (int)words.Number("port", 8728));
        Console.WriteLine($"serving on {server.EndPoint}");
        while (Console.In.ReadLine() is { } line)
        {
            string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length != 2)
                throw new LabException($"found '{line}', wanted stall, away or reboot and a number of seconds");
            Trouble(parts[0], Words.ToNumber(parts[0], parts[1]), server, world, faults, (down, up));
        }
        return 0;
    }

    private static void Trouble(
        string kind, double seconds, RouterOsServer server, RouterWorld world, RouterFaults faults,
        (Rate Down, Rate Up) ceilings)
    {
        TimeSpan span = TimeSpan.FromSeconds(seconds);
        switch (kind)
        {
            case "stall":
                faults.Stalled = true;
                System.Threading.Thread.Sleep(span);
                faults.Stalled = false;
                break;
            case "away":
                faults.RefuseConnections = true;
                server.DropConnections(reset: true);
                System.Threading.Thread.Sleep(span);
                faults.RefuseConnections = false;
                break;
            case "reboot":
                server.Reboot(Duration.FromSeconds(seconds));
                // As a router whose limits are set by a script at its start.
                Restore(world, Download, ceilings.Down);
                Restore(world, Upload, ceilings.Up);
                break;
            default:
                throw new LabException($"found '{kind}', wanted stall, away or reboot");
        }
    }

    private static void Restore(RouterWorld world, string queue, Rate limit) => world.Change(
        "/queue/tree", queue, "max-limit", limit.BitsPerSecond.ToString(CultureInfo.InvariantCulture), "admin",
        RouterOsServer.Now);
}
