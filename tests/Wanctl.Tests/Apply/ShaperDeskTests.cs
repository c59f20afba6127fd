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
    public void One_stale_reading_after_a_write_is_no_foreign_change()
    {
        var loop = new OpenLoop(Link);
        loop.Step(25);
        loop.Step(25);
        loop.Answer.Down = new DirectionReport { Read = true, Limit = Rate.FromMbps(100) };
        Assert.False(loop.Step(25).Down.ForeignChange);
        for (int i = 0; i < 10; i++)
        {
            loop.Answer.Down = new DirectionReport { Read = true, Limit = Rate.FromMbps(940) };
            Decision decision = loop.Step(25);
            Assert.False(decision.Down.ForeignChange);
            Assert.False(decision.Down.Write);
        }
    }

    [Fact]
    public void A_foreign_hand_that_writes_another_value_each_time_is_found_and_its_value_is_what_applies()
    {
        var loop = new OpenLoop(Link with { Writes = new WriteBudgetSettings { Kind = WriteBudgetKind.Tokens } });
        loop.Step(25);
        loop.Step(25);
        int found = 0;
        int writes = 0;
        for (int i = 1; i <= 600; i++)
        {
            // A reading of each tick, and another value in each: our own write never lasts until the next one.
            loop.Answer.Down.Read = true;
            loop.Answer.Down.Limit = Rate.FromMbps(400 + i);
            Decision decision = loop.Step(25);
            found += decision.Down.ForeignChange ? 1 : 0;
            writes += decision.Down.Write ? 1 : 0;
            if (i % 20 == 0 && !decision.Down.Write && decision.Down.Blocker == Blocker.Budget)
                Assert.Equal(Rate.FromMbps(400 + i), decision.Down.Applied);
        }
        Assert.InRange(found, 300, 600);
        // 30 s at two tokens a second, and the bucket of ten.
        Assert.InRange(writes, 20, 70);
    }

    [Fact]
    public void To_repeat_a_limit_over_a_higher_one_is_no_cut_and_a_lower_one_is()
    {
        var loop = new OpenLoop(Link with
        {
            Thresholds = Links.CableThresholds with { AlphaLoad = 1 },
            Writes = new WriteBudgetSettings { Kind = WriteBudgetKind.Tokens, TokensPerSecond = 0.0001, TokensMax = 4 },
        });
        loop.Step(25);
        loop.Step(25);
        int writes = 0;
        Decision decision = default;
        for (int i = 1; i <= 100; i++)
        {
            loop.Answer.Down.Read = true;
            loop.Answer.Down.Limit = Rate.FromMbps(2000 + i);
            decision = loop.Step(25);
            writes += decision.Down.Write ? 1 : 0;
        }
        Assert.InRange(writes, 1, 4);
        Assert.Equal(Blocker.Budget, decision.Down.Blocker);
        bool cut = false;
        for (int i = 0; i < 20; i++)
        {
            decision = loop.Step(200);
            cut |= decision.Down.Write && decision.Down.Asked < Rate.FromMbps(940);
        }
        Assert.True(cut);
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
