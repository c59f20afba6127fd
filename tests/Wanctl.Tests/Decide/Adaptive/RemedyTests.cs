using Wanctl.Core.Decide.Adaptive;

namespace Wanctl.Tests.Decide.Adaptive;

/// <summary>What is tried when a cut did not help: every row of the table.</summary>
public sealed class RemedyTests
{
    /// <summary>Tested, floored, again, ask: what follows.</summary>
    private static readonly Dictionary<(bool, bool, bool, bool), Remedy> Table = new()
    {
        [(false, false, false, false)] = Remedy.TestAll,
        [(false, false, false, true)] = Remedy.AskOther,
        [(false, false, true, false)] = Remedy.CutAgain,
        [(false, false, true, true)] = Remedy.CutAgain,
        [(false, true, false, false)] = Remedy.TestAll,
        [(false, true, false, true)] = Remedy.AskOther,
        [(false, true, true, false)] = Remedy.CutAgain,
        [(false, true, true, true)] = Remedy.CutAgain,
        [(true, false, false, false)] = Remedy.TakeAsPath,
        [(true, false, false, true)] = Remedy.TakeAsPath,
        [(true, false, true, false)] = Remedy.TakeAsPath,
        [(true, false, true, true)] = Remedy.TakeAsPath,
        [(true, true, false, false)] = Remedy.Wait,
        [(true, true, false, true)] = Remedy.Wait,
        [(true, true, true, false)] = Remedy.Wait,
        [(true, true, true, true)] = Remedy.Wait,
    };

    [Fact]
    public void Every_row_is_as_the_table_says()
    {
        bool[] both = [false, true];
        int rows = 0;
        foreach (bool tested in both)
            foreach (bool floored in both)
                foreach (bool again in both)
                    foreach (bool ask in both)
                    {
                        Remedy expected = Table[(tested, floored, again, ask)];
                        Assert.Equal(expected, AdaptiveLaw.RemedyFor(tested, floored, again, ask));
                        rows++;
                    }
        Assert.Equal(Table.Count, rows);
    }

    [Fact]
    public void Every_remedy_has_a_row() =>
        Assert.Equal(Enum.GetValues<Remedy>().Length, new HashSet<Remedy>(Table.Values).Count);

    [Fact]
    public void A_delay_is_taken_for_the_paths_only_after_all_was_tested_and_no_limit_is_left_unused()
    {
        foreach (((bool tested, bool floored, _, _), Remedy remedy) in Table)
            Assert.Equal(tested && !floored, remedy == Remedy.TakeAsPath);
    }
}
