using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Host.Watch;

namespace Wanctl.Tests.Host.Watch;

public sealed class HealthTests
{
    private readonly PictureTicks _ticks = new();

    [Fact]
    public void A_link_that_works_is_well()
    {
        _ticks.Feed(100);
        Assert.Empty(Health.Judge(_ticks.Process, _ticks.Now));
    }

    [Fact]
    public void A_loop_that_stands_still_is_stalled_after_two_seconds()
    {
        _ticks.Feed(100);
        Instant last = _ticks.Now - PictureTicks.Interval;
        Assert.Empty(Kinds(last + Duration.FromSeconds(2)));
        Assert.Equal(["loop_stalled"], Kinds(last + Duration.FromSeconds(2.1)));
    }

    [Fact]
    public void A_loop_that_never_began_is_stalled() =>
        Assert.Equal(["loop_stalled"], Kinds(_ticks.Process.Started + Duration.FromSeconds(3)));

    [Fact]
    public void A_silent_line_is_ill_after_ten_seconds_and_well_with_its_first_answer()
    {
        _ticks.Feed(100);
        _ticks.Feed(200, static (ref JournalRecord record) => record.Chosen.Line = LineState.Silent);
        Assert.Empty(Kinds(_ticks.Now));
        _ticks.Feed(10, static (ref JournalRecord record) => record.Chosen.Line = LineState.Down);
        Assert.Equal(["line_silent"], Kinds(_ticks.Now));
        _ticks.Feed(1);
        Assert.Empty(Kinds(_ticks.Now));
    }

    [Fact]
    public void A_router_that_is_away_is_ill_after_ten_seconds_whatever_states_it_goes_through()
    {
        _ticks.Feed(100);
        for (int i = 0; i < 21; i++)
        {
            ShaperState state = i % 2 == 0 ? ShaperState.Away : ShaperState.Preparing;
            _ticks.Feed(10, (ref JournalRecord record) => record.Seen.Shaper.State = state);
        }
        Assert.Equal(["router_unreachable"], Kinds(_ticks.Now));
        Assert.Contains("since 10.", Health.Judge(_ticks.Process, _ticks.Now)[0].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Queues_that_count_nothing_while_echoes_are_answered_are_a_problem_after_half_a_minute()
    {
        _ticks.Feed(590, Standing);
        Assert.Empty(Kinds(_ticks.Now));
        _ticks.Feed(20, Standing);
        Assert.Equal(["queue_counts_nothing", "queue_counts_nothing"], Kinds(_ticks.Now));
        Assert.StartsWith("the download queue '", Health.Judge(_ticks.Process, _ticks.Now)[0].Words,
            StringComparison.Ordinal);
        _ticks.Feed(1);
        Assert.Empty(Kinds(_ticks.Now));
    }

    private static void Standing(ref JournalRecord record)
    {
        record.Seen.Shaper.Down.Bytes = 0;
        record.Seen.Shaper.Up.Bytes = 0;
    }

    private List<string> Kinds(Instant now) => Health.Judge(_ticks.Process, now).ConvertAll(problem => problem.Kind);
}
