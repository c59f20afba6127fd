namespace Wanctl.Simulation.Tunnel;

/// <summary>Makes the scorecard of a run from what really was.</summary>
internal static class ScoreKeeper
{
    /// <summary>
    /// After a load begins, so many seconds do not count as settled: slow start is the flows', not the controller's.
    /// </summary>
    private const double SettleSeconds = 2;

    private const double CalmMs = 15;

    /// <summary>Truth samples of one second.</summary>
    private const int Second = 100;

    /// <summary>The scorecard.</summary>
    /// <param name="scenario">What the run was of.</param>
    /// <param name="truth">What really was.</param>
    /// <param name="zones">How the zones changed.</param>
    /// <param name="writes">How many limits were lowered and raised.</param>
    /// <param name="peer">The peer's score, its figures in the same order; null where none compares.</param>
    public static Score Of(
        Scenario scenario,
        List<TruthSample> truth,
        ZoneWatch zones,
        (int DownCuts, int DownRises, int UpCuts, int UpRises) writes,
        Score? peer)
    {
        double minutes = scenario.Length.Seconds / 60;
        double from = scenario.DownFlows + scenario.UpFlows > 0 ? scenario.LoadFrom + SettleSeconds : 0;
        double[] excess = Excess(truth, from, double.PositiveInfinity);
        var down = new Side(false, truth);
        var up = new Side(true, truth);
        double tick = scenario.Settings.Interval.Seconds / 60;
        var flaps = (Down: zones.DownFlaps / Math.Max(1e-9, zones.DownLoaded * tick),
            Up: zones.UpFlaps / Math.Max(1e-9, zones.UpLoaded * tick));
        var figures = new List<Figure>();
        foreach (FigureSpec spec in scenario.Figures)
        {
            Side side = spec.Up ? up : down;
            double measured = spec.Plain.Kind switch
            {
                FigureKind.ExcessP95 => Quantile(Excess(truth, spec.From, spec.To), 0.95),
                FigureKind.ExcessP99 => Quantile(Excess(truth, spec.From, spec.To), 0.99),
                FigureKind.FlapsPerMinute => spec.Up ? flaps.Up : flaps.Down,
                _ => side.Measure(spec.Plain.Kind, spec.From, spec.To),
            };
            if (spec.OfPeer)
                measured /= peer?.Figures[figures.Count].Measured ?? double.NaN;
            figures.Add(new Figure(spec.Name, measured, spec.Bound, spec.AtMost) { Stated = spec.Stated });
        }
        return new Score
        {
            Down = Direction(down, from, minutes, writes.DownCuts, writes.DownRises, flaps.Down),
            Up = Direction(up, from, minutes, writes.UpCuts, writes.UpRises, flaps.Up),
            ExcessP50 = Quantile(excess, 0.5),
            ExcessP95 = Quantile(excess, 0.95),
            ExcessP99 = Quantile(excess, 0.99),
            ExcessMax = Quantile(excess, 1),
            Over15 = ShareAbove(excess, CalmMs),
            Over30 = ShareAbove(excess, 2 * CalmMs),
            Figures = figures,
        };
    }

    private static DirectionScore Direction(
        Side side, double from, double minutes, int cuts, int rises, double flaps)
    {
        (double cut, double drain, double rise) = side.Events(from);
        bool loaded = side.Loaded;
        return new DirectionScore
        {
            Utilisation = loaded ? side.Measure(FigureKind.Utilisation, from, double.PositiveInfinity) : double.NaN,
            CutSeconds = cut,
            DrainSeconds = drain,
            RiseSeconds = rise,
            Wobble = loaded && side.Constant ? side.Wobble(from) : double.NaN,
            FalseCutsPerHour = loaded ? double.NaN : cuts / minutes * 60,
            CutsPerMinute = cuts / minutes,
            RisesPerMinute = rises / minutes,
            FlapsPerMinute = flaps,
        };
    }

    private static double[] Excess(List<TruthSample> truth, double from, double to)
    {
        var found = new List<double>();
        foreach (TruthSample sample in truth)
        {
            if (sample.Seconds >= from && sample.Seconds < to)
                found.Add(sample.ExcessMs);
        }
        double[] sorted = [.. found];
        Array.Sort(sorted);
        return sorted;
    }

    private static double Quantile(double[] sorted, double share) =>
        sorted.Length == 0 ? double.NaN : sorted[(int)(share * (sorted.Length - 1))];

    private static double ShareAbove(double[] sorted, double bound)
    {
        int above = 0;
        foreach (double value in sorted)
            above += value > bound ? 1 : 0;
        return sorted.Length == 0 ? double.NaN : (double)above / sorted.Length;
    }

    /// <summary>One direction of the truth.</summary>
    private sealed class Side(bool up, List<TruthSample> truth)
    {
        public bool Loaded
        {
            get
            {
                foreach (TruthSample sample in truth)
                {
                    if (Of(sample).Flows > 0)
                        return true;
                }
                return false;
            }
        }

        public bool Constant
        {
            get
            {
                foreach (TruthSample sample in truth)
                {
                    if (Of(sample).Capacity != Of(truth[0]).Capacity)
                        return false;
                }
                return true;
            }
        }

        public double Measure(FigureKind kind, double from, double to)
        {
            int first = Index(from);
            int end = Index(to);
            return kind switch
            {
                FigureKind.Utilisation => Sum(first, end, true) / Sum(first, end, false),
                FigureKind.Cut => Until(first, end, sample => sample.Limit <= sample.Capacity),
                FigureKind.Rise => Until(first, end, sample => sample.Limit >= 0.9 * sample.Capacity),
                FigureKind.Applied => Until(first, end, InForce),
                FigureKind.Drain => Drain(first, end),
                FigureKind.CutsPerHour => Cuts(first, end) / Math.Max(1e-9, (end - first) / (3600.0 * Second)),
                FigureKind.LimitKept => Kept(first, end),
                FigureKind.DeliveryKept => Sum(first, end, true) / Sum(first - (end - first), first, true),
                _ => double.NaN,
            };
        }

        /// <summary>Longest times of cut, drain and rise over all changes of a quarter or more at once.</summary>
        public (double Cut, double Drain, double Rise) Events(double from)
        {
            (double cut, double drain, double rise) = (double.NaN, double.NaN, double.NaN);
            for (int i = Math.Max(1, Index(from)); i < truth.Count; i++)
            {
                double ratio = Of(truth[i]).Capacity / Of(truth[i - 1]).Capacity;
                if (ratio is > 0.75 and < 1.25 || Of(truth[i]).Flows == 0)
                    continue;
                int end = i + 1;
                while (end < truth.Count && Of(truth[end]).Capacity == Of(truth[i]).Capacity)
                    end++;
                if (ratio < 1)
                {
                    cut = Worse(cut, Until(i, end, sample => sample.Limit <= sample.Capacity));
                    drain = Worse(drain, Drain(i, end));
                }
                else
                {
                    rise = Worse(rise, Until(i, end, sample => sample.Limit >= 0.9 * sample.Capacity));
                }
            }
            return (cut, drain, rise);
        }

        public double Wobble(double from)
        {
            int first = Index(from);
            double sum = 0;
            double squares = 0;
            int count = truth.Count - first;
            for (int i = first; i < truth.Count; i++)
            {
                double share = Of(truth[i]).Limit / Of(truth[i]).Capacity;
                sum += share;
                squares += share * share;
            }
            return count == 0 ? double.NaN : Math.Sqrt(Math.Max(0, squares / count - sum / count * sum / count));
        }

        private static double Worse(double one, double other) => double.IsNaN(one) ? other : Math.Max(one, other);

        private static bool InForce(DirectionTruth sample) =>
            Math.Abs(sample.Limit - sample.Wanted) <= 0.01 * sample.Wanted;

        private DirectionTruth Of(TruthSample sample) => up ? sample.Up : sample.Down;

        private int Index(double seconds) => (int)Math.Clamp(seconds * Second, 0, truth.Count);

        private double Sum(int first, int end, bool delivered)
        {
            double sum = 0;
            for (int i = Math.Max(0, first); i < end; i++)
                sum += delivered ? Of(truth[i]).Delivered : Of(truth[i]).Capacity;
            return sum;
        }

        /// <summary>Seconds until a condition holds; infinite where it never does.</summary>
        private double Until(int first, int end, Predicate<DirectionTruth> condition)
        {
            for (int i = first; i < end; i++)
            {
                if (condition(Of(truth[i])))
                    return (double)(i - first) / Second;
            }
            return double.PositiveInfinity;
        }

        private double Drain(int first, int end)
        {
            int calm = 0;
            for (int i = first; i < end; i++)
            {
                calm = truth[i].ExcessMs < CalmMs ? calm + 1 : 0;
                if (calm == Second)
                    return (double)(i - first - Second + 1) / Second;
            }
            return calm > 0 ? (double)(end - first - calm) / Second : double.PositiveInfinity;
        }

        private double Cuts(int first, int end)
        {
            int cuts = 0;
            for (int i = first + 1; i < end; i++)
                cuts += Of(truth[i]).Limit < Of(truth[i - 1]).Limit ? 1 : 0;
            return cuts;
        }

        private double Kept(int first, int end)
        {
            double before = MeanLimit(Math.Max(0, first - 10 * Second), first);
            return MeanLimit(first, end) / before;
        }

        private double MeanLimit(int first, int end)
        {
            double sum = 0;
            for (int i = first; i < end; i++)
                sum += Math.Min(Of(truth[i]).Limit, Of(truth[i]).Capacity);
            return sum / Math.Max(1, end - first);
        }
    }
}
