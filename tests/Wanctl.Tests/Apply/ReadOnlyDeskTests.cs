using Wanctl.Core.Apply;
using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Apply;

/// <summary>The desk of a dry run: what is applied is what was read, and nothing goes out.</summary>
public sealed class ReadOnlyDeskTests
{
    private readonly ShaperAccount _limits = new();
    private readonly ReadOnlyDesk _desk;

    public ReadOnlyDeskTests() => _desk = new ReadOnlyDesk(_limits);

    [Fact]
    public void Before_a_reading_nothing_is_applied_and_after_it_what_was_read_is()
    {
        Decision decision = Plan(310, ShaperState.Preparing);
        Assert.Equal((Rate.Zero, Blocker.ShaperAway), (decision.Down.Applied, decision.Down.Blocker));
        Read(400);
        decision = Plan(310);
        Assert.Equal((400.0, Blocker.DryRun), (decision.Down.Applied.Mbps, decision.Down.Blocker));
        Assert.Equal((false, Rate.Zero), (decision.Down.Write, decision.Down.Asked));
        Assert.Equal(Blocker.Unchanged, Plan(400).Down.Blocker);
    }

    [Fact]
    public void Whoever_changes_the_limit_is_no_foreign_hand()
    {
        foreach (double limit in (double[])[400, 300, 300, 300, 350])
        {
            Read(limit);
            Decision decision = Plan(310);
            Assert.Equal((limit, false), (decision.Down.Applied.Mbps, decision.Down.ForeignChange));
        }
    }

    [Fact]
    public void A_restarted_router_has_limits_that_nobody_has_read()
    {
        Read(400);
        _limits.Take(new ShaperReport { State = ShaperState.Ready, Restarted = true }, new Instant(2));
        Assert.Equal(Rate.Zero, Plan(310).Down.Applied);
    }

    private void Read(double mbps)
    {
        var report = new ShaperReport { State = ShaperState.Ready };
        (report.Down.Read, report.Down.Limit) = (true, Rate.FromMbps(mbps));
        _limits.Take(in report, new Instant(1));
    }

    private Decision Plan(double wanted, ShaperState state = ShaperState.Ready)
    {
        Decision decision = default;
        decision.Down.Wanted = Rate.FromMbps(wanted);
        _desk.Plan(state, new Instant(1), ref decision);
        return decision;
    }
}
