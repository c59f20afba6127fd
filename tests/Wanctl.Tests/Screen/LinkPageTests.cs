using System.Text;
using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Units;
using Wanctl.Host.Loop;
using Wanctl.Screen;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Screen;

public sealed class LinkPageTests
{
    private static readonly Scene Sag =
        new("evening sag: carries 300/34 Mbit/s", Rate.FromMbps(300), Rate.FromMbps(34));

    [Theory]
    [InlineData(60, 18)]
    [InlineData(80, 24)]
    [InlineData(100, 32)]
    [InlineData(200, 60)]
    public void The_facts_are_on_the_page(int width, int height)
    {
        string page = Text(Compose(width, height));
        Assert.Contains("wanctl  spectrum", page, StringComparison.Ordinal);
        Assert.Contains("classic law every 50 ms", page, StringComparison.Ordinal);
        Assert.Contains(" RED ", page, StringComparison.Ordinal);
        Assert.Contains("asked  799", page, StringComparison.Ordinal);
        Assert.Contains("applied  799", page, StringComparison.Ordinal);
        Assert.Contains("achieved  279", page, StringComparison.Ordinal);
        Assert.Contains("bloated, cutting · in force", page, StringComparison.Ordinal);
        Assert.Contains("now  99.0  baseline  14.0  excess  85.0 ms", page, StringComparison.Ordinal);
        Assert.Contains("evening sag", page, StringComparison.Ordinal);
        Assert.Contains("download RED: cut 940 -> 799 Mbit/s", page, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_believed_has_a_row_where_there_is_room()
    {
        JournalRecord record = Ticks.Make(40, Zone.Green, 900);
        record.Chosen.Down.Belief = Beliefs.Held;
        LinkWatch watch = Ticks.Bloated();
        Assert.DoesNotContain("carry", Page(100, 32), StringComparison.Ordinal);
        watch.Take(in record);
        Assert.Contains(Beliefs.HeldWords, Page(100, 32), StringComparison.Ordinal);
        Assert.DoesNotContain("carry", Page(100, 18), StringComparison.Ordinal);

        string Page(int width, int height)
        {
            var page = new Canvas();
            new LinkPage().Compose(page, width, height, Input(watch, Sag));
            return Text(page);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 3)]
    [InlineData(12, 5)]
    [InlineData(40, 10)]
    [InlineData(59, 17)]
    [InlineData(60, 18)]
    [InlineData(139, 23)]
    [InlineData(500, 200)]
    public void Every_size_is_filled_exactly(int width, int height)
    {
        Canvas page = Compose(width, height);
        Assert.Equal(height, page.Height);
        for (int row = 0; row < height; row++)
            Assert.Equal(width, page.RowText(row).Length);
    }

    [Fact]
    public void At_the_smallest_size_that_it_is_made_for_the_page_has_room_for_events()
    {
        LinkWatch watch = Ticks.Bloated();
        for (int number = 1; number <= 20; number++)
            watch.Events.Add(new ScreenEvent(Ticks.At(40), Ink.Plain, $"event {number}."));
        var page = new Canvas();
        new LinkPage().Compose(page, 60, 18, Input(watch, Sag));
        string text = Text(page);
        Assert.Contains("event 17.", text, StringComparison.Ordinal);
        Assert.EndsWith("event 20.", text.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Zones_have_their_colours()
    {
        Canvas page = Compose(80, 24);
        Assert.Equal(Ink.RedBadge, InkOf(page, " RED "));
        Assert.Equal(Ink.GreenBadge, InkOf(page, " GREEN "));
        Assert.Equal(Ink.Red, InkOf(page, "download RED"));
    }

    [Fact]
    public void Before_the_first_tick_the_page_says_so()
    {
        var page = new Canvas();
        new LinkPage().Compose(page, 80, 24, Input(Ticks.Watch(), null));
        Assert.Contains("waiting for the first tick", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_link_has_no_scene()
    {
        var page = new Canvas();
        new LinkPage().Compose(page, 80, 24, Input(Ticks.Bloated(), null));
        Assert.DoesNotContain("IN TRUTH", Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain(RateBar.Capacity.ToString(), Text(page), StringComparison.Ordinal);
    }

    private static Canvas Compose(int width, int height)
    {
        var page = new Canvas();
        new LinkPage().Compose(page, width, height, Input(Ticks.Bloated(), Sag));
        return page;
    }

    private static PageInput Input(LinkWatch watch, Scene? scene) => new()
    {
        Link = watch,
        Snapshot = default(LinkSnapshot),
        Figures = default(LoopFigures),
        Now = Ticks.At(40),
        Scene = scene,
    };

    private static string Text(Canvas page)
    {
        var text = new StringBuilder();
        for (int row = 0; row < page.Height; row++)
            text.Append(page.RowText(row)).Append('\n');
        return text.ToString();
    }

    private static Ink InkOf(Canvas page, string text)
    {
        for (int row = 0; row < page.Height; row++)
        {
            int column = page.RowText(row).IndexOf(text, StringComparison.Ordinal);
            if (column >= 0)
                return page.RowInks(row)[column];
        }
        throw new InvalidOperationException($"'{text}' is not on the page");
    }
}
