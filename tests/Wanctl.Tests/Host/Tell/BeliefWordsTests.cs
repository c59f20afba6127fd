using Wanctl.Core.Decide;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Tell;

public class BeliefWordsTests
{
    [Fact]
    public void A_belief_says_what_the_line_carries_and_when_the_next_try_comes()
    {
        Assert.Equal(Beliefs.HeldWords, BeliefWords.Of(Beliefs.Held));
        Assert.Equal(Beliefs.BlamedWords, BeliefWords.Of(Beliefs.Blamed));
    }

    [Theory]
    [InlineData(50, 0.01, "the line is known to carry 49.0 to 51.0 Mbit/s")]
    [InlineData(99.98, 0.0001, "the line is known to carry 100 to 100 Mbit/s")]
    [InlineData(9.997, 0.0001, "the line is known to carry 10.0 to 10.0 Mbit/s")]
    [InlineData(4, 0.01, "the line is known to carry 3.92 to 4.08 Mbit/s")]
    [InlineData(940, 0.1, "the line is believed to carry 770 to 1148 Mbit/s")]
    [InlineData(940, 0.3, "little is known of what the line carries")]
    [InlineData(940, float.NaN, "little is known of what the line carries")]
    public void A_range_has_the_digits_that_tell_something(double mbps, float deviation, string words) =>
        Assert.Equal(words, BeliefWords.Range(Beliefs.Held with
        {
            Capacity = Rate.FromMbps(mbps), Deviation = deviation,
        }));

    [Theory]
    [InlineData(0.4, "next try within a second")]
    [InlineData(89, "next try in 89 s")]
    [InlineData(150, "next try in 3 min")]
    public void A_time_is_told_as_people_do(double seconds, string words) =>
        Assert.Equal(words, BeliefWords.Next(Beliefs.Held with { NextTry = Duration.FromSeconds(seconds) }));

    [Fact]
    public void Every_reason_not_to_try_has_words_of_its_own()
    {
        var words = new HashSet<string>();
        foreach (TryOutlook outlook in Enum.GetValues<TryOutlook>())
        {
            string text = BeliefWords.Next(Beliefs.Held with { Outlook = outlook });
            Assert.Equal(outlook == TryOutlook.Unknown, text.Length == 0);
            Assert.NotEqual(outlook.ToString(), text);
            Assert.True(words.Add(text), $"'{text}' stands for two things");
        }
    }

    [Fact]
    public void Where_nothing_is_believed_nothing_is_said()
    {
        Assert.Equal("", BeliefWords.Of(default(DirectionBelief)));
        Assert.Equal("", BeliefWords.Of(default(CauseShares)));
        Assert.Equal("", BeliefWords.Range(default));
    }
}
