using System.Diagnostics;
using System.IO;
using Wanctl.Lab.Score;
using Wanctl.Simulation.Tunnel;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Lab;

/// <summary>
/// One short scenario of the lab on this machine's kernel: the published binary, real packets, TCP that fills what it
/// finds. It keeps the lab itself in order; what a law is worth is measured by build/lab, on a machine that is idle.
/// </summary>
public sealed class LevelOneTests
{
    private const int NotPossible = 4;

    [Fact]
    public void A_short_step_is_played_recorded_and_followed()
    {
        NetworkRoom.SkipUnlessPossible();
        using var folder = new TemporaryFolder();
        int code = Play(folder, "short-step", "adaptive");
        string log = File.ReadAllText(folder["log"]);
        Assert.SkipWhen(code == NotPossible, log.Trim());
        Assert.True(code == 0, log);

        LabRun run = LabRun.Read(folder.Path);
        IReadOnlyList<TruthSample> truth = run.Run.Truth;
        Assert.Equal(4000, truth.Count);
        // Before the line falls the flows use most of it, and the limit stays in reach of it.
        Assert.InRange(Mean(truth, 8, 15, sample => sample.Down.Delivered), 0.5 * 30e6, 30.5e6);
        Assert.InRange(Mean(truth, 8, 15, sample => sample.Down.Limit), 0.6 * 30e6, 33e6);
        // After it has fallen to 12/5 Mbit/s the limits follow. How well is level 2's to say: here the clock is real,
        // the cores are shared, and a FIFO stands in for CAKE.
        Assert.InRange(Mean(truth, 20, 28, sample => sample.Down.Limit), 1e6, 24e6);
        Assert.InRange(Mean(truth, 20, 28, sample => sample.Up.Limit), 0.4e6, 9e6);
        Assert.InRange(Mean(truth, 20, 28, sample => sample.ExcessMs), -1, 800);
        // The journal is wanctl's own, and every tick of the scenario is in it.
        Assert.InRange(run.Run.Ticks.Count, 700, 800);
        Assert.True(run.Line.Writes.DownCuts > 0);
    }

    private static int Play(TemporaryFolder folder, string scenario, string controller)
    {
        string lab = Path.Combine(Artifacts.Repository, "tests", "Lab");
        string[] words =
        [
            Path.Combine(lab, "room"), folder.Path, Path.Combine(lab, "play"),
            Path.Combine(lab, "scenarios", scenario + ".txt"), controller,
        ];
        var start = new ProcessStartInfo("bash", words);
        start.Environment["WANCTL_BINARY"] = Artifacts.Binary;
        start.Environment["LAB_TOOL"] = Path.Combine(AppContext.BaseDirectory, "wanctl-lab");
        start.Environment["LAB_SHAPER"] = "htb";
        // The lab's program is not published here and runs on the runtime of these tests.
        string runtime = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(runtime, "..", "..", ".."));
        using Process process = Process.Start(start)!;
        Assert.True(process.WaitForExit(Patience.Of(TimeSpan.FromSeconds(150))), "the scenario did not end");
        return process.ExitCode;
    }

    private static double Mean(IReadOnlyList<TruthSample> truth, int from, int to, Func<TruthSample, double> value)
    {
        double sum = 0;
        for (int i = from * 100; i < to * 100; i++)
            sum += value(truth[i]);
        return sum / ((to - from) * 100);
    }
}
