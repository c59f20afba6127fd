using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;
using Wanctl.Host.Watch;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Watch;

/// <summary>When refusals and foreign hands are a problem, when that is over, and how it is told.</summary>
public sealed class DirectionTroubleTests
{
    private static readonly Rate Wanted = Rate.FromMbps(188);

    private readonly DirectionTrouble _trouble = new();
    private Instant _now = new(1_000_000_000);

    [Fact]
    public void A_refusal_is_a_problem_after_five_seconds_and_over_with_the_first_limit_that_is_taken()
    {
        Tick(WriteOutcome.Refused, Blocker.RefusedLately);
        Pass(4.9);
        Assert.False(_trouble.Refused(_now));
        Tick(WriteOutcome.Refused, Blocker.RefusedLately);
        Pass(0.1);
        Assert.True(_trouble.Refused(_now));
        Assert.Equal((2, Wanted), (_trouble.Refusals, _trouble.RefusedRate));
        Tick(WriteOutcome.Applied, Blocker.Unchanged);
        Assert.False(_trouble.Refused(_now));
    }

    [Theory]
    [InlineData(Blocker.Unchanged, false)]
    [InlineData(Blocker.ShaperAway, false)]
    [InlineData(Blocker.Budget, true)]
    [InlineData(Blocker.Outstanding, true)]
    [InlineData(Blocker.RefusedLately, true)]
    public void It_lasts_while_the_wanted_limit_is_not_in_force(Blocker blocker, bool lasts)
    {
        Tick(WriteOutcome.Refused, Blocker.RefusedLately);
        Pass(6);
        Tick(WriteOutcome.None, blocker);
        Assert.Equal(lasts, _trouble.Refused(_now));
    }

    [Fact]
    public void Three_foreign_changes_within_a_minute_are_a_fight_for_as_long_as_they_come()
    {
        Foreign(20);
        Foreign(20);
        Assert.False(_trouble.Fought(_now));
        Foreign(0);
        Assert.True(_trouble.Fought(_now));
        Pass(21);
        Assert.False(_trouble.Fought(_now));
        Assert.Equal(3, _trouble.ForeignChanges);
    }

    [Theory]
    [InlineData("not enough permissions (9)", "the user's group lacks \"write\"")]
    [InlineData("failure: max-limit must be equal or greater than limit-at",
        "/queue/tree/set [find name=\"WAN-Download\"] limit-at=0")]
    [InlineData("value of max-limit out of range (0..4294967295)", "within the range")]
    [InlineData("", "wanctl check --router")]
    public void The_sentence_has_router_queue_limit_words_and_cure(string said, string cure)
    {
        string text = RefusalWords.Of(
            Links.Cable with { DownloadQueue = "WAN-Download" }, down: true, Wanted, Rate.FromMbps(500), said);
        Assert.StartsWith(
            $"router {Links.Cable.Router.Host} refused to set WAN-Download to 188M: ", text, StringComparison.Ordinal);
        Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.Contains("500M stays in force", text, StringComparison.Ordinal);
        Assert.Contains(cure, text, StringComparison.Ordinal);
    }

    private void Tick(WriteOutcome outcome, Blocker blocker) => _trouble.Take(
        new DirectionReport { Outcome = outcome, Written = Wanted }, new DirectionDecision { Blocker = blocker }, _now);

    private void Foreign(double secondsAfter)
    {
        var chosen = new DirectionDecision { ForeignChange = true, Applied = Rate.FromMbps(7) };
        _trouble.Take(default, in chosen, _now);
        Pass(secondsAfter);
    }

    private void Pass(double seconds) => _now += Duration.FromSeconds(seconds);
}
