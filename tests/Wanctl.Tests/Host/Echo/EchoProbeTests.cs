using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Host.Echo;
using Wanctl.Wire.Icmp;

namespace Wanctl.Tests.Host.Echo;

/// <summary>What becomes of echoes, with the test's own clocks.</summary>
public sealed class EchoProbeTests : IDisposable
{
    private const long Wall = 1_700_000_000_000_000_000;
    private const long Second = 1_000_000_000;
    private static readonly Instant Start = new(5 * Second);

    private readonly ScriptedChannel _channel = new();
    private readonly EchoProbe _probe;

    public EchoProbeTests() => _probe = new EchoProbe(_channel, Duration.FromSeconds(1), token: 0xABCDEF);

    public void Dispose() => _channel.Dispose();

    [Fact]
    public void An_answer_is_timed_by_the_kernel_s_stamp()
    {
        Ask(0);
        _channel.Arrive(_channel.AnswerTo(0), 0, Wall + 12_345_678);

        EchoSample sample = Assert.Single(Collect(0.05));
        Assert.Equal((0u, (byte)0, 12_345), (sample.Sequence, sample.Reflector, sample.RttMicros));
        Assert.Equal((1L, 1L), (_probe.Counters.Sent, _probe.Counters.Answered));
    }

    [Fact]
    public void Without_a_stamp_the_time_of_collecting_counts()
    {
        Ask(0);
        _channel.Arrive(_channel.AnswerTo(0), 0, 0);

        Assert.Equal(50_000, Assert.Single(Collect(0.05)).RttMicros);
    }

    [Theory]
    [InlineData(-500_000, 1)]
    [InlineData(60_000_000, 50_000)]
    [InlineData(100, 1)]
    public void A_stamp_outside_sending_and_collecting_is_drawn_in(long stamp, int micros)
    {
        Ask(0);
        _channel.Arrive(_channel.AnswerTo(0), 0, Wall + stamp);

        Assert.Equal(micros, Assert.Single(Collect(0.05)).RttMicros);
    }

    [Theory]
    [InlineData(2 * Second)]
    [InlineData(-2 * Second)]
    [InlineData(1_100_000)]
    public void A_stepped_clock_spoils_the_sample_and_is_counted(long step)
    {
        Ask(0);
        _channel.Arrive(_channel.AnswerTo(0), 0, Wall + step + 10_000_000);

        Assert.Empty(Collect(0.05, step));
        Assert.Equal((1L, 1L), (_probe.Counters.ClockStepped, _probe.Counters.Answered));
        Assert.Empty(Collect(2));
        Assert.Equal(0, _probe.Counters.Lost);
    }

    [Theory]
    [InlineData(900_000)]
    [InlineData(-900_000)]
    public void A_slewed_clock_does_not(long slew)
    {
        Ask(0);
        _channel.Arrive(_channel.AnswerTo(0), 0, Wall + 10_000_000);

        Assert.Equal(10_000, Assert.Single(Collect(0.05, slew)).RttMicros);
    }

    [Fact]
    public void Silence_is_a_loss_once_and_its_answer_then_comes_late()
    {
        Ask(0);
        Assert.Empty(Collect(0.999_999));
        Assert.Equal(EchoSample.Lost, Assert.Single(Collect(1)).RttMicros);
        Assert.Empty(Collect(1.1));
        _channel.Arrive(_channel.AnswerTo(0), 0, Wall + Second);

        Assert.Empty(Collect(1.2));
        Assert.Equal((1L, 1L, 0L), (_probe.Counters.Lost, _probe.Counters.Late, _probe.Counters.Answered));
    }

    [Theory]
    [InlineData(0, EchoSample.Lost)]
    [InlineData(2 * Second, EchoSample.Lost)]
    [InlineData(20_000_000, 20_000)]
    public void After_a_stall_of_the_loop_only_the_stamp_can_save_a_sample(long stamp, int micros)
    {
        Ask(0);
        _channel.Arrive(_channel.AnswerTo(0), 0, stamp == 0 ? 0 : Wall + stamp);

        Assert.Equal(micros, Assert.Single(Collect(3)).RttMicros);
        Assert.Equal(1, _probe.Counters.Answered + _probe.Counters.Lost);
    }

    [Fact]
    public void A_second_answer_is_a_duplicate()
    {
        Ask(0);
        _channel.Arrive(_channel.AnswerTo(0), 0, Wall + 1_000_000);
        _channel.Arrive(_channel.AnswerTo(0), 0, Wall + 2_000_000);

        Assert.Equal(1000, Assert.Single(Collect(0.05)).RttMicros);
        Assert.Equal(1, _probe.Counters.Duplicate);
    }

    [Fact]
    public void What_is_not_ours_is_counted_and_dropped()
    {
        Ask(0);
        _channel.Arrive(_channel.AnswerTo(0, id: 78), 0, Wall);
        _channel.Arrive(_channel.AnswerTo(0, token: 1), 0, Wall);
        _channel.Arrive(_channel.AnswerTo(0), 1, Wall);
        _channel.Arrive(_channel.AnswerTo(0), -1, Wall);
        _channel.Arrive(_channel.Sent[0], 0, Wall);
        for (int size = 0; size < EchoPacket.Size; size++)
            _channel.Arrive(_channel.AnswerTo(0)[..size], 0, Wall);

        Assert.Empty(Collect(0.05));
        Assert.Equal((1L, 3L), (_probe.Counters.Foreign, _probe.Counters.Forged));
        Assert.Equal(1 + EchoPacket.Size, _probe.Counters.Malformed);
        _channel.Arrive(_channel.AnswerTo(0), 0, Wall + 3_000_000);
        Assert.Equal(3000, Assert.Single(Collect(0.06)).RttMicros);
    }

    [Fact]
    public void A_reflector_gets_another_identifier_after_each_second_of_its_silence()
    {
        for (int tick = 0; tick < 63; tick++)
        {
            Ask(0, tick * 0.05);
            Ask(1, tick * 0.05);
            _channel.Arrive(_channel.AnswerTo(2 * tick + 1), 1, Wall + tick * 50_000_000L + 1_000_000);
            Collect(tick * 0.05 + 0.01);
        }

        Assert.Equal([0, 0, 0], _channel.Renewed);
    }

    [Fact]
    public void An_answer_ends_the_silence_and_what_cannot_be_sent_does_not_begin_it()
    {
        _channel.Broken = true;
        for (int tick = 0; tick < 40; tick++)
            Ask(0, tick * 0.05);
        _channel.Broken = false;
        Ask(0, 2);
        _channel.Arrive(_channel.AnswerTo(0), 0, Wall + 2_010_000_000);
        Collect(2.05);
        Ask(0, 4);
        Ask(0, 4.95);

        Assert.Empty(_channel.Renewed);
        Ask(0, 5);
        Assert.Equal([0], _channel.Renewed);
    }

    [Fact]
    public void A_full_batch_leaves_the_rest_for_the_next_tick()
    {
        for (int i = 0; i < 20; i++)
        {
            Ask(0);
            _channel.Arrive(_channel.AnswerTo(i), 0, Wall + 1_000_000);
        }

        Assert.Equal(EchoBatch.Capacity, Collect(0.05).Count);
        Assert.Equal(EchoBatch.Capacity, Collect(0.1).Count);
        Assert.Equal(20 - 2 * EchoBatch.Capacity, Collect(0.15).Count);
        Assert.Equal(20, _probe.Counters.Answered);
    }

    [Fact]
    public void A_flood_of_strangers_ends_the_tick_all_the_same()
    {
        Ask(0);
        _channel.Arrive(_channel.AnswerTo(0, id: 1), 0, Wall);
        _channel.Flood = true;

        Assert.Empty(Collect(0.05));
        Assert.Equal(EchoProbe.ArrivalsMax, _channel.Taken);
        Assert.Single(Collect(1));
    }

    [Fact]
    public void A_request_that_cannot_go_out_is_not_a_loss()
    {
        _channel.Broken = true;
        Ask(0);

        Assert.Empty(Collect(5));
        Assert.Equal((0L, 1L, 0L), (_probe.Counters.Sent, _probe.Counters.Unsent, _probe.Counters.Lost));
    }

    [Fact]
    public void Either_family_is_asked_and_heard()
    {
        Ask(2);
        _channel.Arrive(_channel.AnswerTo(0, EchoFamily.V6), 2, Wall + 4_000_000, EchoFamily.V6);

        EchoSample sample = Assert.Single(Collect(0.05));
        Assert.Equal((2, 4000), (sample.Reflector, sample.RttMicros));
    }

    private void Ask(byte reflector, double seconds = 0)
    {
        var later = Duration.FromSeconds(seconds);
        _probe.Ask(reflector, Start + later, Wall + later.Nanos);
    }

    private List<EchoSample> Collect(double seconds, long step = 0)
    {
        var later = Duration.FromSeconds(seconds);
        EchoBatch batch = default;
        _probe.Collect(ref batch, Start + later, Wall + later.Nanos + step);
        var samples = new List<EchoSample>();
        for (int i = 0; i < batch.Count; i++)
            samples.Add(batch[i]);
        return samples;
    }
}
