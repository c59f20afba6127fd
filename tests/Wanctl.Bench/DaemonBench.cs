using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading;
using Wanctl.Core.Units;
using Wanctl.SystemTests.Kit;

namespace Wanctl.Bench;

/// <summary>
/// The published binary against real pings and a real conversation: CPU, bytes, memory, punctuality, start.
/// </summary>
internal static partial class DaemonBench
{
    public static void Run(FigureTable table, TimeSpan length)
    {
        Start(table);
        Measure(table, "one link, idle machine", 1, length, busyCores: 0, calm: true);
        Measure(table, "one link, one core busy", 1, length, busyCores: 1, calm: false);
        Measure(table, "two links, idle machine", 2, length, busyCores: 0, calm: false);
        Measure(table, "fifty links, idle machine", 50, length, busyCores: 0, calm: false);
    }

    /// <summary>
    /// From the moment before the program is executed to the first echo request on the wire: the median of nine. A
    /// shell tells that moment, because starting a child costs this large process many times as much as the child's own
    /// start.
    /// </summary>
    private static void Start(FigureTable table)
    {
        var times = new List<double>();
        for (int i = 0; i < 9; i++)
        {
            using var rig = new Rig();
            string file = ConfigWriter.Write(rig.Folder, rig.File);
            using DaemonProcess daemon = DaemonProcess.Start(
                rig.Room, new DaemonCommand("/bin/sh", "-c", $"date +%s%N; exec {Artifacts.Binary} run {file}"));
            Moment first = rig.Echoes.WaitForRequests(1)[0].At;
            long wallNow = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
            long firstWall = wallNow - (Moment.Now.Nanos - first.Nanos);
            long executed = long.Parse(daemon.WaitForLine(line => true, "the time").Text, CultureInfo.InvariantCulture);
            times.Add((firstWall - executed) / 1e6);
        }
        times.Sort();
        table.AtMost("start to first probe, median of 9", times[4], 50, "ms");
        FigureTable.Note("start to first probe, worst of 9", times[^1], "ms");
    }

    private static void Measure(FigureTable table, string name, int links, TimeSpan length, int busyCores, bool calm)
    {
        using var rig = new Rig(reflectors: 3);
        using var busy = new BusyCores(busyCores);
        rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(12);
        using var swing = new Timer(_ => Swing(rig), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        DaemonProcess daemon = rig.Run(Files(rig, links));
        Thread.Sleep(TimeSpan.FromSeconds(4));
        if (daemon.HasExited)
            throw new InvalidOperationException("the daemon has ended:\n" + daemon.Story());
        using var bare = new BareTimer(length);
        ProcessFigures before = daemon.Figures;
        Moment started = Moment.Now;
        Thread.Sleep(length);
        ProcessFigures after = daemon.Figures;
        double seconds = (Moment.Now - started).TotalSeconds;
        daemon.Send(Signal.Terminate);
        daemon.WaitForExit();
        Match last = Conclusion().Match(daemon.Text());
        if (!last.Success)
            throw new InvalidOperationException("the daemon did not conclude:\n" + daemon.Story());
        double cpu = (after.CpuTime - before.CpuTime).TotalSeconds / seconds;
        double turns = links == 1 ? 1 : (double)links / Math.Min(links, 5);
        table.AtMost(
            $"{name}: CPU of the loop's thread for one tick of one link", Number(last, "cpu") / turns, 60, "us");
        table.AtMost($"{name}: CPU of the whole process", cpu * 100, links > 2 ? 10 : 0.5 * links, "% of a core");
        table.AtMost($"{name}: bytes allocated a turn", Number(last, "bytes"), 0, "B");
        table.AtMost($"{name}: resident memory", after.ResidentBytes / 1e6, links > 2 ? 64 : 12, "MB");
        FigureTable.Note($"{name}: lateness p50", Number(last, "p50"), "us");
        FigureTable.Note($"{name}: lateness p99", Number(last, "p99"), "us");
        if (calm)
            table.AtMost($"{name}: lateness p99.9", Number(last, "p999"), 1000, "us");
        else
            FigureTable.Note($"{name}: lateness p99.9", Number(last, "p999"), "us");
        bare.Tell(name);
    }

    private static WanFile[] Files(Rig rig, int links)
    {
        var files = new WanFile[links];
        for (int i = 0; i < links; i++)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"Link{i}");
            rig.World.AddWan(name, Rate.FromMbps(940), Rate.FromMbps(38));
            files[i] = rig.File with
            {
                WanName = name, DownloadQueue = "WAN-Download-" + name, UploadQueue = "WAN-Upload-" + name,
            };
        }
        return files;
    }

    private static void Swing(Rig rig)
    {
        bool calm = rig.Echoes.LineDelay.TotalMilliseconds < 50;
        rig.Echoes.LineDelay = TimeSpan.FromMilliseconds(calm ? 120 : 12);
    }

    private static double Number(Match match, string group) =>
        double.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex("late p50 (?<p50>[0-9]+) us, p99 (?<p99>[0-9]+) us, p99.9 (?<p999>[0-9]+) us, max [0-9]+ us; "
        + "(?<cpu>[0-9.]+) us CPU and (?<bytes>[0-9.]+) bytes a turn")]
    private static partial Regex Conclusion();
}
