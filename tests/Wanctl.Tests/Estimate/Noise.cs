using Wanctl.Simulation.Line;

namespace Wanctl.Tests.Estimate;

/// <summary>A sequence of chance values with mean 0 and standard deviation 1, the same for the same seed.</summary>
internal sealed class Noise(NoiseKind kind, int seed)
{
    private const double ParetoExponent = 2.5;

    private SeededNoise _source = new((ulong)seed);

    public double Next() => kind switch
    {
        NoiseKind.Even => (_source.Share() - 0.5) * Math.Sqrt(12),
        NoiseKind.Exponential => _source.Exponential() - 1,
        NoiseKind.LogNormal => (Math.Exp(Normal()) - Math.Exp(0.5)) / Math.Sqrt((Math.E - 1) * Math.E),
        NoiseKind.Student => Student(),
        NoiseKind.Pareto => Pareto(),
        _ => Normal(),
    };

    /// <summary>Evenly from 0 to 1, the latter excluded.</summary>
    public double Share() => _source.Share();

    /// <summary>By Box and Muller, whose tails have no end.</summary>
    private double Normal() =>
        Math.Sqrt(2 * _source.Exponential()) * Math.Cos(2 * Math.PI * _source.Share());

    private double Student()
    {
        double value = Normal();
        double square = 0;
        for (int i = 0; i < 3; i++)
        {
            double one = Normal();
            square += one * one;
        }
        return value / Math.Sqrt(square);
    }

    private double Pareto()
    {
        double mean = ParetoExponent / (ParetoExponent - 1);
        double variance = ParetoExponent / ((ParetoExponent - 1) * (ParetoExponent - 1) * (ParetoExponent - 2));
        return (Math.Pow(1 - _source.Share(), -1 / ParetoExponent) - mean) / Math.Sqrt(variance);
    }
}
