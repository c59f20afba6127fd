using System.Linq;
using Wanctl.Core.Settings;
using Wanctl.Truth;
using Wanctl.Truth.Properties;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>
/// The properties of <c>adaptive2</c>. Where a shift of the path hardly shows, and a limit was lowered for it, the way
/// back may take longer than ten seconds; and most constant lines see more than six changes a minute.
/// </summary>
public sealed class BeliefPropertyTests() : LawPropertyTests(RateLawKind.Adaptive2, lines: 10_000, Missed)
{
    private static Dictionary<string, double> Missed => new()
    {
        ["path"] = 1.5, ["slow-counters"] = 1.5, ["constant"] = 940,
    };

    /// <summary>The one line of 50,000 on which a try was given up to more than the limit that it had left.</summary>
    [Fact]
    public void A_limit_is_given_up_to_no_more_than_there_is() =>
        Assert.Null(OpenProperties.Told(RateLawKind.Adaptive2, 37_045));

    [Fact]
    public void A_constant_line_is_not_left_alone_but_is_nearly_so()
    {
        int[] changes = Crew.Run(20_000, 2000, seed => ClosedProperties.Changes(RateLawKind.Adaptive2, seed, out _));
        Array.Sort(changes);
        Assert.True(
            changes[1000] <= 14 && changes[1980] <= 85 && changes.Average() <= 21,
            $"median {changes[1000]}, 99 of 100 at most {changes[1980]}, mean {changes.Average():F1}");
    }
}
