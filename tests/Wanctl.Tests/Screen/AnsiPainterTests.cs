using System.Text;
using Wanctl.Screen;

namespace Wanctl.Tests.Screen;

public sealed class AnsiPainterTests
{
    private static readonly string[] Colourless = ["0", "1", "2", "7", "1;7"];

    [Fact]
    public void The_first_page_is_sent_whole_and_an_equal_one_not_at_all()
    {
        var painter = new AnsiPainter(colours: true);
        var page = new Canvas();
        page.Clear(20, 3);
        page.Put(2, 1, "RED", Ink.RedBadge);
        string first = Encoding.UTF8.GetString(painter.Paint(page));
        Assert.Contains("\u001b[2;1H", first, StringComparison.Ordinal);
        Assert.Contains("\u001b[1;97;41mRED\u001b[0m", first, StringComparison.Ordinal);
        Assert.Equal(0, painter.Paint(page).Length);
    }

    [Fact]
    public void Only_rows_that_changed_are_sent()
    {
        var painter = new AnsiPainter(colours: true);
        var page = new Canvas();
        page.Clear(20, 3);
        painter.Paint(page);
        page.Set(0, 2, 'x', Ink.Plain);
        string second = Encoding.UTF8.GetString(painter.Paint(page));
        Assert.StartsWith("\u001b[3;1H", second, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[1;1H", second, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_another_size_is_sent_whole()
    {
        var painter = new AnsiPainter(colours: true);
        var page = new Canvas();
        page.Clear(20, 3);
        painter.Paint(page);
        page.Clear(10, 4);
        string resized = Encoding.UTF8.GetString(painter.Paint(page));
        Assert.Contains("\u001b[2J", resized, StringComparison.Ordinal);
        Assert.Contains("\u001b[4;1H", resized, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_colours_no_ink_changes_a_colour()
    {
        foreach (Ink ink in Enum.GetValues<Ink>())
        {
            var page = new Canvas();
            page.Clear(3, 1);
            page.Put(0, 0, "abc", ink);
            string sent = Encoding.UTF8.GetString(new AnsiPainter(colours: false).Paint(page));
            for (int start = sent.IndexOf('\u001b', StringComparison.Ordinal); start >= 0;)
            {
                string sequence = sent[(start + 2)..];
                int end = sequence.IndexOfAny(['m', 'H', 'J']);
                if (sequence[end] == 'm')
                    Assert.Contains(sequence[..end], Colourless);
                start = sent.IndexOf('\u001b', start + 1);
            }
        }
    }

    [Fact]
    public void Badges_of_all_zones_can_be_told_from_text_without_colours()
    {
        Ink[] badges = [Ink.PlainBadge, Ink.GreenBadge, Ink.YellowBadge, Ink.OrangeBadge, Ink.RedBadge];
        foreach (Ink ink in badges)
        {
            var page = new Canvas();
            page.Clear(3, 1);
            page.Put(0, 0, "abc", ink);
            string sent = Encoding.UTF8.GetString(new AnsiPainter(colours: false).Paint(page));
            Assert.Contains("7mabc", sent, StringComparison.Ordinal);
        }
    }
}
