using Wanctl.Core.Measure;

namespace Wanctl.Measure;

/// <summary>What the line shows while it is loaded, under one pair of limits.</summary>
/// <param name="Share">The share of the achieved rate that the loaded directions were held to; 1 at the ceilings.
/// </param>
/// <param name="Limits">The limits in force; zero is none.</param>
/// <param name="Carried">What passed through the queues.</param>
/// <param name="ExcessMs">The middle of the delay above each reflector's idle one; not below 0.</param>
/// <param name="ExcessP95Ms">What 19 of 20 answers do not exceed above it.</param>
/// <param name="Sent">Echoes sent.</param>
/// <param name="Lost">Echoes without an answer in time.</param>
internal sealed record LoadFigures(
    double Share, RatePair Limits, RatePair Carried, double ExcessMs, double ExcessP95Ms, int Sent, int Lost)
{
    /// <summary>Fewer answers than this say nothing about their middle.</summary>
    private const int AnswersLeast = 10;

    /// <summary>Whether enough echoes were answered to tell the delay.</summary>
    public bool Telling => Sent - Lost >= AnswersLeast;

    /// <summary>The figures of a part of the measurement.</summary>
    public static LoadFigures Of(
        IReadOnlyList<EchoSample> samples, IdleFigures idle, double share, RatePair limits, RatePair carried)
    {
        var excess = new List<double>(samples.Count);
        int lost = 0;
        foreach (EchoSample sample in samples)
        {
            lost += sample.Answered ? 0 : 1;
            EchoFigures calm = idle.Reflectors[sample.Reflector];
            if (sample.Answered && calm.Answered > 0)
                excess.Add(sample.RttMicros / 1000.0 - calm.MedianMs);
        }
        excess.Sort();
        return new LoadFigures(
            share, limits, carried, Math.Max(0, Quantile.Of(excess, 0.5)), Math.Max(0, Quantile.Of(excess, 0.95)),
            samples.Count, lost);
    }
}
