namespace Wanctl.Report;

/// <summary>Where values stand on an axis of <see cref="Span"/> units.</summary>
/// <param name="top">The value at the axis's end.</param>
/// <param name="knee">Where it turns from linear to logarithmic; 0 for a linear one.</param>
internal readonly struct Scale(double top, double knee)
{
    /// <summary>The length of both axes in the units of the drawings.</summary>
    public const int Span = 1000;

    /// <summary>The value at the end.</summary>
    public double Top => top;

    /// <summary>The scale's knee.</summary>
    public double Knee => knee;

    /// <summary>How far from the beginning a value stands, 0 to <see cref="Span"/>.</summary>
    public int Place(double value)
    {
        double share = knee > 0 ? Math.Log(1 + Math.Max(0, value) / knee) / Math.Log(1 + top / knee) : value / top;
        return (int)Math.Round(Math.Clamp(share, 0, 1) * Span);
    }

    /// <summary>Round values worth a line, at most about <paramref name="wanted"/> of them on a linear scale.</summary>
    public List<double> Marks(int wanted)
    {
        var marks = new List<double>();
        if (knee > 0)
        {
            foreach (double mark in (ReadOnlySpan<double>)[0, 5, 15, 30, 100, 300, 1000, 3000])
            {
                if (mark <= top)
                    marks.Add(mark);
            }
            return marks;
        }
        double step = Step(top / wanted);
        for (int i = 0; i * step <= top * 1.0001; i++)
            marks.Add(i * step);
        return marks;
    }

    /// <summary>Moments worth a line on a time axis of <see cref="Top"/> seconds.</summary>
    public List<double> Moments()
    {
        double step = top < 60 ? Step(top / 7) : 0;
        foreach (double round in (ReadOnlySpan<double>)[10, 20, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600])
        {
            if (step == 0 && top / round <= 7)
                step = round;
        }
        if (step == 0)
            step = 86_400 * Math.Ceiling(top / 86_400 / 7);
        var moments = new List<double>();
        for (int i = 0; i * step <= top * 1.0001; i++)
            moments.Add(i * step);
        return moments;
    }

    private static double Step(double least)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double digit = least / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }
}
