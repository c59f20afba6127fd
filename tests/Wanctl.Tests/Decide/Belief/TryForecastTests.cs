using Wanctl.Core.Decide;
using Wanctl.Core.Decide.Belief;
using Wanctl.Core.Settings;
using Wanctl.Tests.Decide.Adaptive;
using Wanctl.Tests.Kit;
using Wanctl.Truth.Lines;

namespace Wanctl.Tests.Decide.Belief;

/// <summary>What a decision says of the next try, against when it comes.</summary>
public class TryForecastTests
{
    private const double Mbps = 1e6;

    /// <summary>What is foreseen may miss by two ticks, or by this share of the time.</summary>
    private const double Share = 0.05;

    private static readonly LinkSettings s_link = Links.Cable with { Law = RateLawKind.Adaptive2 };

    /// <summary>A constant line, used to the full: as soon as a tick differs from what was assumed (a sign of a queue,
    /// a moment without load), what was said before it counts no more.</summary>
    [Fact]
    public void A_try_comes_when_it_was_said_to_where_nothing_changes()
    {
        var said = new List<(double At, double Due)>();
        double tick = s_link.Interval.Seconds;
        int tries = 0, judged = 0, wrong = 0;
        double longest = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            FluidLine line = Constant(random, (0.3 + 0.6 * random.NextDouble()) * 940);
            said.Clear();
            for (int i = 0; i < 3600; i++)
            {
                Decision decision = line.Step();
                DirectionBelief belief = decision.Down.Belief;
                if (belief.Outlook == TryOutlook.Due)
                {
                    said.Add((line.Seconds, belief.NextTry.Seconds));
                    continue;
                }
                if (belief.State == DirectionState.Probe && said.Count > 0)
                {
                    tries++;
                    foreach ((double at, double due) in said)
                    {
                        double came = line.Seconds - at;
                        judged++;
                        longest = Math.Max(longest, due);
                        wrong += Math.Abs(came - due) <= Math.Max(2 * tick + 1e-6, Share * due) ? 0 : 1;
                    }
                }
                said.Clear();
            }
        }
        Assert.True(tries > 300 && longest > 10, $"{tries} tries, the longest foreseen by {longest:0} s");
        Assert.True(wrong <= judged / 500, $"{wrong} of {judged} before {tries} tries were wrong");
    }

    [Theory]
    [InlineData(RateLawKind.Adaptive)]
    [InlineData(RateLawKind.Classic)]
    public void A_law_that_keeps_no_belief_tells_none(RateLawKind law)
    {
        FluidLine line = Constant(new Random(1), 500, s_link with { Law = law });
        for (int i = 0; i < 600; i++)
        {
            Decision decision = line.Step();
            Assert.Equal(default, decision.Down.Belief);
            Assert.Equal(default, decision.Up.Belief);
            Assert.Equal(default, decision.Causes);
        }
    }

    [Fact]
    public void Causes_sum_to_one_and_an_outlook_fits_its_state()
    {
        int drained = 0;
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            FluidLine line = Constant(random, 200 + 500 * random.NextDouble());
            for (int i = 0; i < 1200; i++)
            {
                Decision decision = line.Step();
                Fits(in decision.Down.Belief, in decision.Up.Belief);
                Fits(in decision.Up.Belief, in decision.Down.Belief);
                CauseShares causes = decision.Causes;
                double sum = causes.Download + causes.Upload + causes.Path + causes.Chance;
                Assert.Equal(causes.Known ? 1 : 0, sum, 5);
                bool drains = decision.Down.Belief.State == DirectionState.Drain;
                Assert.True(causes.Known || !drains);
                drained += drains ? 1 : 0;
            }
        }
        Assert.True(drained > 100, $"only {drained} ticks of a queue prove nothing");
    }

    private static void Fits(in DirectionBelief belief, in DirectionBelief other)
    {
        bool drains = belief.State == DirectionState.Drain || other.State == DirectionState.Drain;
        Assert.True(belief.Known && belief.Deviation > 0);
        Assert.True(belief.RangeLeast < belief.Capacity && belief.Capacity < belief.RangeMost);
        Assert.NotEqual(TryOutlook.Unknown, belief.Outlook);
        if (belief.Outlook == TryOutlook.Silence)
            return;
        Assert.Equal(drains, belief.Outlook == TryOutlook.Draining);
        if (!drains)
            Assert.Equal(belief.State == DirectionState.Probe, belief.Outlook == TryOutlook.Running);
        if (belief.Outlook is TryOutlook.Due or TryOutlook.Distant)
            Assert.True(belief.PriceSeconds > 0 && belief.ForgoneSeconds <= belief.PriceSeconds);
        else
            Assert.Equal(default, belief.NextTry);
    }

    private static FluidLine Constant(Random random, double mbps, LinkSettings? link = null) => new(
        link ?? s_link, random, new FluidLoad { Capacity = mbps * Mbps, Elastic = true },
        new FluidLoad { Capacity = 60 * Mbps, Wanted = 2 * Mbps });
}
