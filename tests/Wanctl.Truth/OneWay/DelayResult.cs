using Wanctl.Core.Estimate;

namespace Wanctl.Truth.OneWay;

/// <summary>How well each direction was known in one run, or in several.</summary>
internal sealed class DelayResult
{
    private readonly List<double> _errors = [];
    private readonly List<double> _delays = [];

    /// <summary>Samples while the direction was calm, and those of them in which it was said to have a queue.</summary>
    public (long Calm, long Alarms) Up { get; set; }

    /// <summary>The same toward the user.</summary>
    public (long Calm, long Alarms) Down { get; set; }

    /// <summary>Queues that came.</summary>
    public int Queues { get; set; }

    /// <summary>Those that were not seen while they stood, though the directions were said to be known.</summary>
    public int Missed { get; set; }

    /// <summary>Those that were not seen because the directions were said to be unknown, or nobody answered.</summary>
    public int Unknown { get; set; }

    /// <summary>All samples.</summary>
    public long Samples { get; set; }

    /// <summary>How many samples had each doubt, by <see cref="ClockDoubt"/>.</summary>
    public long[] Doubts { get; } = new long[5];

    /// <summary>Samples whose directions were to be used.</summary>
    public long Known => Doubts[(int)ClockDoubt.None];

    /// <summary>What was said of both directions with each sample of one run, in ms; NaN where they were not known.
    /// </summary>
    public List<(double Up, double Down)> Said { get; } = [];

    /// <summary>Steps that the estimators took the clocks to make, repairs by consensus included.</summary>
    public int Steps { get; set; }

    /// <summary>The first host's slope at the end, in ppm.</summary>
    public double SlopePpm { get; set; }

    /// <summary>Share of the upload's calm time with a false alarm.</summary>
    public double FalseUp => Up.Calm == 0 ? 0 : (double)Up.Alarms / Up.Calm;

    /// <summary>The same of the download's.</summary>
    public double FalseDown => Down.Calm == 0 ? 0 : (double)Down.Alarms / Down.Calm;

    /// <summary>Takes the error of one sample of the way up, in ms.</summary>
    public void Error(double millis) => _errors.Add(millis);

    /// <summary>Takes how long a queue was not seen, in seconds.</summary>
    public void Delay(double seconds) => _delays.Add(seconds);

    /// <summary>Takes all of another run.</summary>
    public void Add(DelayResult other)
    {
        _errors.AddRange(other._errors);
        _delays.AddRange(other._delays);
        Up = (Up.Calm + other.Up.Calm, Up.Alarms + other.Up.Alarms);
        Down = (Down.Calm + other.Down.Calm, Down.Alarms + other.Down.Alarms);
        Queues += other.Queues;
        Missed += other.Missed;
        Unknown += other.Unknown;
        for (int i = 0; i < Doubts.Length; i++)
            Doubts[i] += other.Doubts[i];
        Samples += other.Samples;
        Steps += other.Steps;
    }

    /// <summary>The error of the way up below which a share of the samples lies, in ms; NaN where there is none.
    /// </summary>
    public double ErrorAt(double share) => Quantile(_errors, share);

    /// <summary>How long a share of the queues was not seen at most, in seconds; NaN where there is none.</summary>
    public double DelayAt(double share) => Quantile(_delays, share);

    /// <summary>The greatest error of the way up, in ms.</summary>
    public double WorstError
    {
        get
        {
            double worst = 0;
            foreach (double error in _errors)
                worst = Math.Max(worst, Math.Abs(error));
            return worst;
        }
    }

    private static double Quantile(List<double> values, double share)
    {
        if (values.Count == 0)
            return double.NaN;
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }
}
