using System.Globalization;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// The scenarios again on other lines, behind other routers and at other intervals, with one set of defaults. Where a
/// line makes a figure impossible, the bound that holds is stated with it.
/// </summary>
public static class Robustness
{
    /// <summary>Scenarios whose figures say most about a line.</summary>
    public static IReadOnlySet<string> Usual { get; } =
        new HashSet<string> { "step", "dsl-upload", "rrul-dsl", "path-change", "reflector-loss" };

    private static readonly Func<Scenario, Scenario>[] s_variants =
    [
        .. Each([8, 35, 80], "base RTT {0} ms", ScenarioVariant.BaseRtt),
        .. Each([1, 5, 25, 150, 400], "API time {0} ms", ScenarioVariant.Api),
        .. Each([1, 2, 4, 6], static count => Amount.Of((long)count, "reflector"),
            (scenario, count) => ScenarioVariant.Reflectors(scenario, (int)count)),
        .. Each([97, 86], "counter shows {0} %", ScenarioVariant.Counted),
        .. Each([100, 200, 500, 1000, 2000], "counters every {0} ms", ScenarioVariant.Refreshed),
        .. Each([1000, 2000], "queues' counters every {0} ms and interfaces' at once",
            ScenarioVariant.RefreshedButInterfaces),
        .. Each([250], "readings up to {0} ms late", (scenario, millis) =>
            ScenarioVariant.Counters(scenario, new CounterManner { LateMs = (int)millis })),
        Named("counters restart at each set", scenario =>
            ScenarioVariant.Counters(scenario, new CounterManner { RestartAtSet = true })),
        Named("queue emptied by each set", scenario =>
            ScenarioVariant.Counters(scenario, new CounterManner { EmptiedBySet = true })),
        .. Each([50, 100, 1000], "queue of {0} ms", ScenarioVariant.Fifo),
        .. Each([2, 10, 200, 1000], "{0} Mbit/s", ToRate),
        .. Each([100, 250], "interval {0} ms", ScenarioVariant.Interval),
    ];

    /// <summary>
    /// All variants of a scenario, its own family where it has one; each is named <c>scenario, variant</c>.
    /// </summary>
    public static IEnumerable<Scenario> Of(Scenario scenario)
    {
        if (scenario.Family.Count > 0)
        {
            foreach (Scenario relative in scenario.Family)
                yield return relative;
            yield break;
        }
        foreach (Func<Scenario, Scenario> vary in s_variants)
        {
            Scenario varied = vary(scenario);
            // With a single reflector there is none to lose.
            if (varied.Outages.Count > 0 && varied.Settings.Probe.Reflectors.Count == 1)
                continue;
            yield return varied;
        }
    }

    private static IEnumerable<Func<Scenario, Scenario>> Each(
        double[] values, string title, Func<Scenario, double, Scenario> vary) =>
        Each(values, value => string.Format(CultureInfo.InvariantCulture, title, value), vary);

    private static IEnumerable<Func<Scenario, Scenario>> Each(
        double[] values, Func<double, string> title, Func<Scenario, double, Scenario> vary)
    {
        foreach (double value in values)
        {
            string name = title(value);
            yield return Named(name, scenario => vary(scenario, value));
        }
    }

    private static Func<Scenario, Scenario> Named(string name, Func<Scenario, Scenario> vary) =>
        scenario => vary(scenario) with
        {
            Name = $"{scenario.Name}, {name}",
            Figures = WithStated(scenario, name),
        };

    private static FigureSpec[] WithStated(Scenario scenario, string variant)
    {
        var figures = new FigureSpec[scenario.Figures.Count];
        for (int i = 0; i < figures.Length; i++)
        {
            FigureSpec figure = scenario.Figures[i];
            figures[i] = figure with { Stated = StatedBounds.Of(variant, scenario.Name, figure.Name) };
        }
        return figures;
    }

    /// <summary>So that the direction which is loaded carries so much at its best.</summary>
    private static Scenario ToRate(Scenario scenario, double mbps)
    {
        Track loaded = scenario.DownFlows > 0 ? scenario.DownCapacity(1) : scenario.UpCapacity(1);
        return ScenarioVariant.Scale(scenario, mbps * 1e6 / loaded.Peak);
    }
}
