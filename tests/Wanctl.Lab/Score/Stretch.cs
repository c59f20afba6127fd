using Wanctl.Simulation.Tunnel;

namespace Wanctl.Lab.Score;

/// <summary>A part of a run in which the line carried the same, and its figures.</summary>
internal sealed record Stretch
{
    private const double ShortestSeconds = 5;

    /// <summary>After a load has begun, or the line has changed, so many seconds do not count as settled.</summary>
    public const double SettleSeconds = 2;

    /// <summary>Since the scenario's beginning, in seconds.</summary>
    public required double From { get; init; }

    /// <summary>Its end, likewise.</summary>
    public required double To { get; init; }

    /// <summary>What the line carried, toward the user and toward the Internet, in Mbit/s.</summary>
    public required (double Down, double Up) Line { get; init; }

    /// <summary>RTT over that of the idle line, in ms, in rising order.</summary>
    public required double[] Excess { get; init; }

    /// <summary>Share of the line used, all bytes behind the bottleneck, in %.</summary>
    public required (double Down, double Up) Used { get; init; }

    /// <summary>The shaper's mean limit, in Mbit/s.</summary>
    public required (double Down, double Up) Limit { get; init; }

    /// <summary>What programs got of their flows, in Mbit/s.</summary>
    public required (double Down, double Up) Goodput { get; init; }

    /// <summary>
    /// All of a run's that last five seconds; a run whose line never rests so long is one, from its load on.
    /// </summary>
    public static List<Stretch> Of(LabRun run)
    {
        IReadOnlyList<TruthSample> truth = run.Run.Truth;
        var found = new List<Stretch>();
        int start = Math.Min(truth.Count, (int)(run.Run.Scenario.LoadFrom * 1000 / Grid.StepMillis));
        int settle = (int)(SettleSeconds * 1000 / Grid.StepMillis);
        int loaded = start;
        for (int i = start + 1; i <= truth.Count; i++)
        {
            if (i < truth.Count && truth[i].Down.Capacity == truth[start].Down.Capacity
                && truth[i].Up.Capacity == truth[start].Up.Capacity)
                continue;
            if ((i - start) * Grid.StepMillis >= ShortestSeconds * 1000)
                found.Add(Measure(run, start + settle, i));
            start = i;
        }
        if (found.Count == 0 && truth.Count > loaded + settle)
            found.Add(Measure(run, loaded + settle, truth.Count));
        return found;
    }

    /// <summary>A quantile of the excess, in ms.</summary>
    public double Quantile(double share) => Excess[(int)(share * (Excess.Length - 1))];

    private static Stretch Measure(LabRun run, int first, int end)
    {
        IReadOnlyList<TruthSample> truth = run.Run.Truth;
        double[] excess = new double[end - first];
        (double down, double up) delivered = default;
        (double down, double up) line = default;
        (double down, double up) limit = default;
        for (int i = first; i < end; i++)
        {
            excess[i - first] = truth[i].ExcessMs;
            delivered = (delivered.down + truth[i].Down.Delivered, delivered.up + truth[i].Up.Delivered);
            line = (line.down + truth[i].Down.Capacity, line.up + truth[i].Up.Capacity);
            limit = (limit.down + truth[i].Down.Limit, limit.up + truth[i].Up.Limit);
        }
        Array.Sort(excess);
        double unit = 1e-6 / excess.Length;
        double seconds = truth[end - 1].Seconds - truth[first].Seconds;
        return new Stretch
        {
            From = truth[first].Seconds,
            To = truth[end - 1].Seconds,
            Line = (line.down * unit, line.up * unit),
            Excess = excess,
            Used = (100 * delivered.down / line.down, 100 * delivered.up / line.up),
            Limit = (limit.down * unit, limit.up * unit),
            Goodput = (Goods(run.Line.DownGoods) / seconds, Goods(run.Line.UpGoods) / seconds),
        };

        double Goods(double[] bytes) => (bytes[end - 1] - bytes[first]) * 8e-6;
    }
}
