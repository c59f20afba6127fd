using Wanctl.Core.Estimate;
using Wanctl.Host.Tell;
using Wanctl.Tests.Estimate;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Tell;

/// <summary>What the log says of slow counters, and of those that are used in their place.</summary>
public sealed class CadenceStoryTests
{
    private readonly List<string> _lines = [];

    [Fact]
    public void A_change_of_counters_is_told_with_its_reason()
    {
        TwoCounters counters = Followed(new TwoCounters { QueueEveryMs = 2000 });
        counters.Until(CounterSource.Interface, 20);
        counters.Run(30);
        string used = Assert.Single(_lines, Source);
        Assert.Contains("every 2.0 s", used, StringComparison.Ordinal);
        Assert.Single(_lines, line => line.Contains("counters are refreshed every 2.0 s", StringComparison.Ordinal));
        counters.OtherBits = 40e6;
        counters.Until(CounterSource.Queue, 10);
        counters.Run(1);
        Assert.Contains("again: the interface's show other traffic, too", _lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "the interface's are refreshed no faster")]
    [InlineData(false, "the queue stands on no interface whose counters the router shows")]
    public void An_interface_that_is_of_no_use_is_told_once(bool shown, string why)
    {
        TwoCounters counters = Followed(new TwoCounters { Shown = shown, InterfaceEveryMs = 1000 });
        counters.Run(600);
        Assert.Contains(why, Assert.Single(_lines, Source), StringComparison.Ordinal);
    }

    private static bool Source(string line) => line.Contains(" is told by ", StringComparison.Ordinal);

    private TwoCounters Followed(TwoCounters counters)
    {
        var story = new CadenceStory("cable", "download", new LogLines(_lines));
        counters.Follow = _ => story.Follow(counters.Choice, counters.Source, counters.Now);
        return counters;
    }
}
