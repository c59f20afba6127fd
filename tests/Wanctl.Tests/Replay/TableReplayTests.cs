using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Replay;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Replay;

/// <summary>A law stepped through a table, as <c>wanctl replay --csv</c> does.</summary>
public class TableReplayTests
{
    private const string Head = "seconds,rtt_ms,download_bps,upload_bps\n";

    [Fact]
    public void The_originals_cycles_come_out_of_a_table_to_the_last_digit()
    {
        JsonElement vector = Vectors.Autorate("full_cycle_seed")[0];
        var table = new StringBuilder(Head);
        var expected = new List<string>();
        int row = 0;
        foreach (JsonElement step in vector.GetProperty("steps").EnumerateArray())
        {
            string seconds = (row++ * 0.05).ToString("0.00", CultureInfo.InvariantCulture);
            table.Append(CultureInfo.InvariantCulture, $"{seconds},{step.GetProperty("measured").GetDouble():R},,\n");
            expected.Add(string.Create(CultureInfo.InvariantCulture,
                $"{seconds},{Word(step, "dl_zone")},{Word(step, "ul_zone")},"
                + $"{step.GetProperty("dl_rate").GetInt64()},{step.GetProperty("ul_rate").GetInt64()},"
                + $"{step.GetProperty("load").GetDouble():R},{step.GetProperty("baseline").GetDouble():R}"));
        }
        (List<string> rows, string? problem) = Run(table.ToString());

        Assert.Null(problem);
        Assert.True(rows.Count > 20, $"only {rows.Count} rows");
        Assert.Equal(expected, rows.ConvertAll(WithoutReasons));
    }

    [Fact]
    public void An_empty_cell_is_a_tick_in_which_nothing_arrived()
    {
        (List<string> rows, string? problem) = Run("0,25,,\n0.05,,,\n0.1,25,,\n");

        Assert.Null(problem);
        Assert.Equal("0.05,green,green,940000000,38000000,25,25,no_sample,no_sample", rows[1]);
        Assert.EndsWith("green_hold,green_hold", rows[2], StringComparison.Ordinal);
    }

    [Fact]
    public void A_law_that_keeps_a_belief_adds_what_it_believes()
    {
        using var input = new StringReader("0,25,,\n0.05,25,,\n");
        using var output = new StringWriter { NewLine = "\n" };
        LinkSettings settings = Links.Cable with { Law = RateLawKind.Adaptive2 };
        Assert.Null(TableReplay.Run(settings, "table.csv", input, output));
        string[] rows = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.EndsWith(
            ",down_reason,up_reason,down_state,down_capacity_bps,down_deviation,down_outlook,down_next_try_s,up_state,"
            + "up_capacity_bps,up_deviation,up_outlook,up_next_try_s,cause_download,cause_upload,cause_path,"
            + "cause_chance", rows[0], StringComparison.Ordinal);
        Assert.Equal(3, rows.Length);
        foreach (string row in rows[1..])
        {
            string[] cells = row.Split(',');
            Assert.Equal(rows[0].Split(',').Length, cells.Length);
            Assert.Equal(("idle", "awaits_shaper", ""), (cells[9], cells[12], cells[13]));
            Assert.InRange(double.Parse(cells[10], CultureInfo.InvariantCulture), 930e6, 950e6);
        }
    }

    [Theory]
    [InlineData("0,25\n", "1: found 2 cells, wanted 4")]
    [InlineData("0,25,1,1\n\n0.05,x,1,1\n", "3: found 'x' in column rtt_ms, wanted a number from 0 to 10000")]
    [InlineData("0,-1,1,1\n", "1: found '-1' in column rtt_ms")]
    [InlineData("0,NaN,1,1\n", "1: found 'NaN' in column rtt_ms")]
    [InlineData("0,1,1,1e13\n", "1: found '1e13' in column upload_bps")]
    [InlineData("0,1,1,1\n0.1,1,1,1\n", "2: found 0.1 after 0, wanted 0.05 s after the row before")]
    [InlineData("0.1,1,1,1\n0.05,1,1,1\n", "2: found 0.05 after 0.1 (time runs backwards), wanted 0.05 s")]
    [InlineData("0,1,1,1\n0,1,1,1\n", "2: found 0 after 0, wanted 0.05 s")]
    [InlineData(",1,1,1\n", "1: found no time, wanted seconds")]
    [InlineData(Head + "seconds,rtt_ms,download_bps,upload_bps\n", "2: found 'seconds' in column seconds")]
    [InlineData("inf,1,1,1\n", "1: found 'inf' in column seconds")]
    public void A_wrong_row_is_named_with_its_line(string table, string problem)
    {
        (_, string? found) = Run(table);

        Assert.StartsWith($"table.csv:{problem}", found, StringComparison.Ordinal);
    }

    [Fact]
    public void Rates_become_counters_that_give_the_rates_back()
    {
        var direction = new TableDirection(new Instant(0));
        ulong last = 0;
        Instant lastAt = default;
        foreach ((long millis, double? bps) in new (long, double?)[] { (50, 8e6), (100, null), (150, 4e6), (200, 0) })
        {
            Core.Measure.DirectionReport report = default;
            var now = new Instant(millis * 1_000_000);
            direction.Report(bps, now, ref report);
            Assert.Equal(bps is not null, report.Read);
            if (bps is not { } rate)
                continue;
            Assert.Equal(rate, (report.Bytes - last) * 8 / (now - lastAt).Seconds, 3);
            (last, lastAt) = (report.Bytes, report.ReadAt);
        }
    }

    [Fact]
    public void A_write_is_acknowledged_one_tick_later_and_then_read_back()
    {
        var direction = new TableDirection(new Instant(0));
        direction.Ask(new() { Write = true, Asked = new Rate(5_000_000) });
        Core.Measure.DirectionReport report = default;
        direction.Report(1, new Instant(50_000_000), ref report);

        Assert.Equal(Core.Measure.WriteOutcome.Applied, report.Outcome);
        Assert.Equal((5_000_000, 5_000_000), (report.Written.BitsPerSecond, report.Limit.BitsPerSecond));
        report = default;
        direction.Report(1, new Instant(100_000_000), ref report);
        Assert.Equal(Core.Measure.WriteOutcome.None, report.Outcome);
        Assert.Equal(5_000_000, report.Limit.BitsPerSecond);
    }

    private static (List<string> Rows, string? Problem) Run(string table)
    {
        LinkSettings settings = Links.Cable;
        using var input = new StringReader(table);
        using var output = new StringWriter { NewLine = "\n" };
        string? problem = TableReplay.Run(settings, "table.csv", input, output);
        var rows = new List<string>(output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(
            "seconds,down_zone,up_zone,down_bps,up_bps,load_ms,baseline_ms,down_reason,up_reason", rows[0]);
        rows.RemoveAt(0);
        return (rows, problem);
    }

    private static string WithoutReasons(string row)
    {
        string[] cells = row.Split(',');
        Assert.Equal(9, cells.Length);
        return string.Join(',', cells[..7]);
    }

    private static string Word(JsonElement step, string zone) =>
        step.GetProperty(zone).GetString()!.ToLowerInvariant();
}
