using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Estimate;

/// <summary>Queues that count nothing, and lines that are merely idle.</summary>
public sealed class CountWatchTests
{
    private static readonly Duration Tick = Duration.FromMillis(50);

    private readonly CountWatch _watch = new();
    private Instant _now = new(1_000_000_000_000);
    private double _down = 5000;
    private double _up = 7000;
    private long _tick;

    [Fact]
    public void Queues_that_count_nothing_are_told_after_half_a_minute_of_answers()
    {
        Run(29.8, down: 0, up: 0);
        Assert.False(_watch.DownBlind || _watch.UpBlind);
        Run(0.5, down: 0, up: 0);
        Assert.True(_watch.DownBlind && _watch.UpBlind);
        Run(0.2, down: 84, up: 84);
        Assert.False(_watch.DownBlind || _watch.UpBlind);
    }

    [Fact]
    public void An_idle_line_whose_answers_go_past_the_download_s_queue_is_well()
    {
        Run(600, down: 0, up: 84);
        Assert.False(_watch.DownBlind || _watch.UpBlind || _watch.Doubtful);
    }

    [Theory]
    [InlineData(0, 84, false, false)]
    [InlineData(0, 1000, true, false)]
    [InlineData(84, 0, false, true)]
    [InlineData(100_000, 0, false, true)]
    [InlineData(84, 84, false, false)]
    public void Each_direction_is_judged_by_what_must_have_passed(double down, double up, bool downBlind, bool upBlind)
    {
        Run(31, down, up);
        Assert.Equal((downBlind, upBlind), (_watch.DownBlind, _watch.UpBlind));
    }

    [Fact]
    public void Without_answers_or_readings_nothing_is_said()
    {
        Run(60, 0, 0, answered: false);
        Assert.False(_watch.DownBlind || _watch.UpBlind || _watch.Doubtful);
        Run(20, 84, 84);
        Run(60, 0, 0, read: false);
        Assert.False(_watch.DownBlind || _watch.UpBlind || _watch.Doubtful);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(100)]
    public void Counters_that_are_read_or_refreshed_seldom_are_no_blind_ones(int every)
    {
        for (int round = 0; round < 2000 / every; round++)
        {
            Run(0.05, 84 * every, 84 * every);
            for (int i = 1; i < every; i++)
                Run(0.05, 0, 0, read: every <= 20);
            Assert.False(_watch.DownBlind || _watch.UpBlind || _watch.Doubtful);
        }
    }

    [Fact]
    public void Another_life_of_the_router_begins_anew()
    {
        Run(20, 0, 0);
        Run(0.05, 0, 0, state: ShaperState.Away);
        Run(20, 0, 0);
        Assert.False(_watch.UpBlind);
        Run(11, 0, 0);
        Assert.True(_watch.UpBlind);
    }

    [Theory]
    [InlineData(0, 34)]
    [InlineData(84, 151)]
    public void A_standing_counter_teaches_no_idle_level(double bytes, double baselineMost)
    {
        LinkSettings settings = Links.Cable with { Law = RateLawKind.Adaptive };
        var state = new LinkState(settings, LinkMemory.Initial(settings));
        Decision chosen = default;
        for (int i = 0; i < 20 * 90; i++)
        {
            Observation seen = Observe(bytes, bytes, answered: true, read: i % 2 == 0, ShaperState.Ready);
            EchoSample echo = seen.Echoes[0];
            echo.Reflector = (byte)(i % settings.Probe.Reflectors.Count);
            echo.RttMicros = i < 200 ? 30_000 : 150_000;
            seen.Echoes = default;
            seen.Echoes.Add(echo);
            chosen = LinkController.Step(settings, state, in seen);
        }
        Assert.InRange(chosen.BaselineMs, baselineMost > 100 ? 140 : 20, baselineMost);
        Assert.Equal(bytes == 0, state.Counts.UpBlind);
    }

    private void Run(
        double seconds, double down, double up, bool answered = true, bool read = true,
        ShaperState state = ShaperState.Ready)
    {
        for (int i = 0; i < Math.Round(seconds / Tick.Seconds); i++)
            _watch.Take(Observe(down, up, answered, read, state));
    }

    private Observation Observe(double down, double up, bool answered, bool read, ShaperState state)
    {
        _now += Tick;
        _down += down;
        _up += up;
        var seen = new Observation { Now = _now, Tick = _tick++ };
        seen.Shaper.State = state;
        Report(ref seen.Shaper.Down, _down, read);
        Report(ref seen.Shaper.Up, _up, read);
        seen.Echoes.Add(new EchoSample { RttMicros = answered ? 20_000 : EchoSample.Lost, SentAt = _now - Tick });
        return seen;
    }

    private void Report(ref DirectionReport report, double bytes, bool read)
    {
        report.Read = read;
        report.ReadAt = _now;
        report.Bytes = (ulong)bytes;
        report.Limit = Rate.FromMbps(100);
    }
}
