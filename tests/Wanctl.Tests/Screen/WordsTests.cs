using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Host.Tell;
using Wanctl.Screen;

namespace Wanctl.Tests.Screen;

public sealed class WordsTests
{
    [Fact]
    public void Every_zone_has_a_word_of_its_own() => AssertAll(Enum.GetValues<Zone>(), Words.Of);

    [Fact]
    public void Every_reason_has_a_word_of_its_own() => AssertAll(Enum.GetValues<Reason>(), Words.Of);

    [Fact]
    public void Every_state_of_a_line_has_a_word_of_its_own() => AssertAll(Enum.GetValues<LineState>(), Words.Of);

    [Fact]
    public void Every_state_of_a_shaper_has_a_word_of_its_own() => AssertAll(Enum.GetValues<ShaperState>(), Words.Of);

    [Fact]
    public void Every_blocker_but_none_has_a_word_of_its_own()
    {
        Assert.Equal("", Words.Of(Blocker.None));
        AssertAll(Array.FindAll(Enum.GetValues<Blocker>(), blocker => blocker != Blocker.None), Words.Of);
    }

    [Fact]
    public void Every_happening_has_a_sentence_of_its_own() => AssertAll(
        Enum.GetValues<Happening>(),
        what => HappeningWords.Of(new HostEvent(what, "10.0.0.1:8728", "why\nand where", 1), default(Instant)).Text);

    [Fact]
    public void Every_zone_has_an_ink_of_its_own()
    {
        var inks = new HashSet<Ink>();
        foreach (Zone zone in Enum.GetValues<Zone>())
        {
            Assert.True(inks.Add(ZoneInk.Of(zone)));
            Assert.True(inks.Add(ZoneInk.BadgeOf(zone)));
        }
    }

    private static void AssertAll<T>(T[] values, Func<T, string> word)
        where T : struct, Enum
    {
        var words = new HashSet<string>();
        foreach (T value in values)
        {
            string text = word(value);
            Assert.NotEmpty(text);
            // The name of the member itself is what a function says that does not know it.
            bool spelled = value is Zone || text != value.ToString();
            Assert.True(spelled, $"{value} has no words");
            Assert.True(words.Add(text), $"'{text}' stands for two things");
        }
    }
}
