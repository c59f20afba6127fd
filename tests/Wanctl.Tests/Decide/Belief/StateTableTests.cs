using System.IO;
using System.Linq;
using Wanctl.Core.Decide.Belief;
using Wanctl.Tests.House;

namespace Wanctl.Tests.Decide.Belief;

/// <summary>
/// The states of a direction. That the law makes no other transition than those in the table is asserted where a state
/// is entered, in every test that runs it.
/// </summary>
public class StateTableTests
{
    private static readonly DirectionState[] s_states = Enum.GetValues<DirectionState>();

    [Fact]
    public void Every_pair_of_states_is_in_the_table_once_or_does_not_lead_on()
    {
        int led = 0;
        foreach (DirectionState from in s_states)
        {
            foreach (DirectionState to in s_states)
            {
                int rows = StateTable.All.Count(row => row.From == from && row.To == to);
                Assert.InRange(rows, 0, from == to ? 0 : 1);
                Assert.Equal(rows == 1, StateTable.Leads(from, to));
                led += rows;
            }
        }
        Assert.Equal(StateTable.All.Count, led);
    }

    [Fact]
    public void Every_state_is_entered_and_left()
    {
        Assert.All(s_states, state => Assert.Contains(StateTable.All, row => row.From == state));
        Assert.All(s_states, state => Assert.Contains(StateTable.All, row => row.To == state));
    }

    [Fact]
    public void The_document_shows_the_same_table()
    {
        string document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "CONTROL.md"));
        Assert.All(StateTable.All, row => Assert.Contains($"| {row.From} | {row.To} | {row.Why} |", document));
        Assert.Equal(StateTable.All.Count, document.Split('\n').Count(line => s_states.Any(from =>
            s_states.Any(to => line.StartsWith($"| {from} | {to} | ", StringComparison.Ordinal)))));
    }
}
