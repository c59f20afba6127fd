namespace Wanctl.Simulation.Line;

/// <summary>
/// Random numbers that depend on the seed alone, on every machine and runtime. SplitMix64 (Steele, Lea, Flood 2014):
/// one multiplication chain, any seed is a good one.
/// </summary>
public struct SeededNoise(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Evenly from 0 to 1, the latter excluded.</summary>
    public double Share()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Exponentially distributed with mean 1.</summary>
    public double Exponential() => -Math.Log(1 - Share());

    /// <summary>
    /// Normally distributed, mean 0 and deviation 1, by the sum of twelve: tails end at six, which suits a model.
    /// </summary>
    public double Normal()
    {
        double sum = -6;
        for (int i = 0; i < 12; i++)
            sum += Share();
        return sum;
    }
}
