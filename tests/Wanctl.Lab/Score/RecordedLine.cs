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
            if (scenario.Traces.Count > 0)
            {
                // The limiter's rate is not quite the line's: a part comes as bursts.
                down.Capacity = scenario.Down.At(line["seconds"][i]) * 1e6;
                up.Capacity = scenario.Up.At(line["seconds"][i]) * 1e6;
            }
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
        double[] downGoods = Goods(scenario, up: false, folder, steps);
        double[] upGoods = Goods(scenario, up: true, folder, steps);
        return new RecordedLine(truth, shaper, downGoods, upGoods);
    }

    /// <summary>Each load toward the user has a file of its own; a server has one for all from the user.</summary>
    private static double[] Goods(LabScenario scenario, bool up, string folder, int steps)
    {
        double[] sum = new double[steps];
        bool any = false;
        foreach (Load load in scenario.Loads)
            any |= load.Up == up;
        if (!any)
        {
            Array.Fill(sum, double.NaN);
            return sum;
        }
        string[] more = Directory.GetFiles(folder, "down-*.csv");
        string[] files = [Path.Combine(folder, up ? "up.csv" : "down.csv"), .. more];
        foreach (string file in up ? files[..1] : files)
        {
            double[] bytes = RecordedTable.Read(file, steps)["bytes"];
            for (int i = 0; i < steps; i++)
                sum[i] += double.IsNaN(bytes[i]) ? 0 : bytes[i];
        }
        return sum;
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
            QueueMs = Wait(bytes, line[name + "_queued_bytes"][step], capacity, step),
        };
    }

    /// <summary>
    /// How long, in ms, until what stands in a queue has left it, by what really leaves from then on; after the end of
    /// what was recorded at the line's rate.
    /// </summary>
    private static double Wait(double[] passed, double queued, double capacity, int step)
    {
        if (queued == 0)
            return 0;
        double left = queued;
        for (int i = step + 1; i < passed.Length; i++)
        {
            double span = passed[i] - passed[i - 1];
            if (span >= left)
                return (i - 1 - step + left / span) * Grid.StepMillis;
            left -= span;
        }
        return (passed.Length - 1 - step) * Grid.StepMillis + left * 8000 / capacity;
    }

    private static int Flows(LabScenario scenario, bool up, double seconds)
    {
        int flows = 0;
        foreach (Load load in scenario.Loads)
            flows += load.Up == up && seconds >= load.From && seconds < load.Until ? load.Flows : 0;
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
