using System.Globalization;
using System.IO;

namespace Wanctl.Lab.Score;

/// <summary>
/// A recorded file of numbers whose first column is the scenario's time. Read on the grid: each step has the values of
/// the latest row up to its end.
/// </summary>
internal sealed class RecordedTable
{
    private readonly Dictionary<string, double[]> _columns = new(StringComparer.Ordinal);

    private RecordedTable()
    {
    }

    /// <summary>Reads a file for so many steps of the grid.</summary>
    public static RecordedTable Read(string path, int steps)
    {
        using StreamReader file = Open(path);
        string[] names = (file.ReadLine() ?? "").Split(',');
        var table = new RecordedTable();
        double[][] columns = Array.ConvertAll(names, _ => NewColumn(steps));
        for (int i = 0; i < names.Length; i++)
            table._columns[names[i]] = columns[i];
        int filled = 0;
        while (file.ReadLine() is { } line)
        {
            double[] row = Array.ConvertAll(line.Split(','), ToNumber);
            if (row.Length != names.Length)
                continue; // The last row of a watcher that was ended in the middle of it.
            int step = (int)(row[0] * 1000 / Grid.StepMillis + 0.05);
            for (; filled < Math.Min(step, steps); filled++)
                Repeat(columns, filled);
            if (step >= filled && step < steps)
                Put(columns, filled++, row);
        }
        for (; filled < steps; filled++)
            Repeat(columns, filled);
        return table;
    }

    /// <summary>A column by its name, one value for each step.</summary>
    public double[] this[string name] => _columns.TryGetValue(name, out double[]? column)
        ? column
        : throw new LabException($"a recorded file has no column {name}");

    private static StreamReader Open(string path) =>
        File.Exists(path) ? File.OpenText(path) : throw new LabException($"there is no recording {path}");

    private static double[] NewColumn(int steps)
    {
        double[] column = new double[steps];
        Array.Fill(column, double.NaN);
        return column;
    }

    private static double ToNumber(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : double.NaN;

    private static void Put(double[][] columns, int step, double[] row)
    {
        for (int i = 0; i < columns.Length; i++)
            columns[i][step] = row[i];
    }

    private static void Repeat(double[][] columns, int step)
    {
        foreach (double[] column in columns)
            column[step] = step == 0 ? double.NaN : column[step - 1];
    }
}
