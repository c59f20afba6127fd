using Wanctl.Core.Settings;
using Wanctl.Truth.Lines;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>Lines on which limits once stayed at their floor for ever; <see cref="LawPropertyTests"/> has random ones.
/// </summary>
/// <param name="law">Whose limits.</param>
public abstract class NothingWaitsTests(RateLawKind law)
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.2)]
    public void A_longer_path_under_little_load_leaves_no_limit_at_its_floor(double floor)
    {
        double[] shifts = [8, 15, 40];
        double[] loads = [0.01, 0.02, 0.03, 0.04, 0.06, 0.08];
        List<string> stuck = [];
        foreach (double shift in shifts)
            foreach (double load in loads)
                foreach (bool recorded in (bool[])[false, true])
                    foreach ((double down, double up) in Sides(load))
                    {
                        ShiftCase given = new(stuck.Count)
                        {
                            Law = law,
                            DownMbps = 100, UpMbps = 10, Floor = floor, DownLoad = down, UpLoad = up, Bursts = false,
                            Recorded = recorded, ShiftMs = shift, BaseMs = 30, ApiTicks = 1,
                        };
                        if (given.Run() is { } problem)
                            stuck.Add(problem);
                    }
        Assert.Empty(stuck);
    }

    /// <summary>The load on one side, on the other, and on both.</summary>
    private static (double Down, double Up)[] Sides(double load) => [(load, 0.005), (0.005, load), (load, load)];
}
