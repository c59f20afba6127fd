using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Chaos;

/// <summary>Two minutes of chaos, or as long as <c>build/chaos</c> says.</summary>
[SideBySide]
public sealed class ChaosTests(ITestOutputHelper output)
{
    private const int Seconds = 120;

    [Fact]
    public void After_each_quiet_the_router_has_what_the_daemon_says()
    {
        NetworkRoom.SkipUnlessPossible();
        int seed = Number("WANCTL_CHAOS_SEED", 1);
        using var run = new ChaosRun(seed, output.WriteLine);
        IReadOnlyList<string> wrong = run.For(TimeSpan.FromSeconds(Number("WANCTL_CHAOS_SECONDS", Seconds)));
        output.WriteLine($"seed {seed}: {run.Rounds} rounds, {wrong.Count} wrong");
        Assert.True(wrong.Count == 0, $"seed {seed}:\n{string.Join("\n", wrong)}\n{run.Story()}");
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out int number) ? number : otherwise;
}
