using Wanctl.Core.Decide.Belief;
using Wanctl.Core.Estimate;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Decide.Belief;

public class TryPlannerTests
{
    private const double Mbps = 1e6;
    private const double Margin = 0.015;

    [Fact]
    public void A_line_that_is_found_where_it_was_is_tried_ever_more_seldom()
    {
        CapacityBelief belief = new(100 * Mbps);
        Instant now = Second(0);
        List<double> rests = [];
        for (int i = 0; i < 15; i++)
        {
            now = new Instant(now.Nanos + 100_000_000);
            belief.Measure(60 * Mbps, 0.01, now);
            double rest = Rest(ref belief, 60 * Mbps * (1 - Margin));
            rests.Add(rest);
            now += Duration.FromSeconds(rest);
        }
        Assert.True(rests[^1] > 3 * rests[0] && rests[^1] is > 15 and < 120, string.Join(' ', rests));
    }

    [Fact]
    public void A_line_far_below_what_is_usual_is_tried_again_within_seconds()
    {
        CapacityBelief belief = Settled(100 * Mbps);
        belief.Measure(20 * Mbps, 0.01, Second(200));
        for (int i = 1; i < 20; i++)
            belief.Measure(20 * Mbps, 0.01, Second(200 + 3 * i));
        Assert.InRange(Rest(ref belief, 20 * Mbps * (1 - Margin)), 0.1, 5);
    }

    [Fact]
    public void At_the_ceiling_nothing_is_given_away()
    {
        CapacityBelief belief = Settled(100 * Mbps);
        Assert.Equal(0, TryPlanner.Forgone(in belief, 50 * Mbps, 50 * Mbps, Margin), 1e-9);
    }

    [Fact]
    public void The_higher_a_limit_the_less_it_gives_away()
    {
        CapacityBelief belief = Settled(100 * Mbps);
        double before = double.PositiveInfinity;
        for (double limit = 20; limit < 140; limit += 1)
        {
            double forgone = TryPlanner.Forgone(in belief, limit * Mbps, 200 * Mbps, Margin);
            Assert.True(forgone >= 0 && forgone <= before + 1e-12, $"{limit} Mbit/s: {forgone}");
            before = forgone;
        }
    }

    [Fact]
    public void Good_tries_in_a_row_go_farther_and_cost_less()
    {
        CapacityBelief belief = Settled(100 * Mbps);
        double limit = 100 * Mbps;
        double target = TryPlanner.Target(in belief, limit, 0, Margin);
        double price = TryPlanner.Price(in belief, target, 0);
        Assert.Equal(1.025 * limit, target, 1);
        for (int successes = 1; successes < 5; successes++)
        {
            double next = TryPlanner.Target(in belief, limit, successes, Margin);
            Assert.True(next > target && next <= 1.8 * limit);
            Assert.True(TryPlanner.Price(in belief, next, successes) < price);
            target = next;
            price = TryPlanner.Price(in belief, next, successes);
        }
    }

    private static CapacityBelief Settled(double capacity)
    {
        CapacityBelief belief = new(capacity);
        for (int i = 0; i < 30; i++)
        {
            belief.Pass(4);
            belief.Measure(capacity, 0.01, Second(4 * i + 1));
            belief.LearnUsual(4);
        }
        return belief;
    }

    /// <summary>The seconds until a try is due, and the belief after them.</summary>
    private static double Rest(ref CapacityBelief belief, double limit)
    {
        double forgone = 0;
        double seconds = 0;
        while (seconds < 600)
        {
            double target = TryPlanner.Target(in belief, limit, 0, Margin);
            if (forgone >= TryPlanner.Price(in belief, target, 0))
                break;
            belief.Pass(0.05);
            forgone += 0.05 * TryPlanner.Forgone(in belief, limit, 1e12, Margin);
            seconds += 0.05;
        }
        return seconds;
    }

    private static Instant Second(double second) => new((long)(second * 1e9));
}
