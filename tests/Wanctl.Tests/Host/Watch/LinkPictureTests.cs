using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Units;
using Wanctl.Host.Watch;

namespace Wanctl.Tests.Host.Watch;

public sealed class LinkPictureTests
{
    private readonly PictureTicks _ticks = new();

    [Fact]
    public void The_fine_view_is_two_minutes_at_full_rate()
    {
        _ticks.Feed(3000);
        History<FinePoint> fine = _ticks.Link.Fine;
        Assert.Equal(2400, fine.Capacity);
        Assert.Equal(3000, fine.End);
        Assert.Equal(600, fine.First);
        Assert.Equal(PictureTicks.Interval * 2399, fine[2999].At - fine[600].At);
        Assert.Equal(30, fine[2999].RttMs);
        Assert.Equal(940, fine[2999].Down.Applied);
        Assert.Equal(100, fine[2999].Down.Achieved, 0.5);
        Assert.Equal(10, fine[2999].Up.Achieved, 0.1);
    }

    [Fact]
    public void A_tick_without_an_answer_has_no_round_trip_time()
    {
        _ticks.Feed(1, (ref JournalRecord record) => record.Seen.Echoes = default);
        Assert.True(float.IsNaN(_ticks.Link.Fine[0].RttMs));
        Assert.True(double.IsNaN(_ticks.Link.RttMs));
        Assert.Equal(Instant.Never, _ticks.Link.AnsweredAt);
    }

    [Fact]
    public void A_minute_says_its_worst_and_its_mean()
    {
        _ticks.Feed(600);
        _ticks.Feed(300, (ref JournalRecord record) =>
        {
            record.Chosen.Down.Zone = Zone.Red;
            record.Chosen.Down.Applied = Rate.FromMbps(340);
        });
        _ticks.Feed(301);
        DayBucket minute = _ticks.Link.Day[0];
        Assert.Equal(1, _ticks.Link.Day.End);
        Assert.Equal(1201, minute.Ticks);
        Assert.Equal(Zone.Red, minute.Down.Worst);
        Assert.Equal(Zone.Green, minute.Up.Worst);
        Assert.Equal(300.0 / 1201, minute.Down.Congested, 0.001);
        Assert.Equal(340, minute.Down.AppliedLeast);
        Assert.Equal((901 * 940.0 + 300 * 340) / 1201, minute.Down.AppliedMean, 0.5);
        Assert.Equal(0, _ticks.Link.PresentMinute.Ticks);
    }

    [Fact]
    public void A_day_is_kept_and_no_more()
    {
        // A tick a minute stands for a day as well as twenty a second.
        var day = new DayKeeper();
        for (int minute = 0; minute < 2000; minute++)
        {
            var point = new FinePoint { At = new Instant(minute * DayKeeper.Step.Nanos) };
            day.Tick(in point);
        }
        Assert.Equal(1440, day.Steps.Capacity);
        Assert.InRange(day.Steps.End, 999, 2000);
    }

    [Fact]
    public void A_changed_rate_is_a_note_and_what_follows_alike_is_one_row()
    {
        _ticks.Feed(10);
        for (int step = 1; step <= 4; step++)
            _ticks.Feed(5, (ref JournalRecord record) => Want(ref record, 940 - 100 * step, Reason.QueueCut));
        _ticks.Feed(5, (ref JournalRecord record) => Want(ref record, 600, Reason.Climb));
        Assert.Equal(2, _ticks.Link.Notes.Count);
        DecisionNote cut = _ticks.Link.Notes[1];
        Assert.Equal((940.0, 540.0, 4), (cut.From.Mbps, cut.To.Mbps, cut.Count));
        Assert.Equal(Reason.QueueCut, cut.Reason);
        DecisionNote climb = _ticks.Link.Notes[0];
        Assert.Equal((540.0, 600.0, 1), (climb.From.Mbps, climb.To.Mbps, climb.Count));
        Assert.Equal(4, _ticks.Link.Down.Cuts);
        Assert.Equal(0, _ticks.Link.Up.Cuts);
    }

    [Fact]
    public void A_hindrance_and_a_foreign_hand_are_notes()
    {
        _ticks.Feed(2);
        _ticks.Feed(3, (ref JournalRecord record) => record.Chosen.Up.Blocker = Blocker.Budget);
        _ticks.Feed(1);
        _ticks.Feed(1, (ref JournalRecord record) => record.Chosen.Up.ForeignChange = true);
        Assert.Equal(2, _ticks.Link.Notes.Count);
        Assert.True(_ticks.Link.Notes[0].Foreign);
        Assert.Equal(Blocker.Budget, _ticks.Link.Notes[1].Blocker);
        Assert.Equal(1, _ticks.Link.Up.BudgetHolds);
        Assert.Equal(1, _ticks.Link.Up.Trouble.ForeignChanges);
    }

    [Fact]
    public void Notes_are_bounded()
    {
        for (int i = 0; i < 500; i++)
        {
            int step = i;
            _ticks.Feed(1, (ref JournalRecord record) =>
                Want(ref record, 500 + 10 * (step % 2), step % 2 == 0 ? Reason.QueueCut : Reason.Climb));
        }
        Assert.Equal(Notes.Capacity, _ticks.Link.Notes.Count);
        Assert.Equal(510, _ticks.Link.Notes[0].To.Mbps);
    }

    [Fact]
    public void Silence_is_counted_until_somebody_answers()
    {
        _ticks.Feed(5);
        _ticks.Feed(7, (ref JournalRecord record) => record.Chosen.Line = LineState.Silent);
        Assert.Equal(7, _ticks.Link.SilentTicks);
        Assert.True(_ticks.Link.Fine[11].Silent);
        _ticks.Feed(1);
        Assert.Equal(0, _ticks.Link.SilentTicks);
    }

    [Fact]
    public void Quantiles_of_a_histogram_lie_in_their_bucket()
    {
        var counts = default(ExcessCounts);
        for (int i = 0; i < 95; i++)
            counts.Add(0.5);
        for (int i = 0; i < 5; i++)
            counts.Add(120);
        Assert.Equal(100, counts.Count);
        Assert.InRange(counts.Quantile(0.5), 0, 1);
        Assert.InRange(counts.Quantile(0.99), 100, 150);
        Assert.Equal(95, counts.UpTo(0));
        counts.Add(5000);
        Assert.Equal(1000, counts.Quantile(1));
    }

    private static void Want(ref JournalRecord record, double mbps, Reason reason)
    {
        record.Chosen.Down.Wanted = Rate.FromMbps(mbps);
        record.Chosen.Down.Reason = reason;
    }
}
