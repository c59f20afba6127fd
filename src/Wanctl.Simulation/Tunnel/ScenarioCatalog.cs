namespace Wanctl.Simulation.Tunnel;

/// <summary>The scenarios by name, each with the figures that a good controller reaches in it.</summary>
public static class ScenarioCatalog
{
    /// <summary>Those that the lab plays too.</summary>
    public static IReadOnlyList<Scenario> Standard => StandardScenarios.All;

    /// <summary>All scenarios.</summary>
    public static IReadOnlyList<Scenario> All { get; } =
    [
        .. StandardScenarios.All, .. SteadyScenarios.All, .. PathScenarios.All, .. ChanceScenarios.All,
        .. TrafficScenarios.All,
        RecordedLines.Starlink(), DayScenario.Make(),
    ];

    /// <summary>The scenario with a name; null where there is none.</summary>
    public static Scenario? Find(string name)
    {
        foreach (Scenario scenario in All)
        {
            if (scenario.Name == name)
                return scenario;
        }
        return null;
    }
}
