using System.Globalization;

namespace Wanctl.Bench;

/// <summary>Prints figures as rows of a Markdown table, each beside the figure to reach.</summary>
internal sealed class FigureTable
{
    /// <summary>How many figures were missed.</summary>
    public int Missed { get; private set; }

    public static void Title(string title)
    {
        Console.Out.WriteLine();
        Console.Out.WriteLine($"| {title} | measured | to reach |");
        Console.Out.WriteLine("|---|---:|---:|");
    }

    /// <summary>A figure that is to be at most <paramref name="limit"/>.</summary>
    public void AtMost(string figure, double measured, double limit, string unit)
    {
        bool missed = !(measured <= limit);
        Missed += missed ? 1 : 0;
        Row(figure, $"{Text(measured)} {unit}{(missed ? " MISSED" : "")}", $"<= {Text(limit)} {unit}");
    }

    /// <summary>A figure without a limit.</summary>
    public static void Note(string figure, double measured, string unit) => Row(figure, $"{Text(measured)} {unit}", "");

    public static void Skip(string figure, string reason) => Row(figure, "not measured: " + reason, "");

    private static void Row(string figure, string measured, string limit) =>
        Console.Out.WriteLine($"| {figure} | {measured} | {limit} |");

    private static string Text(double number) => number.ToString(
        Math.Abs(number) >= 100 ? "0" : Math.Abs(number) >= 10 ? "0.0" : "0.###", CultureInfo.InvariantCulture);
}
