using System.Text.Json;
using Wanctl.Core.Apply;
using Wanctl.Core.Units;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Apply;

public sealed class WriteBudgetTests
{
    [Fact]
    public void Window_blocks_and_frees_at_the_originals_moments()
    {
        JsonElement vector = Vectors.Autorate("rate_limiter");
        var budget = new WindowBudget(
            vector.GetProperty("max").GetInt32(), Duration.FromSeconds(vector.GetProperty("window").GetDouble()));
        foreach (JsonElement step in vector.GetProperty("script").EnumerateArray())
        {
            if (step.TryGetProperty("record_at", out JsonElement records))
            {
                foreach (JsonElement at in records.EnumerateArray())
                {
                    Assert.True(budget.Allows(At(at.GetDouble()), WriteUrgency.Cut));
                    budget.Spend(At(at.GetDouble()));
                }
                continue;
            }
            Instant now = At(step.GetProperty("at").GetDouble());
            Assert.Equal(step.GetProperty("can").GetBoolean(), budget.Allows(now, WriteUrgency.Cut));
            if (step.TryGetProperty("wait", out JsonElement wait))
                Assert.Equal(wait.GetDouble(), budget.Wait(now).Seconds, 6);
        }
    }

    [Fact]
    public void Tokens_never_refuse_a_cut_and_leave_the_reserve_to_cuts_and_restores()
    {
        var budget = new TokenBudget(perSecond: 2, most: 10, reserve: 4);
        int rises = 0;
        while (budget.Allows(At(0), WriteUrgency.Climb))
        {
            budget.Spend(At(0));
            rises++;
        }
        Assert.Equal(6, rises);
        int restores = 0;
        while (budget.Allows(At(0), WriteUrgency.Restore))
        {
            budget.Spend(At(0));
            restores++;
        }
        Assert.Equal(4, restores);
        for (int i = 0; i < 100; i++)
        {
            Assert.True(budget.Allows(At(0), WriteUrgency.Cut));
            budget.Spend(At(0));
        }
        Assert.False(budget.Allows(At(7), WriteUrgency.Climb));
        Assert.True(budget.Allows(At(8), WriteUrgency.Climb));
    }

    [Fact]
    public void Tokens_fill_up_to_their_number_and_no_further()
    {
        var budget = new TokenBudget(perSecond: 2, most: 10, reserve: 4);
        budget.Allows(At(0), WriteUrgency.Climb);
        budget.Allows(At(10_000), WriteUrgency.Climb);
        Assert.Equal(10, budget.Tokens);
    }

    private static Instant At(double seconds) => new((long)Math.Round(seconds * 1e9));
}
