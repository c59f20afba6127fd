using System.Threading;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Host.Echo;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Host.Echo;

/// <summary>Real echoes to this machine.</summary>
public class IcmpChannelTests
{
    [Fact]
    public void Four_loopback_addresses_answer_for_themselves() =>
        AllAnswer("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4");

    [Fact]
    public void Both_families_answer_side_by_side() => AllAnswer("::1", "127.0.0.1");

    [Fact]
    public void A_renewed_channel_goes_on()
    {
        using IcmpChannel channel = Open(null, null, "127.0.0.1");
        var probe = new EchoProbe(channel, Duration.FromSeconds(1), 42);
        AwaitAnswer(probe, 0);
        channel.Renew();
        AwaitAnswer(probe, 0);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void A_renewed_reflector_has_another_identifier_and_the_others_keep_theirs(string other)
    {
        using IcmpChannel channel = Open(null, null, "127.0.0.2", "127.0.0.3", other);
        var probe = new EchoProbe(channel, Duration.FromSeconds(1), 42);
        for (byte i = 0; i < 3; i++)
            AwaitAnswer(probe, i);
        ushort[] before = [channel.IdentifierOf(0), channel.IdentifierOf(1), channel.IdentifierOf(2)];
        // Chance may draw the same number again, not three times in a row.
        for (int i = 0; i < 3 && channel.IdentifierOf(1) == before[1]; i++)
            channel.Renew(1);

        Assert.NotEqual(before[1], channel.IdentifierOf(1));
        Assert.Equal((before[0], before[2]), (channel.IdentifierOf(0), channel.IdentifierOf(2)));
        for (byte i = 0; i < 3; i++)
            AwaitAnswer(probe, i);
    }

    [Fact]
    public void A_renewed_channel_has_other_identifiers()
    {
        using IcmpChannel channel = Open(null, null, "127.0.0.2", "127.0.0.3", "127.0.0.4");
        ushort[] before = [channel.IdentifierOf(0), channel.IdentifierOf(1), channel.IdentifierOf(2)];
        channel.Renew();

        Assert.NotEqual(
            before, (ushort[])[channel.IdentifierOf(0), channel.IdentifierOf(1), channel.IdentifierOf(2)]);
    }

    [Fact]
    public void A_source_address_of_this_machine_is_used()
    {
        using IcmpChannel channel = Open("127.0.0.9", null, "127.0.0.1");
        AwaitAnswer(new EchoProbe(channel, Duration.FromSeconds(1), 42), 0);
    }

    [Fact]
    public void A_foreign_source_address_is_trouble_and_no_exception()
    {
        using IcmpChannel channel = Open("192.0.2.77", null, "127.0.0.1");
        var probe = new EchoProbe(channel, Duration.FromSeconds(1), 42);
        probe.Ask(0);

        Assert.Equal((0L, 1L), (probe.Counters.Sent, probe.Counters.Unsent));
        Assert.NotEqual(0, channel.Trouble);
        Assert.False(channel.TryReceive(out _));
    }

    [Fact]
    public void A_missing_interface_is_trouble_and_no_exception()
    {
        using IcmpChannel channel = Open(null, "nosuchdev0", "127.0.0.1");
        var probe = new EchoProbe(channel, Duration.FromSeconds(1), 42);
        probe.Ask(0);

        Assert.Equal(1, probe.Counters.Unsent);
        Assert.NotEqual(0, channel.Trouble);
    }

    private static void AllAnswer(params string[] reflectors)
    {
        using IcmpChannel channel = Open(null, null, reflectors);
        var probe = new EchoProbe(channel, Duration.FromSeconds(1), 42);
        for (byte i = 0; i < reflectors.Length; i++)
            AwaitAnswer(probe, i);
        Assert.Equal(0, channel.Trouble);
    }

    private static IcmpChannel Open(string? source, string? device, params string[] reflectors)
    {
        var channel = new IcmpChannel(
            Links.Cable.Probe with { Reflectors = reflectors, SourceAddress = source, Interface = device });
        if (channel.Forbidden && device is null)
        {
            channel.Dispose();
            Assert.Skip("this process may open neither a ping socket nor a raw one");
        }
        if (Array.IndexOf(reflectors, "::1") >= 0 && !System.IO.File.Exists("/proc/net/if_inet6"))
        {
            channel.Dispose();
            Assert.Skip("this machine has no IPv6");
        }
        return channel;
    }

    /// <summary>A busy machine may lose one echo to a clock that it let pass; it does not lose fifty.</summary>
    private static void AwaitAnswer(EchoProbe probe, byte reflector)
    {
        for (int i = 0; i < 50; i++)
        {
            probe.Ask(reflector);
            for (int waited = 0; waited < 100; waited++)
            {
                EchoBatch batch = default;
                probe.Collect(ref batch);
                for (int k = 0; k < batch.Count; k++)
                {
                    if (batch[k].Answered && batch[k].Reflector == reflector && batch[k].RttMicros >= 1)
                        return;
                }
                Thread.Sleep(1);
            }
        }
        Assert.Fail($"reflector {reflector} has not answered: {probe.Counters.Sent} sent, {probe.Counters.Malformed} "
            + $"malformed, {probe.Counters.Forged} forged, {probe.Counters.ClockStepped} stepped");
    }
}
