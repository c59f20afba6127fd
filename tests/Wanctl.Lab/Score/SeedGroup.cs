namespace Wanctl.Lab.Score;

/// <summary>The runs of one scenario with one controller, a run for each seed.</summary>
internal sealed class SeedGroup
{
    private readonly List<LabRun> _runs = [];

    /// <summary>At least one.</summary>
    public IReadOnlyList<LabRun> Runs => _runs;

    /// <summary>The scenario's name.</summary>
    public string Scenario => _runs[0].Run.Scenario.Name;

    /// <summary>The controller's name.</summary>
    public string Controller => _runs[0].Run.Law;

    /// <summary>How many of the seeds miss at least one of the figures that the scenario asks for.</summary>
    public int Missed
    {
        get
        {
            int missed = 0;
            foreach (LabRun run in _runs)
            {
                bool reached = true;
                foreach (Simulation.Tunnel.Figure figure in run.Run.Score.Figures)
                    reached &= figure.Reached;
                missed += reached ? 0 : 1;
            }
            return missed;
        }
    }

    /// <summary>Groups runs, in the order of their first seeds.</summary>
    public static List<SeedGroup> Of(IReadOnlyList<LabRun> runs)
    {
        var groups = new List<SeedGroup>();
        foreach (LabRun run in runs)
        {
            SeedGroup? group = groups.Find(
                found => found.Scenario == run.Run.Scenario.Name && found.Controller == run.Run.Law);
            if (group is null)
                groups.Add(group = new SeedGroup());
            group._runs.Add(run);
        }
        return groups;
    }

    /// <summary>A figure of each run.</summary>
    public Spread Spread(Func<LabRun, double> of, bool highIsWorse) =>
        Score.Spread.Of(_runs.ConvertAll(run => of(run)), highIsWorse);
}
