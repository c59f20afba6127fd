namespace Wanctl.Simulation.Tunnel;

/// <summary>Measures one figure of a scenario from the samples of its window, one after the other.</summary>
internal abstract class FigureMeter
{
    /// <summary>Samples a second.</summary>
    public const int Second = 100;

    /// <summary>What the figure has come to; NaN where nothing was to be measured.</summary>
    public abstract double Measured { get; }

    /// <summary>
    /// The meter of a figure that is taken from the samples; null for one that is taken from the decisions.
    /// </summary>
    public static FigureMeter? Of(Scenario scenario, FigureSpec spec)
    {
        double floor = (spec.Up ? scenario.Settings.Upload : scenario.Settings.Download).FloorRed.BitsPerSecond;
        SideOf side = spec.Up
            ? (in TruthSample sample) => ref sample.Up
            : (in TruthSample sample) => ref sample.Down;
        return spec.Plain.Kind switch
        {
            FigureKind.ExcessP95 => new QuantileMeter(0.95, sample => sample.ExcessMs),
            FigureKind.ExcessP99 => new QuantileMeter(0.99, sample => sample.ExcessMs),
            FigureKind.QueueP95 => new QuantileMeter(0.95, sample => sample.Down.QueueMs + sample.Up.QueueMs),
            FigureKind.Over15 => new OverMeter(15),
            FigureKind.Utilisation => new UtilisationMeter(side),
            FigureKind.Cut => UntilMeter.Cut(side),
            FigureKind.Rise => UntilMeter.Rise(side),
            FigureKind.Applied => new UntilMeter(side, IsInForce),
            FigureKind.Drain => new DrainMeter(),
            FigureKind.CutsPerHour => new CutMeter(side),
            FigureKind.LimitKept => new KeptMeter(
                side, truth => truth.UsefulLimit, 10 * Second, perSample: true),
            FigureKind.DeliveryKept => new KeptMeter(
                side, truth => truth.Delivered, (int)((spec.To - spec.From) * Second), perSample: false),
            FigureKind.ChangesPerMinute => new ChangeMeter(perMinute: true),
            FigureKind.Changes => new ChangeMeter(perMinute: false),
            FigureKind.UsedWhileWanted => new WantedMeter(side),
            FigureKind.FalseCuts => new FalseCutMeter(side),
            FigureKind.Stuck => new StuckMeter(side, floor),
            FigureKind.LimitOfFloor => new FloorMeter(side, floor),
            FigureKind.Back => new BackMeter(side),
            _ => null,
        };
    }

    /// <summary>Takes a sample before its window, the latest last.</summary>
    public virtual void TakeBefore(in TruthSample sample, int samplesAhead)
    {
    }

    /// <summary>Takes a sample of its window.</summary>
    public abstract void Take(in TruthSample sample);

    private static bool IsInForce(DirectionTruth truth) =>
        Math.Abs(truth.Limit - truth.Wanted) <= 0.01 * truth.Wanted;
}
