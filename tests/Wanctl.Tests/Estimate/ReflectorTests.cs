using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Estimate;

public sealed class ReflectorTests
{
    private static readonly Duration Timeout = Duration.FromSeconds(1);

    [Fact]
    public void A_dead_reflector_loses_its_turn_and_gets_it_back_when_it_answers()
    {
        var table = new ReflectorTable(3);
        bool dead = true;
        int[] asked = new int[3];
        for (int i = 0; i < 2000; i++)
        {
            byte turn = table.NextTurn(At(i * 0.05));
            asked[turn]++;
            bool lost = turn == 1 && dead;
            int micros = lost ? EchoSample.Lost : 20_000;
            table.Take(new EchoSample { Reflector = turn, RttMicros = micros }, At(i * 0.05), Timeout);
        }
        Assert.Equal(ReflectorHealth.Failing, table[1].Health);
        Assert.Equal(ReflectorHealth.Good, table[0].Health);
        Assert.InRange(asked[1], 40, 80);
        dead = false;
        for (int i = 2000; i < 2300; i++)
            table.Take(Answer(table.NextTurn(At(i * 0.05)), 20_000), At(i * 0.05), Timeout);
        Assert.Equal(ReflectorHealth.Good, table[1].Health);
    }

    [Fact]
    public void A_time_in_which_nobody_answers_is_held_against_no_reflector()
    {
        var table = new ReflectorTable(3);
        for (int i = 0; i < 60; i++)
            table.Take(Answer(i % 3, 20_000), At(i * 0.05), Timeout);
        for (int i = 80; i < 600; i++)
            table.Take(Answer(i % 3, EchoSample.Lost), At(i * 0.05), Timeout);
        for (int i = 0; i < 3; i++)
            Assert.Equal(ReflectorHealth.Good, table[i].Health);
    }

    [Fact]
    public void Everybody_failing_still_asks_everybody()
    {
        var table = new ReflectorTable(2);
        for (int i = 0; i < 400; i++)
        {
            bool answers = i % 3 == 0;
            table.Take(
                Answer(i % 2, answers ? 20_000 : EchoSample.Lost), At(i * 0.05), Timeout);
        }
        Assert.Equal(ReflectorHealth.Failing, table[0].Health);
        Assert.Equal(ReflectorHealth.Failing, table[1].Health);
        var turns = new HashSet<byte>();
        for (int i = 400; i < 420; i++)
            turns.Add(table.NextTurn(At(i * 0.05)));
        Assert.Equal(2, turns.Count);
    }

    private static EchoSample Answer(int reflector, int micros) =>
        new() { Reflector = (byte)reflector, RttMicros = micros };

    private static Instant At(double seconds) => new(1 + (long)(seconds * 1e9));
}
