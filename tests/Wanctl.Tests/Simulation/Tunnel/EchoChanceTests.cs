using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Tests.Simulation.Tunnel;

public class EchoChanceTests
{
    private static readonly Scenario s_quiet = ScenarioCatalog.Find("idle-cable")! with
    {
        Length = Duration.FromSeconds(600), Noise = LineNoise.None, BlipsPerMinute = 0, EchoLoss = 0,
    };

    [Fact]
    public void Nothing_happens_where_nothing_is_asked_for()
    {
        var chance = new EchoChance(s_quiet, 1);
        for (int millis = 0; millis < 10_000; millis++)
        {
            chance.Step(millis);
            Assert.Equal(0, chance.StalledUntil);
            Assert.Equal(0, chance.Late(millis % 3, millis));
        }
    }

    [Fact]
    public void Stalls_come_as_often_and_last_as_long_as_asked()
    {
        var chance = new EchoChance(s_quiet with { Stalls = new EchoStalls(30, 40, 200) }, 1);
        (int count, double until) = (0, 0);
        for (int millis = 0; millis < 1_200_000; millis++)
        {
            chance.Step(millis);
            if (chance.StalledUntil == until)
                continue;
            until = chance.StalledUntil;
            Assert.InRange(until - millis, 40, 200);
            count++;
        }
        Assert.InRange(count / 20.0, 24, 33);
    }

    [Fact]
    public void What_is_sent_or_comes_back_in_a_stall_waits_for_its_end()
    {
        List<EchoSample> echoes = Echoes(s_quiet with { Stalls = new EchoStalls(30, 40, 200) });
        int late = 0;
        foreach (EchoSample echo in echoes)
        {
            double excess = echo.RttMicros / 1000.0 - 20 - 3 * echo.Reflector;
            // One stall on the way there, another on the way back at worst.
            Assert.InRange(excess, -0.5, 402);
            late += excess > 5 ? 1 : 0;
        }
        // 30 stalls of 120 ms and 20 ms of way before each, a minute.
        Assert.InRange((double)late / echoes.Count, 0.04, 0.09);
    }

    [Fact]
    public void A_reflector_that_limits_answers_so_many_a_second()
    {
        List<EchoSample> echoes = Echoes(s_quiet with { Answers = new ReflectorManner { PerSecond = 2 } });
        Assert.InRange(echoes.Count, 600 * 6 - 20, 600 * 6 + 5);
        Assert.Equal(echoes.Count / 3.0, echoes.FindAll(echo => echo.Reflector == 1).Count, 5.0);
    }

    [Fact]
    public void A_reflector_with_other_work_is_late_for_a_quarter_of_the_time()
    {
        List<EchoSample> echoes = Echoes(s_quiet with
        {
            Answers = new ReflectorManner { SlowMeanMs = 30, SlowSeconds = 5, RestSeconds = 15 },
        });
        double[] late = new double[3];
        (int count, double sum) = (0, 0);
        foreach (EchoSample echo in echoes)
        {
            double excess = echo.RttMicros / 1000.0 - 20 - 3 * echo.Reflector;
            if (excess < 1)
                continue;
            late[echo.Reflector]++;
            sum += excess;
            count++;
        }
        foreach (double share in late)
            Assert.InRange(share / (echoes.Count / 3.0), 0.12, 0.4);
        Assert.NotEqual(late[0], late[1]);
        Assert.InRange(sum / count, 27, 35);
    }

    /// <summary>What answered within ten minutes.</summary>
    private static List<EchoSample> Echoes(Scenario scenario)
    {
        TunnelRun run = TunnelRunner.Run(scenario, TunnelLaws.Create("adaptive", scenario, 1), 1, keepTrace: true);
        var echoes = new List<EchoSample>();
        foreach (Wanctl.Core.Journal.JournalRecord tick in run.Ticks)
        {
            for (int i = 0; i < tick.Seen.Echoes.Count; i++)
            {
                if (tick.Seen.Echoes[i].Answered)
                    echoes.Add(tick.Seen.Echoes[i]);
            }
        }
        return echoes;
    }
}
