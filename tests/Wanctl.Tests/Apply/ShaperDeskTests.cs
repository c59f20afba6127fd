using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Apply;

/// <summary>What was asked, what is applied, and what keeps a write back.</summary>
public sealed class ShaperDeskTests
{
    private static readonly LinkSettings Link = Links.Cable with
    {
        Writes = new WriteBudgetSettings { Kind = WriteBudgetKind.Unlimited },
    };

    [Fact]
    public void A_rate_is_applied_only_when_the_shaper_has_acknowledged_it()
    {
        var loop = new OpenLoop(Link);
        Decision first = loop.Step(25);
        Assert.True(first.Down.Write);
        Assert.Equal(Rate.FromMbps(940), first.Down.Asked);
        Assert.Equal(Rate.Zero, first.Down.Applied);
        Decision second = loop.Step(25);
        Assert.Equal(Rate.FromMbps(940), second.Down.Applied);
        Assert.Equal(Blocker.Unchanged, second.Down.Blocker);
    }

    [Fact]
    public void A_limit_that_the_shaper_holds_already_is_not_written()
    {
        var loop = new OpenLoop(Link);
        loop.Answer.Down = new DirectionReport { Read = true, Limit = Rate.FromMbps(940) };
        loop.Answer.Up = new DirectionReport { Read = true, Limit = Rate.FromMbps(10) };
        Decision decision = loop.Step(25);
        Assert.False(decision.Down.Write);
        Assert.Equal(Rate.FromMbps(940), decision.Down.Applied);
        Assert.True(decision.Up.Write);
    }

    [Fact]
    public void A_change_by_somebody_else_is_found_after_two_readings_and_put_right()
    {
        var loop = new OpenLoop(Link);
        loop.Step(25);
        loop.Step(25);
        loop.Answer.Down = new DirectionReport { Read = true, Limit = Rate.FromMbps(100) };
        Assert.False(loop.Step(25).Down.Write);
        loop.Answer.Down = new DirectionReport { Read = true, Limit = Rate.FromMbps(100) };
        Decision found = loop.Step(25);
        Assert.True(found.Down.ForeignChange);
        Assert.True(found.Down.Write);
        Assert.Equal(Rate.FromMbps(940), found.Down.Asked);
        Assert.Equal(Rate.FromMbps(940), loop.Step(25).Down.Applied);
    }

    [Fact]
    public void One_stale_reading_is_no_foreign_change()
    {
        var loop = new OpenLoop(Link);
        loop.Step(25);
        loop.Step(25);
        for (int i = 0; i < 10; i++)
        {
            loop.Answer.Down = new DirectionReport { Read = true, Limit = Rate.FromMbps(i % 2 == 0 ? 100 : 940) };
            Decision decision = loop.Step(25);
            Assert.False(decision.Down.ForeignChange);
            Assert.False(decision.Down.Write);
        }
    }

    [Fact]
    public void While_an_answer_is_outstanding_nothing_is_sent_and_then_the_newest_value_goes()
    {
        var loop = new OpenLoop(Link with { Thresholds = Links.CableThresholds with { AlphaLoad = 1 } });
        loop.Step(25);
        loop.Answer = new ShaperReport { State = ShaperState.Ready };
        for (int i = 0; i < 3; i++)
        {
            Decision waiting = loop.Step(200);
            Assert.Equal(Blocker.Outstanding, waiting.Down.Blocker);
            Assert.False(waiting.Down.Write);
        }
        loop.Answer.Down = new DirectionReport { Outcome = WriteOutcome.Applied, Written = Rate.FromMbps(940) };
        Decision sent = loop.Step(200);
        Assert.True(sent.Down.Write);
        Assert.Equal(490_685_875, sent.Down.Asked.BitsPerSecond);
    }

    [Fact]
    public void A_lost_connection_makes_the_limit_unknown_and_the_value_goes_again()
    {
        var loop = new OpenLoop(Link);
        loop.Step(25);
        loop.Answer = new ShaperReport { State = ShaperState.Away };
        loop.Answer.Down.Outcome = WriteOutcome.Lost;
        Assert.Equal(Blocker.ShaperAway, loop.Step(25).Down.Blocker);
        loop.Answer = new ShaperReport { State = ShaperState.Ready };
        Assert.True(loop.Step(25).Down.Write);
    }

    [Fact]
    public void A_refused_write_rests_before_it_is_tried_again()
    {
        var loop = new OpenLoop(Link);
        loop.Step(25);
        loop.Answer.Down.Outcome = WriteOutcome.Refused;
        Assert.Equal(Blocker.RefusedLately, loop.Step(25).Down.Blocker);
        for (int i = 0; i < 98; i++)
            Assert.Equal(Blocker.RefusedLately, loop.Step(25).Down.Blocker);
        loop.Step(25);
        Assert.Equal(Rate.FromMbps(940), loop.Step(25).Down.Asked);
    }

    [Fact]
    public void A_reboot_of_the_router_makes_every_limit_unknown()
    {
        var loop = new OpenLoop(Link);
        loop.Step(25);
        loop.Step(25);
        loop.Answer.Restarted = true;
        Decision decision = loop.Step(25);
        Assert.True(decision.Down.Write);
        Assert.True(decision.Up.Write);
    }

    [Fact]
    public void The_budget_counts_one_write_for_both_directions()
    {
        var loop = new OpenLoop(Links.Cable with
        {
            Thresholds = Links.CableThresholds with { AlphaLoad = 1 },
            Writes = new WriteBudgetSettings
            {
                Kind = WriteBudgetKind.Window,
                WindowWrites = 3,
                Window = Duration.FromSeconds(60),
            },
        });
        int ticks = 0;
        for (int i = 0; i < 10; i++)
        {
            Decision decision = loop.Step(200);
            ticks += decision.Down.Write || decision.Up.Write ? 1 : 0;
        }
        Assert.Equal(3, ticks);
    }
}
