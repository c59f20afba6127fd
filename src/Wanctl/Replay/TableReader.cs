using System.Globalization;
using System.IO;
using Wanctl.Core.Units;

namespace Wanctl.Replay;

/// <summary>
/// Reads a table <c>seconds,rtt_ms,download_bps,upload_bps</c>, a row an interval. The head is optional; an empty cell
/// says that nothing arrived.
/// </summary>
internal sealed class TableReader(string file, TextReader input, Duration interval)
{
    private const string Columns = "seconds,rtt_ms,download_bps,upload_bps";

    /// <summary>A row is four numbers; nothing longer is one.</summary>
    private const int LineMax = 1024;

    /// <summary>The longest probe timeout is ten seconds; what came later never counted.</summary>
    private const double RttMsMax = 10_000;

    /// <summary>A hundred times the fastest line.</summary>
    private const double BpsMax = 1e12;

    /// <summary>By how much two rows may miss the interval: a hundredth covers a rounded time column.</summary>
    private const double Slack = 0.01;

    private int _line;
    private double? _last;

    /// <summary>What ended the table before its end: <c>FILE:LINE: found X, wanted Y</c>; else null.</summary>
    public string? Problem { get; private set; }

    /// <summary>The next row; false at the end, and at a problem.</summary>
    public bool TryRead(out TableRow row)
    {
        row = default;
        while (Problem is null && input.ReadLine() is { } text)
        {
            _line++;
            string[] cells = text.Length > LineMax ? [] : text.Split(',', StringSplitOptions.TrimEntries);
            if (text.Trim().Length == 0 || (_line == 1 && string.Join(',', cells) == Columns))
                continue;
            row = Row(cells);
            return Problem is null;
        }
        return false;
    }

    private TableRow Row(string[] cells)
    {
        if (cells.Length != 4)
        {
            string found = cells.Length == 0 ? "a very long line" : Amount.Of(cells.Length, "cell");
            Refuse(found, $"4: {Columns}");
            return default;
        }
        if (Number(cells[0], "seconds", double.MinValue, double.MaxValue) is not { } seconds)
        {
            Refuse("no time", "seconds");
            return default;
        }
        Advance(seconds, cells[0]);
        return new TableRow(
            cells[0],
            Number(cells[1], "rtt_ms", 0, RttMsMax),
            Number(cells[2], "download_bps", 0, BpsMax),
            Number(cells[3], "upload_bps", 0, BpsMax));
    }

    private void Advance(double seconds, string cell)
    {
        if (_last is { } last && !(Math.Abs(seconds - last - interval.Seconds) <= interval.Seconds * Slack))
        {
            string wanted = string.Create(
                CultureInfo.InvariantCulture, $"{interval.Seconds} s after the row before (cycle_interval_seconds)");
            string when = seconds < last ? " (time runs backwards)" : "";
            Refuse($"{cell} after {last.ToString("R", CultureInfo.InvariantCulture)}{when}", wanted);
        }
        _last = seconds;
    }

    private double? Number(string cell, string column, double least, double most)
    {
        if (cell.Length == 0)
            return null;
        if (double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && number >= least && number <= most)
        {
            return number;
        }
        string range = least == 0
            ? string.Create(CultureInfo.InvariantCulture, $"a number from 0 to {most:0}, or an empty cell")
            : "a number";
        Refuse($"'{cell}' in column {column}", range);
        return null;
    }

    private void Refuse(string found, string wanted) =>
        Problem ??= FormattableString.Invariant($"{file}:{_line}: found {found}, wanted {wanted}");
}
