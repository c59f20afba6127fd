using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Tests.Simulation.Tunnel;

/// <summary>Probes of each kind in the wind tunnel: what they tell, and that they change nothing else.</summary>
public sealed class ProbeKindTests
{
    [Theory]
    [InlineData("adaptive")]
    [InlineData("adaptive2")]
    public void The_kind_of_the_probes_changes_nothing_of_what_a_law_does(string law)
    {
        foreach (string name in (string[])["upload-bloat", "lte-walk", "wifi-upload"])
        {
            TunnelRun echo = Run(Short(name, ProbeKind.Echo), law);
            Assert.Null(echo.Score.Split);
            foreach (ProbeKind kind in (ProbeKind[])[ProbeKind.Timestamp, ProbeKind.Responder])
            {
                TunnelRun other = Run(Short(name, kind), law);
                Assert.Equal(echo.Truth, other.Truth);
                Assert.NotNull(other.Score.Split);
            }
        }
    }

    [Fact]
    public void A_responder_tells_what_each_queue_did()
    {
        var probes = new ProbeLog();
        Scenario still = Short("upload-bloat", ProbeKind.Responder) with
        {
            Noise = LineNoise.None,
            EchoLoss = 0,
            // The tunnel's own clock begins at 1000 ms.
            Clocks = [new ClockManner { OffsetMs = 1000 + 250 }],
        };
        TunnelRunner.Run(still, TunnelLaws.Create("adaptive", still, 1), 1, probes);
        Assert.True(probes.Probes.Count > 600, $"{probes.Probes.Count} answers");
        double most = 0;
        foreach (TunnelProbe probe in probes.Probes)
        {
            double farther = 1.5 * probe.Sample.Reflector;
            Assert.Equal(10 + farther + probe.UpQueueMs + 250, probe.Sample.UpMs, 1e-3);
            Assert.Equal(10 + farther + probe.DownQueueMs - 250, probe.Sample.DownMs, 1e-3);
            most = Math.Max(most, probe.UpQueueMs);
        }
        Assert.True(most > 20, $"the deepest upload queue was {most} ms");
    }

    [Theory]
    [InlineData("upload-bloat", ProbeKind.Responder)]
    [InlineData("upload-bloat", ProbeKind.Timestamp)]
    [InlineData("lab-step", ProbeKind.Responder)]
    [InlineData("step", ProbeKind.Timestamp)]
    public void Queues_are_seen_in_their_direction_and_none_in_the_other(string name, ProbeKind kind)
    {
        Scenario scenario = ScenarioCatalog.Find(name)! with { Probes = kind, Figures = [] };
        SplitScore split = Run(scenario, "adaptive").Score.Split!;
        foreach (SplitSide side in (SplitSide[])[split.Up, split.Down])
        {
            Assert.InRange(side.BiasMs, -1, 1);
            Assert.InRange(side.FalseShare, 0, 0.005);
        }
        Assert.True(split.Up.Queues + split.Down.Queues > 0);
        Assert.InRange(split.Known, 0.9, 1);
    }

    [Fact]
    public void A_clock_drifts_slews_steps_and_stands_still()
    {
        var clock = new ClockManner
        {
            OffsetMs = 5,
            DriftPpm = 100,
            Slews = [new ClockSlew(10, 20, 500)],
            Sets = [new ClockSet(30, -1000)],
            Sleeps = [new ClockSleep(40, 50)],
        };
        Assert.Equal(5, clock.AheadMs(0), 9);
        Assert.Equal(5 + 1, clock.AheadMs(10), 9);
        Assert.Equal(5 + 1.5 + 2.5, clock.AheadMs(15), 9);
        Assert.Equal(5 + 3 + 5 - 1000, clock.AheadMs(30), 9);
        Assert.Equal(5 + 6 + 5 - 1000 - 10_000, clock.AheadMs(60), 9);
        Assert.True(clock.Sleeping(45));
        Assert.False(clock.Sleeping(50));
    }

    [Fact]
    public void A_host_that_sleeps_answers_nothing()
    {
        var probes = new ProbeLog();
        Scenario asleep = Short("step", ProbeKind.Responder) with
        {
            Clocks = [new ClockManner(), new ClockManner { Sleeps = [new ClockSleep(10, 20)] }, new ClockManner()],
        };
        TunnelRunner.Run(asleep, TunnelLaws.Create("adaptive", asleep, 1), 1, probes);
        foreach (TunnelProbe probe in probes.Probes)
        {
            double seconds = (probe.Sample.SentAt - new Instant(1_000_000_000)).Seconds;
            Assert.False(probe.Sample.Reflector == 1 && seconds is >= 10 and < 20, $"an answer at {seconds} s");
        }
    }

    [Fact]
    public void A_kernel_stamps_when_it_gets_round_to_it_and_a_responder_when_the_request_comes()
    {
        TimedSample timestamp = Read(ProbeKind.Timestamp, held: 7, out _);
        Assert.Equal(15, timestamp.UpMs, 6);
        Assert.Equal(1, timestamp.QuantumMs);
        TimedSample responder = Read(ProbeKind.Responder, held: 7, out _);
        Assert.Equal(8.4, responder.UpMs, 6);
        Assert.Equal(18.4, responder.RttMs, 6);
        TimedSample echo = Read(ProbeKind.Echo, held: 7, out _);
        Assert.False(echo.Directed);
        Assert.Equal(25.4, echo.RttMs, 6);
        Read(ProbeKind.Responder, held: 60, out StampFault fault);
        Assert.Equal(StampFault.Held, fault);
    }

    private static TimedSample Read(ProbeKind kind, double held, out StampFault fault)
    {
        var stamper = new RemoteStamper(kind, [new ClockManner()], 1);
        fault = stamper.Read(0, new Instant(0), 1000, 8.4, held, 10, out TimedSample sample);
        return sample;
    }

    private static TunnelRun Run(Scenario scenario, string law) =>
        TunnelRunner.Run(scenario, TunnelLaws.Create(law, scenario, 1), 1, keepTrace: true);

    private static Scenario Short(string name, ProbeKind kind) => ScenarioCatalog.Find(name)! with
    {
        Length = Duration.FromSeconds(40), Probes = kind, Figures = [],
    };

    private sealed class ProbeLog : ITunnelObserver
    {
        public List<TunnelProbe> Probes { get; } = [];

        public void Saw(in TruthSample truth)
        {
        }

        public void Answered(in TunnelProbe probe) => Probes.Add(probe);

        public void Decided(in Wanctl.Core.Journal.JournalRecord tick)
        {
        }
    }
}
