using System.Text.RegularExpressions;

namespace Wanctl.Tests.House;

/// <summary>
/// A reason is told to people. What the loop decides rests on facts that have names of their own: a reason that is
/// read back is a second account of one of them, and differs from it when somebody gives a better reason.
/// </summary>
public partial class ReasonTests
{
    [Fact]
    public void Nothing_that_decides_asks_for_a_reason()
    {
        var findings = new List<string>();
        foreach (SourceFile file in Repository.Sources("src/Wanctl.Core", "src/Wanctl.Host/Loop"))
        {
            foreach (Match found in Condition().Matches(file.Code))
                findings.Add($"{file.At(found.Index)}: {found.Value.Trim()}");
        }

        Rule.Holds(findings, "give the fact a name: a state, a field of the decision, or a value that is returned");
    }

    [Theory]
    [InlineData("if (direction.Reason != Reason.Idle)", true)]
    [InlineData("return decision.Reason is Reason.RedCut;", true)]
    [InlineData("bool cut = now.Reason == Reason.Drain;", true)]
    [InlineData("return decision.Reason switch { _ => 1 };", true)]
    [InlineData("switch (decision.Reason)", true)]
    [InlineData("if (!direction.Reason.Lowers())", true)]
    [InlineData("bool idle = Hindrance(direction) == Reason.Idle;", true)]
    [InlineData("Reason.AwaitsShaper => TryOutlook.AwaitsShaper,", true)]
    [InlineData("Hindrance.Quiet => Reason.Idle,", false)]
    [InlineData("direction.Reason = Reason.Idle;", false)]
    [InlineData("decision.Reason = begun ? SteeringReason.Gathering : SteeringReason.Normal;", false)]
    [InlineData("_shownReason = decision.Reason;", false)]
    public void A_condition_on_a_reason_is_known(string code, bool found) =>
        Assert.Equal(found, Condition().IsMatch(code));

    // What is asked, what it is compared with, and the arm of a switch.
    [GeneratedRegex(@"\.Reason\s*(==|!=|is\b|switch\b)|switch\s*\(\w+\.Reason|\.Reason\.\w+\("
        + @"|(==|!=)\s*\w+\.Reason\b|(==|!=|\bis|\bor|\bnot)\s+Reason\.|\bReason\.\w+\s*=>")]
    private static partial Regex Condition();
}
