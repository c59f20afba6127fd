using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Host.Keep;
using Wanctl.Tests.Kit;
using Wanctl.Verbs;

namespace Wanctl.Tests;

/// <summary>The command lines of the verbs around journals.</summary>
public class RunOptionsTests
{
    [Fact]
    public void Files_and_options_may_stand_in_any_order()
    {
        Assert.True(RunOptions.TryParse(
            ["a.yaml", "--journal", "x", "b.yaml", "--journal-size", "8"], out RunOptions options, out _));
        Assert.Equal((2, "x", 8), (options.Paths.Length, options.Journal, options.JournalMegabytes));
        Assert.True(RunOptions.TryParse(["a.yaml"], out options, out _));
        Assert.Equal((null, 64), (options.Journal, options.JournalMegabytes));
    }

    [Theory]
    [InlineData("", "run without a file")]
    [InlineData("a --journal", "--journal without a value")]
    [InlineData("a --journal x --journal-size 0", "--journal-size: found '0', wanted whole megabytes")]
    [InlineData("a --journal x --journal-size 1.5", "--journal-size: found '1.5', wanted whole megabytes")]
    [InlineData("a --journal-size 5", "--journal-size without --journal")]
    [InlineData("a --journal /tmp/", "--journal: found '/tmp/', wanted the name of a file")]
    [InlineData("a --journal ..", "--journal: found '..', wanted the name of a file")]
    [InlineData("a --log", "run has no option '--log'")]
    public void What_is_not_understood_is_named(string line, string problem)
    {
        string[] args = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.False(RunOptions.TryParse(args, out _, out string found));
        Assert.StartsWith(problem, found, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_links_have_a_journal_each_and_strangers_stay_untouched()
    {
        using var folder = new ScratchFolder();
        string path = folder.File("run.journal");
        Assert.True(RunOptions.TryParse(["a", "--journal", path], out RunOptions options, out _));
        WanFile[] links = [File(Links.Cable), File(Links.Cable with { Name = "att" })];
        Assert.Empty(options.NameJournals(links[..1], out IReadOnlyList<JournalFile> files));
        Assert.Equal(path, Assert.Single(files).Path);
        Assert.Empty(options.NameJournals(links, out files));
        Assert.Equal(folder.File("run.spectrum.journal"), files[0].Path);
        Assert.Equal(folder.File("run.att.journal"), files[1].Path);

        System.IO.File.WriteAllText(path, "wan_name: a");
        string problem = Assert.Single(options.NameJournals(links[..1], out _));
        Assert.Equal($"{path}:1: found no journal, wanted a journal or an unused name", problem);
        Assert.Equal("wan_name: a", System.IO.File.ReadAllText(path));
    }

    private static WanFile File(LinkSettings link)
    {
        var nowhere = new EndpointSettings(false, "127.0.0.1", 1);
        return new WanFile
        {
            Link = link, Log = new LogSettings(LogThreshold.Info, LogFormat.Text), Health = nowhere, Metrics = nowhere,
        };
    }

    [Theory]
    [InlineData("100ms", 0.1)]
    [InlineData("0.25s", 0.25)]
    [InlineData("20ms", 0.02)]
    [InlineData("100", null)]
    [InlineData("s", null)]
    [InlineData("-5ms", null)]
    [InlineData("1e3ms", null)]
    [InlineData("NaNs", null)]
    [InlineData("99999s", null)]
    public void An_interval_is_a_number_with_its_unit(string text, double? seconds)
    {
        Assert.Equal(seconds is not null, RescaleVerb.TryInterval(text, out Core.Units.Duration interval));
        Assert.Equal(seconds ?? 0, interval.Seconds);
    }

    [Theory]
    [InlineData("a.journal --law adaptive --json", "")]
    [InlineData("a.journal --report a.html", "")]
    [InlineData("a --report", "--report without a value")]
    [InlineData("--csv t.csv c.yaml --report a.html", "--report beside --csv: a page is drawn of journals")]
    [InlineData("--csv t.csv c.yaml", "")]
    [InlineData("", "replay without a journal")]
    [InlineData("a --law fast", "--law: found 'fast', wanted adaptive, adaptive2 or classic")]
    [InlineData("a --law", "--law without a value")]
    [InlineData("--csv t.csv", "--csv FILE with other than one CONFIG")]
    [InlineData("--csv t.csv c.yaml --json", "--json beside --csv: the answer to a table is a table")]
    public void Replay_understands_its_words(string line, string problem)
    {
        string[] args = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(problem.Length == 0, Wanctl.Replay.ReplayOptions.TryParse(args, out _, out string found));
        Assert.Equal(problem, found);
    }
}
