using Wanctl.Core.Decide.Belief;

namespace Wanctl.Tests.Decide.Belief;

public class AttributionTests
{
    [Fact]
    public void The_probabilities_of_all_causes_sum_to_one()
    {
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++)
        {
            Attribution attribution = new(Weight(), Weight(), Weight(), Weight());
            double sum = 0;
            foreach (Cause cause in Enum.GetValues<Cause>())
            {
                double probability = attribution.Probability(cause);
                Assert.InRange(probability, 0, 1);
                sum += probability;
            }
            Assert.Equal(1, sum, 1e-12);
        }

        double Weight() => 1000 * (random.NextDouble() - 0.5);
    }

    [Fact]
    public void Evidence_moves_one_cause_against_all_others()
    {
        Attribution attribution = new(Math.Log(0.2), Math.Log(0.2), Math.Log(0.4), Math.Log(0.2));
        Assert.Equal(0.4, attribution.Probability(Cause.Path), 1e-12);
        attribution[Cause.Upload] += Math.Log(2);
        Assert.Equal(1 / 3.0, attribution.Probability(Cause.Upload), 1e-12);
        Assert.Equal(Cause.Upload, attribution.LikelierDirection);
    }
}
