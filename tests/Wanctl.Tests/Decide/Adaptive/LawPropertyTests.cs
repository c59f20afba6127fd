using System.Linq;
using Wanctl.Core.Settings;
using Wanctl.Truth;
using Wanctl.Truth.Lines;
using Wanctl.Truth.Properties;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>
/// The properties of a law, each on many random lines; <c>build/bench properties</c> takes a million.
/// </summary>
/// <param name="law">Whose properties.</param>
/// <param name="lines">How many lines each is held to.</param>
/// <param name="missed">On how many of a thousand lines some are not kept; zero for all others.</param>
public abstract class LawPropertyTests(RateLawKind law, int lines, IReadOnlyDictionary<string, double> missed)
{
    private readonly LinkSettings _settings = RandomLine.Under(law);

    public static TheoryData<string> Names => [.. LawProperty.All.Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_holds_on_random_lines(string name)
    {
        LawProperty property = LawProperty.Of(name);
        string?[] found = Crew.Run(0, lines, seed => property.Run(law, seed));
        string[] violations =
        [
            .. found.Select((what, seed) => what is null ? "" : $"seed {seed}: {what}").Where(what => what.Length > 0),
        ];
        double allowed = missed.GetValueOrDefault(name) * lines / 1000;
        Assert.True(
            violations.Length <= allowed,
            $"{property.Sentence}: {violations.Length} of {lines}\n{string.Join('\n', violations.Take(20))}");
    }

    /// <summary>Lines on which nothing moves would tell nothing.</summary>
    [Fact]
    public void Random_lines_make_rates_fall_and_rise()
    {
        int falls = 0;
        int rises = 0;
        for (int seed = 0; seed < 300; seed++)
        {
            OpenProperties.Told(law, seed, out int fallen, out int risen);
            falls += fallen;
            rises += risen;
        }
        Assert.True(falls > 500 && rises > 100, $"{falls} falls and {rises} rises tell little");
    }

    [Fact]
    public void A_tick_allocates_nothing()
    {
        RandomLine line = new(2, _settings);
        Run(line, 1200);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run(line, 1200);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Run(RandomLine line, int ticks)
    {
        for (int tick = 0; tick < ticks; tick++)
            line.Step();
    }
}
