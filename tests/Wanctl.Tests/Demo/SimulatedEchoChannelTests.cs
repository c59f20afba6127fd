using System.Threading;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Demo;
using Wanctl.Host.Echo;

namespace Wanctl.Tests.Demo;

public sealed class SimulatedEchoChannelTests
{
    private const ulong Token = 42;

    [Fact]
    public void The_real_probe_measures_the_simulated_delay()
    {
        var probe = new EchoProbe(Channel(delayMillis: 7), Duration.FromSeconds(60), Token);
        probe.Ask(0);
        EchoSample sample = Await(probe);
        Assert.Equal(0, sample.Reflector);
        // Sending takes time as well; the stamp cannot be earlier than the delay.
        Assert.InRange(sample.RttMicros, 6_990, 60_000_000);
    }

    [Fact]
    public void Nothing_arrives_before_its_time()
    {
        var probe = new EchoProbe(Channel(delayMillis: 3_600_000), Duration.FromSeconds(7200), Token);
        probe.Ask(0);
        var batch = default(EchoBatch);
        probe.Collect(ref batch);
        Assert.Equal(0, batch.Count);
    }

    [Fact]
    public void Answers_arrive_in_the_order_of_their_times()
    {
        double[] delays = [60, 40, 20];
        int asked = 0;
        using var channel = new SimulatedEchoChannel((int reflector, out Duration delay) =>
        {
            delay = Duration.FromMillis(delays[asked++]);
            return true;
        });
        var probe = new EchoProbe(channel, Duration.FromSeconds(60), Token);
        for (byte reflector = 0; reflector < 3; reflector++)
            probe.Ask(reflector);
        Assert.Equal(2, Await(probe).Reflector);
        Assert.Equal(1, Await(probe).Reflector);
        Assert.Equal(0, Await(probe).Reflector);
    }

    [Fact]
    public void A_lost_echo_was_sent_and_is_never_answered()
    {
        using var channel = new SimulatedEchoChannel((int reflector, out Duration delay) =>
        {
            delay = default;
            return false;
        });
        var probe = new EchoProbe(channel, Duration.FromMillis(1), Token);
        probe.Ask(0);
        Assert.Equal(1, probe.Counters.Sent);
        Thread.Sleep(5);
        Assert.False(Await(probe).Answered);
    }

    [Fact]
    public void Too_many_under_way_are_refused_with_the_system_s_own_number()
    {
        using SimulatedEchoChannel channel = Channel(delayMillis: 3_600_000);
        var probe = new EchoProbe(channel, Duration.FromSeconds(7200), Token);
        for (int echo = 0; echo < 129; echo++)
            probe.Ask(0);
        Assert.Equal(128, probe.Counters.Sent);
        Assert.Equal(1, probe.Counters.Unsent);
        Assert.Equal(105, channel.Trouble);
    }

    [Fact]
    public void Bytes_that_are_no_request_are_refused()
    {
        using SimulatedEchoChannel channel = Channel(delayMillis: 1);
        Assert.False(channel.TrySend(0, [1, 2, 3]));
        Assert.Equal(22, channel.Trouble);
    }

    [Fact]
    public void Sending_and_receiving_allocate_nothing()
    {
        var probe = new EchoProbe(Channel(delayMillis: 0), Duration.FromSeconds(60), Token);
        Exchange(probe, 100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Exchange(probe, 10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static SimulatedEchoChannel Channel(double delayMillis) => new((int reflector, out Duration delay) =>
    {
        delay = Duration.FromMillis(delayMillis);
        return true;
    });

    private static void Exchange(EchoProbe probe, int count)
    {
        for (int echo = 0; echo < count; echo++)
        {
            probe.Ask((byte)(echo % 3));
            var batch = default(EchoBatch);
            probe.Collect(ref batch);
        }
    }

    private static EchoSample Await(EchoProbe probe)
    {
        while (true)
        {
            var batch = default(EchoBatch);
            probe.Collect(ref batch);
            if (batch.Count > 0)
                return batch[0];
            Thread.Sleep(1);
        }
    }
}
