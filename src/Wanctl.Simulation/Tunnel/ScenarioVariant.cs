using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.Tunnel;

/// <summary>The same scenario on another line, behind another router, or at another pace.</summary>
public static class ScenarioVariant
{
    /// <summary>Another base RTT in milliseconds.</summary>
    public static Scenario BaseRtt(Scenario scenario, double millis) => scenario with { BaseRttMs = millis };

    /// <summary>A router that takes another time for a limit, in milliseconds.</summary>
    public static Scenario Api(Scenario scenario, double millis) => scenario with { ApiMs = millis };

    /// <summary>Another number of reflectors, 1 to <see cref="ProbeSettings.ReflectorsMax"/>.</summary>
    public static Scenario Reflectors(Scenario scenario, int count) => scenario with
    {
        Settings = scenario.Settings with
        {
            Probe = scenario.Settings.Probe with { Reflectors = TunnelSettings.Reflectors(count) },
        },
    };

    /// <summary>A shaper whose counter shows so many hundredths of what its limit counts.</summary>
    public static Scenario Counted(Scenario scenario, double percent) =>
        scenario with { CountedShare = percent / 100 };

    /// <summary>A router whose counters are refreshed every so many milliseconds, with a twentieth of jitter.</summary>
    public static Scenario Refreshed(Scenario scenario, double millis) => scenario with
    {
        Counters = new CounterManner
        {
            RefreshMs = (int)millis, JitterMs = (int)(millis / 20), PhaseMs = (int)(millis * 0.37),
        },
    };

    /// <summary>The same, with interfaces whose counters are true at each reading.</summary>
    public static Scenario RefreshedButInterfaces(Scenario scenario, double millis)
    {
        Scenario refreshed = Refreshed(scenario, millis);
        return refreshed with { Counters = refreshed.Counters with { Interface = new CounterManner() } };
    }

    /// <summary>A router that counts, or treats its queues, in another way.</summary>
    public static Scenario Counters(Scenario scenario, CounterManner manner) =>
        scenario with { Counters = manner };

    /// <summary>A provider's queue of another depth in milliseconds.</summary>
    public static Scenario Fifo(Scenario scenario, double millis) => scenario with { FifoMs = millis };

    /// <summary>Another control interval in milliseconds; averages keep their time constants.</summary>
    public static Scenario Interval(Scenario scenario, double millis)
    {
        LinkSettings settings = scenario.Settings;
        double ticks = millis / settings.Interval.Millis;
        return scenario with
        {
            Settings = settings with
            {
                Interval = Duration.FromMillis(millis),
                Thresholds = settings.Thresholds with
                {
                    AlphaLoad = Carried(settings.Thresholds.AlphaLoad),
                    AlphaBaseline = Carried(settings.Thresholds.AlphaBaseline),
                },
            },
        };

        double Carried(double alpha) => 1 - Math.Pow(1 - alpha, ticks);
    }

    /// <summary>A line on which every rate, ceilings and floors included, is multiplied.</summary>
    public static Scenario Scale(Scenario scenario, double factor) => scenario with
    {
        DownCapacity = seed => scenario.DownCapacity(seed).Times(factor),
        UpCapacity = seed => scenario.UpCapacity(seed).Times(factor),
        DownPace = scenario.DownPace * factor,
        UpPace = scenario.UpPace * factor,
        Settings = scenario.Settings with
        {
            Download = Times(scenario.Settings.Download, factor),
            Upload = Times(scenario.Settings.Upload, factor),
        },
    };

    private static DirectionSettings Times(DirectionSettings direction, double factor) => direction with
    {
        Ceiling = direction.Ceiling * factor,
        FloorGreen = direction.FloorGreen * factor,
        FloorYellow = direction.FloorYellow * factor,
        FloorSoftRed = direction.FloorSoftRed * factor,
        FloorRed = direction.FloorRed * factor,
        StepUp = direction.StepUp * factor,
    };
}
