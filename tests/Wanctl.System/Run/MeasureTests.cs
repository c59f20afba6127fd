using System.Diagnostics;
using System.IO;
using System.Threading;
using Wanctl.Core.Units;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Run;

/// <summary>
/// <c>wanctl measure</c> with real echoes and a router that speaks the API, on a line whose modem queues whatever the
/// limit lets through beyond its capacity.
/// </summary>
public sealed class MeasureTests : IDisposable
{
    private const string Down = "WAN-Download-Cable";
    private const string Up = "WAN-Upload-Cable";
    private const double CapacityMbps = 300;
    private const double BufferSeconds = 0.12;
    private const int BaseMs = 25;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    private readonly ManualResetEventSlim _ending = new();
    private readonly Rig _rig;
    private readonly string _flag;
    private readonly Thread _line;

    public MeasureTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _rig = new Rig(busy: false);
        _rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(BaseMs);
        _flag = _rig.Folder["loaded"];
        Limit(Down, "200000000");
        _line = new Thread(Run) { Name = "line", IsBackground = true };
        _line.Start();
    }

    public void Dispose()
    {
        _ending.Set();
        _line.Join();
        _rig.Dispose();
        _ending.Dispose();
    }

    [Fact]
    public void A_queue_in_the_modem_is_found_a_ceiling_proposed_and_the_limits_restored()
    {
        using DaemonProcess measure = DaemonProcess.Start(_rig.Room, Command());
        Assert.Equal(0, measure.WaitForExit(Patience.Of(TimeSpan.FromSeconds(90))));
        string text = measure.Text();
        Assert.Contains("verdict: the delay is in your queue:", text, StringComparison.Ordinal);
        Assert.Contains("continuous_monitoring.download.ceiling_mbps: 940 -> 2", text, StringComparison.Ordinal);
        Assert.Contains("limits are back at 200/38 Mbit/s, as they were found; read back", text,
            StringComparison.Ordinal);
        Found();
    }

    [Fact]
    public void A_measurement_that_is_ended_in_its_sweep_restores_the_limits_and_ends_the_load()
    {
        using DaemonProcess measure = DaemonProcess.Start(_rig.Room, Command());
        measure.WaitForLine("sweep: limits");
        measure.Send(Signal.Terminate);
        Assert.Equal(1, measure.WaitForExit());
        Assert.Contains("not measured to the end: broken off", measure.Text(error: true), StringComparison.Ordinal);
        Found();
        Assert.False(Runs(int.Parse(File.ReadAllText(_flag), System.Globalization.CultureInfo.InvariantCulture)));
    }

    private void Found() => Assert.Equal(
        (Rate.FromMbps(200), Rate.FromMbps(38)), (_rig.World.LimitOf(Down), _rig.World.LimitOf(Up)));

    /// <summary>The load's process number is in the flag: it runs behind a shell of its own.</summary>
    private DaemonCommand Command() => new(
        Artifacts.Binary, "measure", "--seconds", "5", "--load", $"sleep 300 & echo $! > {_flag}; wait",
        ConfigWriter.Write(_rig.Folder, _rig.File));

    private void Limit(string queue, string value) => _rig.World.Change(
        "/queue/tree", queue, "max-limit", value, "admin", Simulation.RouterOs.RouterOsServer.Now);

    private static bool Runs(int process)
    {
        try
        {
            using Process found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private void Run()
    {
        double queued = 0;
        long before = Stopwatch.GetTimestamp();
        while (!_ending.Wait(Step))
        {
            double seconds = Stopwatch.GetElapsedTime(before).TotalSeconds;
            before = Stopwatch.GetTimestamp();
            if (!File.Exists(_flag))
                continue;
            // Flows fill what the limit lets through, or keep the modem's buffer full.
            double offered = Math.Min(_rig.World.LimitOf(Down).Mbps, CapacityMbps * 1.2);
            queued = Math.Clamp(queued + (offered / CapacityMbps - 1) * seconds, 0, BufferSeconds);
            double carried = queued > 0 ? CapacityMbps : Math.Min(offered, CapacityMbps);
            ulong bytes = (ulong)(carried * 1e6 / 8 * seconds);
            _rig.World.AddTraffic(Down, bytes, bytes / 1500, 0);
            _rig.World.AddTraffic(Up, bytes / 50, bytes / 3000, 0);
            _rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(BaseMs + queued * 1000);
        }
    }
}
