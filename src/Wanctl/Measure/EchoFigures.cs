using Wanctl.Core.Measure;

namespace Wanctl.Measure;

/// <summary>What the echoes to one reflector show, in milliseconds; zeros where none was answered.</summary>
/// <param name="Sent">Echoes sent.</param>
/// <param name="Lost">Echoes without an answer in time.</param>
/// <param name="MinMs">The shortest round-trip time.</param>
/// <param name="MedianMs">The middle one.</param>
/// <param name="P95Ms">The one that 19 of 20 do not exceed.</param>
/// <param name="JitterMs">The mean difference between one answer and the next.</param>
internal sealed record EchoFigures(
    int Sent, int Lost, double MinMs, double MedianMs, double P95Ms, double JitterMs)
{
    /// <summary>Echoes answered in time.</summary>
    public int Answered => Sent - Lost;

    /// <summary>How far 19 of 20 answers stay below, above the middle one.</summary>
    public double ScatterMs => P95Ms - MedianMs;

    /// <summary>The figures of one reflector's samples.</summary>
    /// <param name="samples">All samples; those of other reflectors are left out.</param>
    /// <param name="reflector">Which reflector.</param>
    public static EchoFigures Of(IReadOnlyList<EchoSample> samples, int reflector)
    {
        var own = new List<EchoSample>();
        foreach (EchoSample sample in samples)
        {
            if (sample.Reflector == reflector)
                own.Add(sample);
        }
        // Answers overtake one another; jitter is about the order in which they were asked for.
        own.Sort(static (left, right) => left.SentAt.CompareTo(right.SentAt));
        var times = new List<double>(own.Count);
        double steps = 0;
        foreach (EchoSample sample in own)
        {
            if (!sample.Answered)
                continue;
            double time = sample.RttMicros / 1000.0;
            steps += times.Count > 0 ? Math.Abs(time - times[^1]) : 0;
            times.Add(time);
        }
        int answered = times.Count;
        double jitter = answered > 1 ? steps / (answered - 1) : 0;
        times.Sort();
        return new EchoFigures(
            own.Count, own.Count - answered, Quantile.Of(times, 0), Quantile.Of(times, 0.5), Quantile.Of(times, 0.95),
            jitter);
    }
}
