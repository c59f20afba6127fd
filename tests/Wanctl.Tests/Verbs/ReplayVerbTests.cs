using System.IO;
using Wanctl.Host.Keep;
using Wanctl.Host.Loop;
using Wanctl.Host.Tell;
using Wanctl.Tests.Kit;
using Wanctl.Tests.Replay;
using Wanctl.Verbs;

namespace Wanctl.Tests.Verbs;

/// <summary>The page of a replay, drawn of a journal that was recorded here.</summary>
public sealed class ReplayVerbTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly string _journal;
    private readonly string _page;

    public ReplayVerbTests()
    {
        _journal = _folder.File("cable.journal");
        _page = _folder.File("page.html");
        using var kit = new JournalKit();
        using var keeper = new JournalKeeper(
            [kit.Link], [new JournalFile(_journal, 64_000_000)], [kit.Start], new EventQueue());
        kit.Step(600);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_page_shows_what_was_recorded()
    {
        Assert.Equal(ExitCode.Fine, ReplayVerb.Execute([_journal, "--report", _page]));
        string page = File.ReadAllText(_page);
        Assert.Contains("600 ticks", page, StringComparison.Ordinal);
        Assert.Contains("classic, recorded", page, StringComparison.Ordinal);
        Assert.DoesNotContain("open loop", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_law_stands_beside_and_the_page_says_what_that_means()
    {
        Assert.Equal(ExitCode.Fine, ReplayVerb.Execute([_journal, "--law", "adaptive", "--report", _page]));
        string page = File.ReadAllText(_page);
        Assert.Contains("classic, recorded", page, StringComparison.Ordinal);
        Assert.Contains("adaptive, open loop", page, StringComparison.Ordinal);
        Assert.Contains("what the line would have answered is not known", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_cannot_be_written_is_said_before_anything_is_done() =>
        Assert.Equal(
            ExitCode.Configuration, ReplayVerb.Execute([_journal, "--report", "/nowhere/at/all/page.html"]));
}
