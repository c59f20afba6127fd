using System.IO;
using System.Runtime.InteropServices;
using Wanctl.Core.Journal;
using Wanctl.Lab.Scenarios;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Lab.Score;

/// <summary>What the watchers of a run wrote down, joined on the grid of 10 ms.</summary>
internal sealed class RecordedLine
{
    private RecordedLine(List<TruthSample> truth, RecordedTable shaper, double[] downGoods, double[] upGoods)
    {
        Truth = truth;
        DownGoods = downGoods;
        UpGoods = upGoods;
        DownWaiting = shaper["down_queued_bytes"];
        UpWaiting = shaper["up_queued_bytes"];
        (int downCuts, int downRises) = Changes(shaper["down_rate_bps"]);
        (int upCuts, int upRises) = Changes(shaper["up_rate_bps"]);
        Writes = (downCuts, downRises, upCuts, upRises);
    }

    /// <summary>What really was.</summary>
    public List<TruthSample> Truth { get; }

    /// <summary>
    /// Bytes that programs have received from downloads so far, for each step; NaN where there is no download.
    /// </summary>
    public double[] DownGoods { get; }

    /// <summary>The same of uploads.</summary>
    public double[] UpGoods { get; }

    /// <summary>Bytes that wait in the shaper toward the user, for each step.</summary>
    public double[] DownWaiting { get; }

    /// <summary>Bytes that wait in the shaper toward the Internet, for each step.</summary>
    public double[] UpWaiting { get; }

    /// <summary>Changes of the limits in force that lowered one, and that raised one, by direction.</summary>
    public (int DownCuts, int DownRises, int UpCuts, int UpRises) Writes { get; }

    /// <summary>Reads what was recorded in a run's folder.</summary>
    public static RecordedLine Read(string folder, LabScenario scenario)
    {
        int steps = (int)(scenario.Seconds * 1000 / Grid.StepMillis);
        var line = RecordedTable.Read(Path.Combine(folder, "line.csv"), steps);
        var shaper = RecordedTable.Read(Path.Combine(folder, "shaper.csv"), steps);
        double[] rtt = RecordedTable.Read(Path.Combine(folder, "ping.csv"), steps)["rtt_ms"];
        var truth = new List<TruthSample>(steps);
        for (int i = 0; i < steps; i++)
        {
            DirectionTruth down = Direction(line, shaper, "down", i);
            DirectionTruth up = Direction(line, shaper, "up", i);
            down.Flows = Flows(scenario, up: false, line["seconds"][i]);
            up.Flows = Flows(scenario, up: true, line["seconds"][i]);
            // An echo that was lost in a full queue would have waited for what stood there.
            double excess = double.IsNaN(rtt[i]) ? down.QueueMs + up.QueueMs : rtt[i] - scenario.RttMs;
            truth.Add(new TruthSample
            {
                Seconds = (double)i * Grid.StepMillis / 1000,
                ExcessMs = excess,
                Down = down,
                Up = up,
            });
        }
        double[] downGoods = Goods(scenario, up: false, Path.Combine(folder, "down.csv"), steps);
        double[] upGoods = Goods(scenario, up: true, Path.Combine(folder, "up.csv"), steps);
        return new RecordedLine(truth, shaper, downGoods, upGoods);
    }

    private static double[] Goods(LabScenario scenario, bool up, string path, int steps)
    {
        if (Flows(scenario, up, double.PositiveInfinity) > 0)
            return RecordedTable.Read(path, steps)["bytes"];
        double[] none = new double[steps];
        Array.Fill(none, double.NaN);
        return none;
    }

    /// <summary>Takes what the controller wanted from its journal, whose first tick begins the scenario.</summary>
    public void Want(List<JournalRecord> ticks)
    {
        int tick = 0;
        Span<TruthSample> samples = CollectionsMarshal.AsSpan(Truth);
        foreach (ref TruthSample sample in samples)
        {
            while (tick + 1 < ticks.Count && (ticks[tick + 1].Seen.Now - ticks[0].Seen.Now).Seconds <= sample.Seconds)
                tick++;
            if (tick >= ticks.Count)
                return;
            sample.Down.Wanted = ticks[tick].Chosen.Down.Wanted.BitsPerSecond;
            sample.Up.Wanted = ticks[tick].Chosen.Up.Wanted.BitsPerSecond;
        }
    }

    private static DirectionTruth Direction(RecordedTable line, RecordedTable shaper, string name, int step)
    {
        double[] bytes = line[name + "_bytes"];
        double[] seconds = line["seconds"];
        double capacity = line[name + "_rate_bps"][step];
        double limit = shaper[name + "_rate_bps"][step];
        double span = step == 0 ? 0 : seconds[step] - seconds[step - 1];
        return new DirectionTruth
        {
            Capacity = capacity,
            // An unlimited CAKE says 0; an unlimited HTB has the highest rate that tests/Lab/network-htb gives it.
            Limit = limit is > 0 and < 10e9 ? limit : double.NaN,
            Wanted = limit,
            Delivered = span > 0 ? (bytes[step] - bytes[step - 1]) * 8 / span : 0,
            QueueMs = line[name + "_queued_bytes"][step] * 8000 / capacity,
        };
    }

    private static int Flows(LabScenario scenario, bool up, double seconds)
    {
        int flows = 0;
        foreach (Load load in scenario.Loads)
            flows += load.Up == up && seconds >= load.From ? load.Flows : 0;
        return flows;
    }

    private static (int Cuts, int Rises) Changes(double[] rates)
    {
        int cuts = 0;
        int rises = 0;
        for (int i = 1; i < rates.Length; i++)
        {
            cuts += rates[i] < rates[i - 1] ? 1 : 0;
            rises += rates[i] > rates[i - 1] ? 1 : 0;
        }
        return (cuts, rises);
    }
}
