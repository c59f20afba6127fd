namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Counts delays, so that any quantile of any number of them can be told from a fixed memory: in steps of 0.01 ms up to
/// 100 ms, and of a thousandth of the value beyond.
/// </summary>
internal sealed class DelayHistogram
{
    private const double FineMs = 0.01;
    private const int Fine = 10_000;
    private const double FineMost = Fine * FineMs;

    /// <summary>Steps in which a value grows by the factor e.</summary>
    private const double PerE = 1000;

    /// <summary>Up to e^7 times 100 ms, almost two minutes; what is more counts as that.</summary>
    private const int Coarse = 7 * (int)PerE;

    private readonly long[] _counts = new long[Fine + Coarse + 1];
    private long _count;
    private long _above15;
    private long _above30;
    private double _most = double.NaN;

    /// <summary>Share of the values above 15 ms; NaN where there is none.</summary>
    public double Above15 => _count == 0 ? double.NaN : (double)_above15 / _count;

    /// <summary>Share of the values above 30 ms; NaN where there is none.</summary>
    public double Above30 => _count == 0 ? double.NaN : (double)_above30 / _count;

    /// <summary>The greatest value; NaN where there is none.</summary>
    public double Most => _most;

    /// <summary>Takes a delay in milliseconds; what is below zero counts as zero.</summary>
    public void Take(double millis)
    {
        _counts[Slot(millis)]++;
        _count++;
        _above15 += millis > 15 ? 1 : 0;
        _above30 += millis > 30 ? 1 : 0;
        _most = _count == 1 ? millis : Math.Max(_most, millis);
    }

    /// <summary>The value below which a share of all lies, to half a step; NaN where there is none.</summary>
    /// <param name="share">0 to 1.</param>
    public double Quantile(double share)
    {
        if (_count == 0)
            return double.NaN;
        long before = (long)(share * (_count - 1));
        for (int i = 0; ; i++)
        {
            before -= _counts[i];
            if (before < 0)
                return Math.Min(_most, Middle(i));
        }
    }

    private static int Slot(double millis)
    {
        if (millis < FineMost)
            return Math.Max(0, (int)(millis / FineMs));
        return Fine + Math.Min(Coarse, (int)(Math.Log(millis / FineMost) * PerE));
    }

    private static double Middle(int slot) =>
        slot < Fine ? (slot + 0.5) * FineMs : FineMost * Math.Exp((slot - Fine + 0.5) / PerE);
}
