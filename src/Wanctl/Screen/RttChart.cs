using Wanctl.Core.Decide;
using Wanctl.Core.Units;

namespace Wanctl.Screen;

/// <summary>Draws a trace as columns of blocks, coloured by zone.</summary>
internal static class RttChart
{
    private const string Blocks = " ▁▂▃▄▅▆▇█";
    private const int StepsPerRow = 8;

    /// <summary>Room for the scale at the left.</summary>
    private const int ScaleWidth = 8;

    /// <summary>The chart's top: the scales that a reader knows by heart.</summary>
    private static readonly int[] Scales = [50, 100, 200, 300, 500, 1000, 2000, 5000];

    /// <summary>Draws the last minute into some rows of the page.</summary>
    public static void Draw(Canvas page, int row, int rows, RttTrace trace, Instant now)
    {
        int width = page.Width - ScaleWidth - 1;
        if (width < 1 || rows < 1)
            return;
        Span<(float Millis, Zone Zone)> columns = new (float, Zone)[width];
        trace.Sum(now, columns);
        int scale = ScaleOf(columns);
        string top = FormattableString.Invariant($"{scale} ms");
        page.Put(ScaleWidth - 1 - top.Length, row, top, Ink.Faint);
        if (rows > 1)
            page.Put(ScaleWidth - 2, row + rows - 1, "0", Ink.Faint);
        for (int column = 0; column < width; column++)
        {
            (float millis, Zone zone) = columns[column];
            int steps = millis <= 0 ? 0 : Math.Max(1, (int)Math.Round(millis / scale * rows * StepsPerRow));
            for (int line = 0; line < rows; line++)
            {
                int filled = Math.Clamp(steps - (rows - 1 - line) * StepsPerRow, 0, StepsPerRow);
                if (filled > 0)
                    page.Set(ScaleWidth + column, row + line, Blocks[filled], ZoneInk.Of(zone));
            }
        }
    }

    private static int ScaleOf(ReadOnlySpan<(float Millis, Zone Zone)> columns)
    {
        float most = 0;
        foreach ((float millis, _) in columns)
            most = Math.Max(most, millis);
        foreach (int scale in Scales)
        {
            if (most <= scale)
                return scale;
        }
        return Scales[^1];
    }
}
