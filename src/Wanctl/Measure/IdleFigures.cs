using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Measure;

/// <summary>What the line shows while nobody is to use it.</summary>
/// <param name="Reflectors">Figures of each, in the order of the configuration.</param>
/// <param name="MedianMs">The middle of all answers, whichever reflector gave them.</param>
/// <param name="ExcessP95Ms">
/// What 19 of 20 answers do not exceed above the middle one of their own reflector: the line's own noise.
/// </param>
/// <param name="Carried">What passed through the queues meanwhile; null where their counters could not be read.</param>
internal sealed record IdleFigures(
    IReadOnlyList<EchoFigures> Reflectors, double MedianMs, double ExcessP95Ms, RatePair? Carried)
{
    /// <summary>
    /// A direction that carries more than this is in use: a few machines that talk in the background carry less.
    /// </summary>
    private static readonly Rate s_busy = Rate.FromMbps(1);

    /// <summary>Whether any echo was answered.</summary>
    public bool Answered => MedianMs > 0;

    /// <summary>Whether the line was in use while it was to be idle; false where nobody could tell.</summary>
    public bool Busy => Carried is { } carried && (carried.Down > s_busy || carried.Up > s_busy);

    /// <summary>The figures of a part of the measurement.</summary>
    /// <param name="samples">Its samples.</param>
    /// <param name="reflectors">How many reflectors there are.</param>
    /// <param name="carried">What the queues passed.</param>
    public static IdleFigures Of(IReadOnlyList<EchoSample> samples, int reflectors, RatePair? carried)
    {
        var figures = new List<EchoFigures>(reflectors);
        for (int i = 0; i < reflectors; i++)
            figures.Add(EchoFigures.Of(samples, i));
        var times = new List<double>(samples.Count);
        var excess = new List<double>(samples.Count);
        foreach (EchoSample sample in samples)
        {
            if (!sample.Answered)
                continue;
            times.Add(sample.RttMicros / 1000.0);
            excess.Add(sample.RttMicros / 1000.0 - figures[sample.Reflector].MedianMs);
        }
        times.Sort();
        excess.Sort();
        return new IdleFigures(figures, Quantile.Of(times, 0.5), Math.Max(0, Quantile.Of(excess, 0.95)), carried);
    }
}
