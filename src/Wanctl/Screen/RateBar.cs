using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;

namespace Wanctl.Screen;

/// <summary>
/// Draws a direction's rates between floor and ceiling: a filled bar up to what is achieved, a mark at the limit that
/// is applied, and, where a simulation knows it, another at what the line can really carry.
/// </summary>
internal static class RateBar
{
    public const char Achieved = '█';
    public const char Room = '░';
    public const char Limit = '┃';
    public const char Capacity = '◆';

    /// <summary>Draws into one row, between two columns.</summary>
    /// <param name="page">Where.</param>
    /// <param name="column">First column of the floor's number.</param>
    /// <param name="right">The column behind the ceiling's number.</param>
    /// <param name="row">Which row.</param>
    /// <param name="bounds">Floor and ceiling.</param>
    /// <param name="applied">The limit in force; zero while unknown.</param>
    /// <param name="achieved">What passes.</param>
    /// <param name="capacity">What the line can carry; zero where unknown.</param>
    /// <param name="ink">The colour of the filled part.</param>
    public static void Draw(
        Canvas page, int column, int right, int row, DirectionSettings bounds, Rate applied, Rate achieved,
        Rate capacity, Ink ink)
    {
        string ceiling = Words.Mbps(bounds.Ceiling);
        int start = page.Put(column, row, "0 ", Ink.Faint);
        int end = right - 1 - ceiling.Length;
        int cells = end - start;
        if (cells < 4)
            return;
        for (int cell = 0; cell < cells; cell++)
        {
            bool filled = (cell + 0.5) / cells * bounds.Ceiling.BitsPerSecond <= achieved.BitsPerSecond;
            page.Set(start + cell, row, filled ? Achieved : Room, filled ? ink : Ink.Faint);
        }
        Mark(page, start, row, cells, bounds, bounds.FloorRed, '╎', Ink.Faint);
        Mark(page, start, row, cells, bounds, capacity, Capacity, Ink.Truth);
        Mark(page, start, row, cells, bounds, applied, Limit, Ink.Strong);
        page.Put(end + 1, row, ceiling, Ink.Faint);
    }

    private static void Mark(
        Canvas page, int start, int row, int cells, DirectionSettings bounds, Rate at, char mark, Ink ink)
    {
        if (at == Rate.Zero)
            return;
        double share = (double)at.BitsPerSecond / bounds.Ceiling.BitsPerSecond;
        page.Set(start + (int)Math.Clamp(share * cells, 0, cells - 1), row, mark, ink);
    }
}
