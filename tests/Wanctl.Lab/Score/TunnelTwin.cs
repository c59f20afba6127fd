using Wanctl.Core.Units;
using Wanctl.Lab.Scenarios;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Lab.Score;

/// <summary>
/// The wind tunnel's scenario of the same name, whose figures to reach are asked of the lab as well; where there is
/// none, one that asks for nothing.
/// </summary>
internal static class TunnelTwin
{
    /// <summary>Makes it.</summary>
    public static Scenario Of(LabScenario lab, double scale, Duration interval)
    {
        Scenario? named = ScenarioCatalog.Find(lab.Name);
        double from = double.PositiveInfinity;
        int down = 0;
        int up = 0;
        foreach (Load load in lab.Loads)
        {
            from = Math.Min(from, load.From);
            down += load.Up ? 0 : load.Flows;
            up += load.Up ? load.Flows : 0;
        }
        Track downTrack = lab.Down;
        Track upTrack = lab.Up;
        return new Scenario
        {
            Name = lab.Name,
            Summary = scale == 1 ? lab.Summary : $"{lab.Summary}; all rates times {scale:0.###}",
            Length = Duration.FromSeconds(lab.Seconds),
            Settings = TunnelSettings.Link(lab.Name, lab.DownCeiling, lab.UpCeiling) with { Interval = interval },
            DownCapacity = _ => downTrack.Times(1e6),
            UpCapacity = _ => upTrack.Times(1e6),
            BaseRttMs = lab.RttMs,
            Noise = lab.Noise,
            BlipsPerMinute = lab.BlipsPerMinute,
            DownFlows = down,
            UpFlows = up,
            LoadFrom = double.IsFinite(from) ? from : 0,
            Troubles = lab.Troubles,
            Outages = lab.Outages,
            Figures = Askable(named),
        };
    }

    /// <summary>What a recorded run can answer: the peer's model runs in the tunnel only.</summary>
    private static List<FigureSpec> Askable(Scenario? named)
    {
        var figures = new List<FigureSpec>();
        foreach (FigureSpec spec in named?.Figures ?? [])
        {
            if (!spec.OfPeer)
                figures.Add(spec);
        }
        return figures;
    }
}
