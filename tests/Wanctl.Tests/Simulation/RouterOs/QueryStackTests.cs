using Wanctl.Simulation.RouterOs;

namespace Wanctl.Tests.Simulation.RouterOs;

public sealed class QueryStackTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("a", true)]
    [InlineData("z", false)]
    [InlineData("-z", true)]
    [InlineData("-a", false)]
    [InlineData("a=5", true)]
    [InlineData("=a=5", true)]
    [InlineData("a=6", false)]
    [InlineData("z=", false)]
    [InlineData("empty=", true)]
    [InlineData("empty", true)]
    [InlineData("<a=6", true)]
    [InlineData("<a=5", false)]
    [InlineData("<a=10", true)]
    [InlineData(">a=4", true)]
    [InlineData(">a=10", false)]
    [InlineData(">b=aaa", true)]
    [InlineData("flag=yes", true)]
    [InlineData("flag=true", true)]
    [InlineData("flag=no", false)]
    [InlineData("with=eq=x=y", true)]
    [InlineData(".id=*1F", true)]
    [InlineData("a=5 b=text", true)]
    [InlineData("a=5 b=other", false)]
    [InlineData("a=6 b=text #|", true)]
    [InlineData("a=6 b=other #|", false)]
    [InlineData("a=5 b=other #&", false)]
    [InlineData("a=6 #!", true)]
    [InlineData("a=6 b=other #!&!", true)]
    [InlineData("a=5 a=6 b=other #||", true)]
    [InlineData("#|", true)]
    [InlineData("#!", false)]
    [InlineData("a=5 #.", true)]
    [InlineData("a=6 #.!|", true)]
    [InlineData("a=6 a=5 #0", true)]
    [InlineData("a=6 a=5 #1", false)]
    [InlineData("a=6 a=5 #1.!||", true)]
    [InlineData("a=6 a=5 #7", true)]
    [InlineData("a=6 #99999999999999999999", true)]
    public void An_item_passes_if_no_false_is_left(string words, bool passes)
    {
        var item = new MenuItem(0x1F, counters: 0);
        item.Set("a", "5");
        item.Set("b", "text");
        item.Set("empty", "");
        item.Set("flag", "true");
        item.Set("with", "eq=x=y");
        List<string> queries = words.Length == 0 ? [] : [.. words.Split(' ')];
        Assert.Equal(passes, new QueryStack().Passes(queries, item));
    }
}
