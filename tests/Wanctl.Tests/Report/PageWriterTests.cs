using System.IO;
using System.Linq;
using System.Xml;
using System.Xml.Linq;
using Wanctl.Report;
using Wanctl.Simulation.Tunnel;
using Wanctl.Tests.Screen;
using Wanctl.Core.Decide;
using Wanctl.Core.Decide.Belief;
using Wanctl.Core.Journal;
using Wanctl.Core.Units;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Report;

public sealed class PageWriterTests
{
    [Fact]
    public void A_page_is_well_formed_and_has_all_its_parts()
    {
        XDocument page = Parse(Text(Page(TunnelPanel.Of(Runs.Step(), open: true))));
        string[] labels = [.. page.Descendants().Where(e => e.Name.LocalName == "figure").Select(e => e.Value)];
        Assert.Equal(5, labels.Length);
        Assert.Contains("Download, Mbit/s", labels[0], StringComparison.Ordinal);
        Assert.Contains("Excess delay, ms", labels[2], StringComparison.Ordinal);
        Assert.Contains("upload: zone and decisions", labels[4], StringComparison.Ordinal);
        Assert.Contains(page.Descendants(), e => (string?)e.Attribute("class") == "z4");
        Assert.Contains(page.Descendants(), e => (string?)e.Attribute("class") == "d dc");
    }

    [Fact]
    public void A_page_asks_nobody_for_anything()
    {
        string text = Text(Page(TunnelPanel.Of(Runs.Step(), open: true)));
        Assert.DoesNotContain("http", text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", text, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", text, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("a\"b'c&d")]
    [InlineData("bell\u0007and\0nul\uffff")]
    public void Names_cannot_break_out(string name)
    {
        XDocument page = Parse(Text(Page(TunnelPanel.Of(Runs.Step(name, law: name), open: true))));
        Assert.Single(page.Descendants(), e => e.Name.LocalName == "script");
        string heading = page.Descendants().Last(e => e.Name.LocalName == "h2").Value;
        Assert.Equal(Clean(name), heading);

        static string Clean(string text) =>
            string.Concat(text.Select(letter => char.IsControl(letter) || letter == '\uffff' ? ' ' : letter));
    }

    [Fact]
    public void An_empty_run_says_so()
    {
        XDocument page = Parse(Text(Page(TunnelPanel.Of(Runs.Empty(), open: true))));
        Assert.Contains("Nothing was recorded.", page.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_number_leaves_a_gap_and_nothing_else()
    {
        var truth = new List<TruthSample>(Runs.Step(seconds: 6).Truth);
        for (int i = 0; i < truth.Count; i++)
        {
            TruthSample sample = truth[i];
            sample.ExcessMs = i < 300 ? double.NaN : double.PositiveInfinity;
            sample.Down.Capacity = double.NaN;
            sample.Up.Limit = i == 500 ? double.NegativeInfinity : sample.Up.Limit;
            truth[i] = sample;
        }
        string text = Text(Page(TunnelPanel.Of(Runs.Step(seconds: 6) with { Truth = truth }, open: true)));
        XDocument page = Parse(text);
        XElement excess = page.Descendants().Single(e => (string?)e.Attribute("class") == "l exc");
        Assert.Equal("", (string?)excess.Attribute("d"));
        Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", text.Replace(PageLook.Script, "", StringComparison.Ordinal),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_hour_costs_little_more_than_a_minute()
    {
        int minute = Text(Page(TunnelPanel.Of(Runs.Step(seconds: 60), open: true))).Length;
        int hour = Text(Page(TunnelPanel.Of(Runs.Step(seconds: 3600), open: true))).Length;
        Assert.InRange(hour, 1, minute * 3 / 2);
        Assert.InRange(hour, 1, 100_000);
    }

    [Fact]
    public void A_run_that_never_rests_stays_small()
    {
        TunnelRun calm = Runs.Step(seconds: 600);
        var truth = new List<TruthSample>(calm.Truth);
        var ticks = new List<JournalRecord>(calm.Ticks);
        for (int i = 0; i < truth.Count; i++)
        {
            TruthSample sample = truth[i];
            sample.ExcessMs = 40 + 39 * Math.Sin(i * 1.3);
            sample.Down.Capacity = sample.Up.Capacity = 30e6 + 20e6 * Math.Sin(i * 0.01);
            sample.Down.Limit = sample.Up.Limit = 29e6 + 20e6 * Math.Sin(i * 0.01 + 0.1);
            sample.Down.Delivered = sample.Up.Delivered = 25e6 + 20e6 * Math.Sin(i * 0.11);
            truth[i] = sample;
        }
        for (int i = 0; i < ticks.Count; i++)
        {
            JournalRecord tick = ticks[i];
            tick.Chosen.Down.Zone = tick.Chosen.Up.Zone = (Zone)(1 + i / 15 % 4);
            tick.Chosen.Down.Wanted = tick.Chosen.Up.Wanted = new Rate(30_000_000 + i * 7919 % 9_000_000);
            ticks[i] = tick;
        }
        string text = Text(Page(TunnelPanel.Of(calm with { Truth = truth, Ticks = ticks }, open: true)));
        Assert.InRange(text.Length, 1, 100_000);
    }

    [Fact]
    public void A_journal_makes_the_same_page_without_the_truth()
    {
        var panel = new JournalPanel(Links.Cable with { Name = "<spectrum>" });
        for (int tick = 0; tick < 200; tick++)
            panel.Take(Ticks.Make(tick, tick < 100 ? Zone.Green : Zone.Red, tick < 100 ? 940 : 799, 12));
        ReportPanel built = panel.Build("recorded");
        XDocument page = Parse(Text(Page(built)));
        Assert.Equal(9.95, built.Seconds, 6);
        Assert.Equal(279, built.Charts[0].Series[0].Highest, 0.5);
        Assert.Equal(940, built.Charts[0].Series[1].Highest, 0.5);
        Assert.Equal(12, built.Charts[2].Series[0].Highest, 0.01);
        Assert.Contains("200 ticks, 200 echoes answered, 0 lost", page.Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_believed_is_drawn_and_told_and_left_out_where_nothing_was()
    {
        JournalPanel believing = new(Links.Cable);
        JournalPanel plain = new(Links.Cable);
        for (int tick = 0; tick < 400; tick++)
        {
            JournalRecord record = Ticks.Make(tick, Zone.Green, tick < 200 ? 940 : 799, 12);
            plain.Take(in record);
            record.Chosen.Causes = Beliefs.Blamed;
            record.Chosen.Down.Belief = Beliefs.Held with
            {
                State = tick < 200 ? DirectionState.Hold : DirectionState.Drain,
                Outlook = tick < 200 ? TryOutlook.Due : TryOutlook.Draining,
            };
            believing.Take(in record);
        }
        ReportPanel panel = believing.Build("recorded");
        string page = Parse(Text(Page(panel))).Root!.Value;

        Series[] drawn = [.. panel.Charts[0].Series.Where(series => series.Look == "bel")];
        Assert.Equal(2, drawn.Length);
        Assert.Equal(912, drawn[0].Highest, 0.5);
        Assert.Equal(925, drawn[1].Highest, 0.5);
        Assert.Equal((4, 40.0), (panel.Charts.Count, panel.Charts[3].Series[0].Highest));
        Assert.Contains($"940 to 799 Mbit/s; {Beliefs.BlamedWords}", page, StringComparison.Ordinal);
        Assert.Contains("download at the end: the line is known to carry 912 to 925", page, StringComparison.Ordinal);
        Assert.Contains("(0 tries, 1 queue in all)", page, StringComparison.Ordinal);

        ReportPanel without = plain.Build("recorded");
        page = Text(Page(without));
        Assert.Equal(3, without.Charts.Count);
        Assert.DoesNotContain("believed", page, StringComparison.Ordinal);
        Assert.DoesNotContain("at the end", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_marks_what_was_reached_and_what_was_not()
    {
        var table = new ReportTable
        {
            Title = "Figures",
            Head = ["scenario", "figure", "adaptive"],
            TextColumns = 2,
            Rows =
            [
                [new Cell("a<b"), new Cell("p95"), new Cell("8", true)],
                [new Cell("a<b"), new Cell("p99"), new Cell("40", false)],
            ],
        };
        XDocument page = Parse(Text(Page() with { Tables = [table] }));
        Assert.Single(page.Descendants(), e => (string?)e.Attribute("class") == "ok");
        Assert.Single(page.Descendants(), e => (string?)e.Attribute("class") == "no");
        Assert.Equal("#s-a-b", (string?)page.Descendants().Single(e => e.Name.LocalName == "a").Attribute("href"));
    }

    private static ReportPage Page(params ReportPanel[] panels) =>
        new() { Title = "wanctl & co", Panels = panels };

    private static string Text(ReportPage page)
    {
        using var text = new StringWriter();
        PageWriter.Write(text, page);
        return text.ToString();
    }

    private static XDocument Parse(string page)
    {
        using var reader = XmlReader.Create(
            new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        return XDocument.Load(reader);
    }
}
