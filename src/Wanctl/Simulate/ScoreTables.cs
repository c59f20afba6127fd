using Wanctl.Report;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Simulate;

/// <summary>
/// Makes the tables of a scorecard. Where a scenario and a law were run with several seeds, what was measured is their
/// mean, and a figure to reach has the worst of them and how many missed it beside.
/// </summary>
internal static class ScoreTables
{
    /// <summary>All that was measured, a row for each scenario and law.</summary>
    public static ReportTable Measured(IReadOnlyList<TunnelOutcome> outcomes, string note)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (List<TunnelOutcome> seeds in Grouped(outcomes))
            rows.Add(Row(seeds));
        return new ReportTable
        {
            Title = "Scorecard",
            Note = "Down and up apart where there are two numbers; else the worse of the two directions. " + note,
            Head =
            [
                "scenario", "law", "used % down", "up", "excess ms p50", "p95", "p99", "max", "% over 15", "over 30",
                "cut s", "drain s", "rise s", "wobble %", "false cuts/h", "cuts/min", "rises/min",
            ],
            TextColumns = 2,
            Rows = rows,
        };
    }

    /// <summary>The figures to reach, a row for each, a column for each law.</summary>
    public static ReportTable Figures(IReadOnlyList<TunnelOutcome> outcomes, IReadOnlyList<string> laws, string note)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        var seen = new HashSet<(string, string)>();
        foreach (TunnelOutcome outcome in outcomes)
        {
            foreach (Figure figure in outcome.Score.Figures)
            {
                string scenario = outcome.Job.Scenario.Name;
                if (!seen.Add((scenario, figure.Name)))
                    continue;
                string bound = (figure.AtMost ? "<= " : ">= ") + Markup.Number(figure.Bound);
                if (figure.Stated is { } stated)
                {
                    string holds = double.IsFinite(stated.Value) ? Markup.Number(stated.Value) : "any";
                    bound += stated.ByLine ? $" ({holds})" : $" ({holds} *)";
                }
                var row = new List<Cell> { new(scenario), new(figure.Name), new(bound) };
                foreach (string law in laws)
                    row.Add(FigureCell(outcomes, scenario, law, figure.Name));
                rows.Add(row);
            }
        }
        return new ReportTable
        {
            Title = "Figures to reach",
            Note = note,
            Head = ["scenario", "figure", "to reach", .. laws],
            TextColumns = 3,
            Rows = rows,
        };
    }

    /// <summary>How well each direction's queue was known, a row for each scenario and law.</summary>
    public static ReportTable Split(IReadOnlyList<TunnelOutcome> outcomes, string note)
    {
        var rows = new List<IReadOnlyList<Cell>>();
        foreach (List<TunnelOutcome> seeds in Grouped(outcomes))
        {
            var row = new List<Cell> { new(seeds[0].Job.Scenario.Name), new(seeds[0].Job.Law) };
            row.Add(MeanCell(seeds, 100, split => split.Known));
            AddSide(row, seeds, split => split.Down);
            AddSide(row, seeds, split => split.Up);
            rows.Add(row);
        }
        return new ReportTable
        {
            Title = "Directions",
            Note = "What the probes said of each queue, less what it was; a queue counts from 10 ms on. " + note,
            Head =
            [
                "scenario", "law", "known %", "down: bias ms", "sd ms", "false %", "queues", "missed", "seen after s",
                "up: bias ms", "sd ms", "false %", "queues", "missed", "seen after s",
            ],
            TextColumns = 2,
            Rows = rows,
        };
    }

    /// <summary>Whether every law that was asked for has reached every figure with every seed.</summary>
    public static bool AllReached(IReadOnlyList<TunnelOutcome> outcomes)
    {
        foreach (TunnelOutcome outcome in outcomes)
        {
            foreach (Figure figure in outcome.Score.Figures)
            {
                if (outcome.Job.Asked && !figure.Reached)
                    return false;
            }
        }
        return true;
    }

    private static Cell FigureCell(
        IReadOnlyList<TunnelOutcome> outcomes, string scenario, string law, string name)
    {
        Figure? worst = null;
        (double sum, int count, int missed) = (0, 0, 0);
        foreach (TunnelOutcome outcome in outcomes)
        {
            if (outcome.Job.Law != law || outcome.Job.Scenario.Name != scenario)
                continue;
            foreach (Figure figure in outcome.Score.Figures)
            {
                if (figure.Name != name)
                    continue;
                worst = worst is null || IsWorse(figure, worst) ? figure : worst;
                sum += figure.Measured;
                count++;
                missed += figure.Reached ? 0 : 1;
            }
        }
        if (worst is null)
            return new Cell("-");
        string text = Markup.Number(sum / count);
        if (count > 1)
            text += $" ({Markup.Number(worst.Measured)})" + (missed > 0 ? $" {missed}/{count}" : "");
        return new Cell(text, missed == 0);
    }

    private static bool IsWorse(Figure one, Figure other) =>
        double.IsNaN(one.Measured) || (one.AtMost ? one.Measured > other.Measured : one.Measured < other.Measured);

    private static List<List<TunnelOutcome>> Grouped(IReadOnlyList<TunnelOutcome> outcomes)
    {
        var groups = new List<List<TunnelOutcome>>();
        var places = new Dictionary<(string, string), List<TunnelOutcome>>();
        foreach (TunnelOutcome outcome in outcomes)
        {
            (string, string) key = (outcome.Job.Scenario.Name, outcome.Job.Law);
            if (!places.TryGetValue(key, out List<TunnelOutcome>? group))
            {
                places[key] = group = [];
                groups.Add(group);
            }
            group.Add(outcome);
        }
        return groups;
    }

    private static List<Cell> Row(List<TunnelOutcome> seeds)
    {
        var row = new List<Cell> { new(seeds[0].Job.Scenario.Name), new(seeds[0].Job.Law) };
        Add(100, score => score.Down.Utilisation);
        Add(100, score => score.Up.Utilisation);
        Add(1, score => score.ExcessP50);
        Add(1, score => score.ExcessP95);
        Add(1, score => score.ExcessP99);
        Add(1, score => score.ExcessMax);
        Add(100, score => score.Over15);
        Add(100, score => score.Over30);
        AddBoth(1, way => way.CutSeconds);
        AddBoth(1, way => way.DrainSeconds);
        AddBoth(1, way => way.RiseSeconds);
        AddBoth(100, way => way.Wobble);
        AddBoth(1, way => way.FalseCutsPerHour);
        Add(1, score => score.Down.CutsPerMinute + score.Up.CutsPerMinute);
        Add(1, score => score.Down.RisesPerMinute + score.Up.RisesPerMinute);
        return row;

        void Add(double unit, Func<Score, double> of)
        {
            double sum = 0;
            foreach (TunnelOutcome seed in seeds)
                sum += of(seed.Score);
            row.Add(new Cell(Markup.Number(sum / seeds.Count * unit)));
        }

        void AddBoth(double unit, Func<DirectionScore, double> of) =>
            Add(unit, score => Worse(of(score.Down), of(score.Up)));
    }

    private static void AddSide(List<Cell> row, List<TunnelOutcome> seeds, Func<SplitScore, SplitSide> side)
    {
        row.Add(MeanCell(seeds, 1, split => side(split).BiasMs));
        row.Add(MeanCell(seeds, 1, split => side(split).DeviationMs));
        row.Add(MeanCell(seeds, 100, split => side(split).FalseShare));
        row.Add(MeanCell(seeds, 1, split => side(split).Queues));
        row.Add(MeanCell(seeds, 1, split => side(split).Missed));
        row.Add(MeanCell(seeds, 1, split => side(split).SeenSeconds));
    }

    /// <summary>The mean over the seeds that have such a number.</summary>
    private static Cell MeanCell(List<TunnelOutcome> seeds, double unit, Func<SplitScore, double> of)
    {
        (double sum, int count) = (0, 0);
        foreach (TunnelOutcome seed in seeds)
        {
            double value = seed.Score.Split is { } split ? of(split) : double.NaN;
            if (double.IsNaN(value))
                continue;
            sum += value;
            count++;
        }
        return new Cell(Markup.Number(count > 0 ? sum / count * unit : double.NaN));
    }

    private static double Worse(double left, double right) =>
        double.IsNaN(left) ? right : double.IsNaN(right) ? left : Math.Max(left, right);
}
