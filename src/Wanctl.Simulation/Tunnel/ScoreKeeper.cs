namespace Wanctl.Simulation.Tunnel;

/// <summary>Makes the scorecard of a run from what really was, sample by sample.</summary>
internal sealed class ScoreKeeper
{
    /// <summary>
    /// After a load begins, so many seconds do not count as settled: slow start is the flows', not the controller's.
    /// </summary>
    public const double SettleSeconds = 2;

    private readonly Scenario _scenario;
    private readonly DelayHistogram _excess = new();
    private readonly DirectionMeter _down = new((in TruthSample sample) => ref sample.Down);
    private readonly DirectionMeter _up = new((in TruthSample sample) => ref sample.Up);
    private readonly FigureMeter?[] _meters;
    private readonly int[] _from;
    private readonly int[] _to;
    private readonly int _settled;
    private int _taken;

    /// <summary>A scorecard that is empty yet.</summary>
    /// <param name="scenario">What the run is of.</param>
    public ScoreKeeper(Scenario scenario)
    {
        _scenario = scenario;
        int count = scenario.Figures.Count;
        _meters = new FigureMeter?[count];
        _from = new int[count];
        _to = new int[count];
        for (int i = 0; i < count; i++)
        {
            FigureSpec spec = scenario.Figures[i];
            _meters[i] = FigureMeter.Of(scenario, spec);
            _from[i] = Index(spec.From);
            _to[i] = Index(spec.To);
        }
        _settled = Index(scenario.DownFlows + scenario.UpFlows > 0 ? scenario.LoadFrom + SettleSeconds : 0);
    }

    /// <summary>The scorecard of samples that were kept.</summary>
    /// <param name="scenario">What the run was of.</param>
    /// <param name="truth">What really was.</param>
    /// <param name="zones">How the zones changed.</param>
    /// <param name="writes">How many limits were lowered and raised.</param>
    public static Score Of(
        Scenario scenario,
        IReadOnlyList<TruthSample> truth,
        ZoneWatch zones,
        (int DownCuts, int DownRises, int UpCuts, int UpRises) writes)
    {
        var keeper = new ScoreKeeper(scenario);
        foreach (TruthSample sample in truth)
            keeper.Take(in sample);
        return keeper.Finish(zones, writes, traffic: null, peer: null);
    }

    /// <summary>Takes the next sample; they come every 10 ms from the scenario's beginning on.</summary>
    public void Take(in TruthSample sample)
    {
        bool settled = _taken >= _settled;
        if (settled)
            _excess.Take(sample.ExcessMs);
        _down.Take(in sample, settled);
        _up.Take(in sample, settled);
        for (int i = 0; i < _meters.Length; i++)
        {
            if (_taken < _from[i])
                _meters[i]?.TakeBefore(in sample, _from[i] - _taken);
            else if (_taken < _to[i])
                _meters[i]?.Take(in sample);
        }
        _taken++;
    }

    /// <summary>The scorecard; the run is over.</summary>
    /// <param name="zones">How the zones changed.</param>
    /// <param name="writes">How many limits were lowered and raised.</param>
    /// <param name="traffic">Calls, games and films that went on; null where they were not followed.</param>
    /// <param name="peer">The peer's score, its figures in the same order; null where none compares.</param>
    public Score Finish(
        ZoneWatch zones,
        (int DownCuts, int DownRises, int UpCuts, int UpRises) writes,
        TunnelTraffic? traffic,
        Score? peer)
    {
        double minutes = _scenario.Length.Seconds / 60;
        double tick = _scenario.Settings.Interval.Seconds / 60;
        var flaps = (Down: zones.DownFlaps / Math.Max(1e-9, zones.DownLoaded * tick),
            Up: zones.UpFlaps / Math.Max(1e-9, zones.UpLoaded * tick));
        var figures = new List<Figure>();
        for (int i = 0; i < _meters.Length; i++)
        {
            FigureSpec spec = _scenario.Figures[i];
            double measured = _meters[i]?.Measured ?? spec.Plain.Kind switch
            {
                FigureKind.FlapsPerMinute => spec.Up ? flaps.Up : flaps.Down,
                _ => traffic?.Measured(spec.Plain.Kind) ?? double.NaN,
            };
            if (spec.OfPeer)
                measured /= peer?.Figures[i].Measured ?? double.NaN;
            figures.Add(new Figure(spec.Name, measured, spec.Bound, spec.AtMost) { Stated = spec.Stated });
        }
        return new Score
        {
            Down = Direction(_down, minutes, writes.DownCuts, writes.DownRises, flaps.Down),
            Up = Direction(_up, minutes, writes.UpCuts, writes.UpRises, flaps.Up),
            ExcessP50 = _excess.Quantile(0.5),
            ExcessP95 = _excess.Quantile(0.95),
            ExcessP99 = _excess.Quantile(0.99),
            ExcessMax = _excess.Most,
            Over15 = _excess.Above15,
            Over30 = _excess.Above30,
            Figures = figures,
        };
    }

    private static DirectionScore Direction(DirectionMeter side, double minutes, int cuts, int rises, double flaps)
    {
        (double cut, double drain, double rise) = side.Events();
        return new DirectionScore
        {
            Utilisation = side.Loaded ? side.Utilisation : double.NaN,
            CutSeconds = cut,
            DrainSeconds = drain,
            RiseSeconds = rise,
            Wobble = side.Loaded ? side.Wobble : double.NaN,
            FalseCutsPerHour = side.Loaded ? double.NaN : cuts / minutes * 60,
            CutsPerMinute = cuts / minutes,
            RisesPerMinute = rises / minutes,
            FlapsPerMinute = flaps,
        };
    }

    /// <summary>The first sample of a time in seconds.</summary>
    private static int Index(double seconds) => (int)Math.Min(seconds * FigureMeter.Second, int.MaxValue);
}
