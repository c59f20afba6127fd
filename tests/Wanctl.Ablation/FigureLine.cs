using System.Globalization;

namespace Wanctl.Ablation;

/// <summary>One figure of one scenario over the seeds.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Name">The figure.</param>
/// <param name="Unit"><c>share</c>, <c>ms</c>, <c>s</c>, <c>ratio</c> or <c>count</c>.</param>
/// <param name="LowIsGood">Whether less is better.</param>
/// <param name="Values">What was measured, a seed each; NaN where there was nothing to measure.</param>
internal sealed record FigureLine(string Scenario, string Name, string Unit, bool LowIsGood, double[] Values)
{
    /// <summary>Reads a line of <see cref="CatalogueRun.Run"/>.</summary>
    public static FigureLine Read(string line)
    {
        string[] words = line.Split('\t');
        double[] values = new double[words.Length - 4];
        for (int i = 0; i < values.Length; i++)
            values[i] = double.Parse(words[i + 4], CultureInfo.InvariantCulture);
        return new FigureLine(words[0], words[1], words[2], words[3] == "low", values);
    }

    /// <summary>The same line again.</summary>
    public string Write()
    {
        string[] values = Array.ConvertAll(Values, value => value.ToString("R", CultureInfo.InvariantCulture));
        return $"{Scenario}\t{Name}\t{Unit}\t{(LowIsGood ? "low" : "high")}\t{string.Join('\t', values)}";
    }

    /// <summary>The mean of the first so many seeds.</summary>
    public double Mean(int seeds)
    {
        double sum = 0;
        for (int i = 0; i < seeds; i++)
            sum += Values[i];
        return sum / seeds;
    }

    /// <summary>The standard deviation over all seeds; 0 for one.</summary>
    public double Deviation()
    {
        if (Values.Length < 2)
            return 0;
        double mean = Mean(Values.Length);
        double squares = 0;
        foreach (double value in Values)
            squares += (value - mean) * (value - mean);
        return Math.Sqrt(squares / (Values.Length - 1));
    }
}
