using System.Globalization;
using System.IO;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Reads the capacity of a line over time from text: mahimahi's format (one line for each packet of 1500 bytes that the
/// line could carry, with the millisecond of its leaving) or a table <c>seconds,mbit_per_s</c>, told apart by the
/// comma.
/// </summary>
public static class TraceReader
{
    private const int PacketBits = 1500 * 8;

    /// <summary>
    /// Over how many milliseconds packets are counted where nothing else is said. A radio serves its users by turns
    /// of up to some tens of milliseconds: finer bins show the turns as gaps of the line, coarser ones hide its jumps.
    /// </summary>
    public const int BinMs = 50;

    /// <summary>The finest bin, in milliseconds: a packet's time has no more digits.</summary>
    public const int BinMsLeast = 1;

    /// <summary>The coarsest bin, in milliseconds: what is counted over more shows no jump of the line.</summary>
    public const int BinMsMost = 10_000;

    /// <summary>A line that carries nothing would delay for ever; this is a packet in 1.2 s.</summary>
    private const double LeastBits = 10_000;

    /// <summary>A day of packets at 1 Gbit/s is more than anybody means.</summary>
    private const int LinesMost = 10_000_000;

    private const double SecondsMost = 86_400;

    /// <summary>Reads a trace; empty lines and lines that begin with <c>#</c> are skipped.</summary>
    /// <param name="text">The lines.</param>
    /// <param name="binMs">
    /// Over how many milliseconds packets are counted, <see cref="BinMsLeast"/> to <see cref="BinMsMost"/>; a table has
    /// bins of its own.
    /// </param>
    /// <exception cref="FormatException">A line cannot be understood; the message says which and why.</exception>
    public static Track Read(TextReader text, int binMs = BinMs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(binMs, BinMsLeast);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(binMs, BinMsMost);
        var points = new List<(double Seconds, double Bits)>();
        var packets = new List<int>();
        bool? table = null;
        for (int number = 1; text.ReadLine() is { } line; number++)
        {
            if (number > LinesMost)
                throw Bad(number, "one line more than the most", $"at most {LinesMost} lines");
            string trimmed = line.Trim();
            if (trimmed.Length == 0 || trimmed[0] == '#')
                continue;
            table ??= trimmed.Contains(',', StringComparison.Ordinal);
            if (table == true)
                TakeRow(trimmed, number, points);
            else
                TakePacket(trimmed, number, packets);
        }
        if (table != true)
            Bin(packets, binMs, points);
        if (points.Count == 0)
            throw new FormatException("trace: found no line with a number, wanted milliseconds or seconds,mbit_per_s");
        return Track.Steps([.. points]);
    }

    private static void TakeRow(string line, int number, List<(double Seconds, double Bits)> points)
    {
        string[] cells = line.Split(',');
        bool good = TryNumber(cells[0], out double seconds) & TryNumber(cells[^1], out double mbps);
        bool named = cells[0].Trim() is [var first, ..] && char.IsLetter(first);
        if (cells.Length == 2 && !good && points.Count == 0 && named)
            return;
        if (cells.Length != 2 || !good || seconds is < 0 or > SecondsMost || mbps is < 0 or > 1e6)
            throw Bad(number, $"'{line}'", "seconds,mbit_per_s with numbers from 0");
        if (points.Count > 0 && seconds <= points[^1].Seconds)
            throw Bad(number, $"{cells[0]} s", "a time after the row before");
        if (points.Count == 0 && seconds > 0)
            points.Add((0, Math.Max(LeastBits, mbps * 1e6)));
        if (points.Count == 0 || seconds > 0)
            points.Add((seconds, Math.Max(LeastBits, mbps * 1e6)));
    }

    private static void TakePacket(string line, int number, List<int> packets)
    {
        if (!int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int millis)
            || millis > SecondsMost * 1000)
            throw Bad(number, $"'{line}'", "whole milliseconds, one line a packet");
        if (packets.Count > 0 && millis < packets[^1])
            throw Bad(number, $"{millis} ms", "a time not before the line before");
        packets.Add(millis);
    }

    private static void Bin(List<int> packets, int binMs, List<(double Seconds, double Bits)> points)
    {
        if (packets.Count == 0)
            return;
        int at = 0;
        for (int from = 0; from <= packets[^1]; from += binMs)
        {
            int count = 0;
            while (at < packets.Count && packets[at] < from + binMs)
            {
                at++;
                count++;
            }
            points.Add((from / 1000.0, Math.Max(LeastBits, count * PacketBits * 1000.0 / binMs)));
        }
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private static FormatException Bad(int line, string found, string wanted) =>
        new($"trace line {line}: found {found}, wanted {wanted}");
}
