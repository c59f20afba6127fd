using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Units;
using Wanctl.Screen;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Screen;

public sealed class PlainReportTests
{
    [Fact]
    public void There_is_one_status_line_a_second()
    {
        LinkWatch watch = Ticks.Watch();
        var report = new PlainReport(watch);
        int lines = 0;
        for (int tick = 0; tick < 200; tick++)
        {
            watch.Take(Ticks.Make(tick, Zone.Green, 940));
            lines += Count(report.Take(null), " status ");
        }
        Assert.Equal(10, lines);
    }

    [Fact]
    public void The_status_line_has_all_facts()
    {
        LinkWatch watch = Ticks.Bloated();
        string line = new PlainReport(watch).Take(new Scene("evening sag", Rate.FromMbps(300), Rate.FromMbps(34)));
        Assert.Contains(
            "status rtt_ms=99.0 baseline_ms=14.0 delta_ms=85.0 down=RED down_asked=799 down_applied=799 "
            + "down_achieved=279 down_reason=\"bloated, cutting\" up=GREEN up_asked=38.0 up_applied=38.0 "
            + "up_achieved=0.00 up_reason=\"at the ceiling\" line=\"answering\" router=\"ready\" "
            + "scene=\"evening sag\"\n",
            line,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_believed_is_a_field_where_anything_is()
    {
        JournalRecord record = Ticks.Make(0, Zone.Green, 900);
        record.Chosen.Up.Belief = Beliefs.Held;
        string line = new PlainReport(Ticks.Watch(record)).Take(null);
        Assert.Contains($" up_belief=\"{Beliefs.HeldWords}\"", line, StringComparison.Ordinal);
        Assert.DoesNotContain("down_belief", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_change_of_zone_has_a_line()
    {
        LinkWatch watch = Ticks.Watch();
        var report = new PlainReport(watch);
        watch.Take(Ticks.Make(0, Zone.Green, 940));
        watch.Take(Ticks.Make(1, Zone.Red, 799, deltaMs: 85));
        watch.Take(Ticks.Make(2, Zone.Red, 679, deltaMs: 85));
        watch.Take(Ticks.Make(3, Zone.Yellow, 679, deltaMs: 20));
        string lines = report.Take(null);
        Assert.Equal(2, Count(lines, " zone "));
        Assert.Contains(
            "0.1 s zone download GREEN -> RED delta_ms=85.0 wanted=799 reason=\"bloated, cutting\"\n",
            lines,
            StringComparison.Ordinal);
        Assert.Contains("zone download RED -> YELLOW", lines, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_are_plain_ascii()
    {
        foreach (char character in new PlainReport(Ticks.Bloated()).Take(null))
            Assert.True(character is '\n' or (>= ' ' and <= '~'), $"U+{(int)character:X4} is not plain");
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
