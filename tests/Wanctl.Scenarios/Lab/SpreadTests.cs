using System.IO;
using Wanctl.Lab.Score;
using Wanctl.Report;

namespace Wanctl.Scenarios.Lab;

/// <summary>What a table says of several seeds.</summary>
public class SpreadTests
{
    [Theory]
    [InlineData(true, 7)]
    [InlineData(false, 2)]
    public void The_worst_of_the_seeds_stands_behind_their_mean(bool highIsWorse, double worst)
    {
        var spread = Spread.Of([2, 7, double.NaN, 3], highIsWorse);
        Assert.Equal(new Spread(4, worst, 3), spread);
        Assert.Equal($"4 ({worst})", spread.Cell.Text);
    }

    [Fact]
    public void One_seed_is_its_own_mean_and_none_is_a_dash()
    {
        Assert.Equal("5", Spread.Of([5], highIsWorse: true).Cell.Text);
        Assert.Equal("-", Spread.Of([double.NaN], highIsWorse: true).Cell.Text);
    }

    [Fact]
    public void A_table_in_Markdown_has_what_was_missed()
    {
        string path = Path.GetTempFileName();
        var table = new ReportTable
        {
            Title = "Runs",
            Note = "A note.",
            Head = ["scenario", "missed"],
            Rows = [[new Cell("step"), new Cell("1/6", false)], [new Cell("call"), new Cell("0/6", true)]],
        };
        MarkdownFile.Write(path, "Level 2", [table]);
        string[] lines = File.ReadAllLines(path);
        File.Delete(path);

        string[] wanted =
        [
            "Level 2", "", "## Runs", "A note.", "", "| scenario | missed |", "|---|---:|", "| step | 1/6 missed |",
            "| call | 0/6 |",
        ];
        Assert.Equal(wanted, lines);
    }
}
