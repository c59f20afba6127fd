using System.Net;
using System.Text;
using System.Threading;
using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.KitTests;

/// <summary>The judge is judged first: delays, losses and records, seen by a plain raw socket.</summary>
public sealed class EchoHostTests : IDisposable
{
    /// <summary>Above the set delay, in the median: a busy machine with two cores keeps it.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(20);

    private readonly NetworkRoom _room;
    private readonly TunLine _line;

    public EchoHostTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _room = new NetworkRoom();
        _line = _room.OpenLine();
    }

    public void Dispose() => _room.Dispose();

    [Theory]
    [InlineData("198.18.0.11", "198.18.0.1", 0)]
    [InlineData("198.18.0.11", "198.18.0.1", 7.5)]
    [InlineData("198.18.0.11", "198.18.0.1", 40)]
    [InlineData("fd00:77::11", "fd00:77::1", 25)]
    public void An_answer_takes_the_set_delay_and_little_more(string reflector, string source, double delay)
    {
        if (reflector.Contains(':')) NetworkRoom.SkipUnlessIPv6();
        using EchoHost host = new(_line, [reflector]);
        host[reflector].Delay = TimeSpan.FromMilliseconds(delay);
        using PlainPing ping = new(_room, reflector, source);
        AssertDelay(ping, delay);
    }

    [Fact]
    public void A_moved_delay_holds_for_the_requests_that_follow()
    {
        using EchoHost host = new(_line, EchoHost.AddressesIPv4(2));
        using PlainPing first = Ping("198.18.0.11");
        using PlainPing second = Ping("198.18.0.12");
        host["198.18.0.11"].Delay = TimeSpan.FromMilliseconds(10);
        AssertDelay(first, 10);
        AssertDelay(second, 0);
        host["198.18.0.11"].Delay = TimeSpan.FromMilliseconds(60);
        AssertDelay(first, 60);
        host.LineDelay = TimeSpan.FromMilliseconds(30);
        AssertDelay(second, 30);
        AssertDelay(first, 90);
        host.LineDelay = TimeSpan.Zero;
        host["198.18.0.11"].Delay = TimeSpan.Zero;
        AssertDelay(first, 0);
    }

    [Fact]
    public void An_answer_under_way_keeps_its_time_when_the_delay_moves()
    {
        using EchoHost host = new(_line, ["198.18.0.11"]);
        using PlainPing ping = Ping("198.18.0.11");
        host["198.18.0.11"].Delay = TimeSpan.FromMilliseconds(800);
        ping.Send();
        host.WaitForRequests(1);
        host["198.18.0.11"].Delay = TimeSpan.Zero;
        ping.Send();
        // The second overtakes the first.
        Assert.Equal<int?>(2, ping.Receive(Patience.Default)?.Sequence);
        Assert.Equal<int?>(1, ping.Receive(Patience.Default)?.Sequence);
    }

    [Fact]
    public void Jitter_lies_between_zero_and_its_bound()
    {
        using EchoHost host = new(_line, ["198.18.0.11"]);
        using PlainPing ping = Ping("198.18.0.11");
        host["198.18.0.11"].Behaviour = new EchoBehaviour { Jitter = TimeSpan.FromMilliseconds(60) };
        List<TimeSpan> times = Measure(ping, 31);
        // With the host's fixed dice; 31 draws leave neither half of the range empty.
        Assert.InRange(times[0], TimeSpan.Zero, TimeSpan.FromMilliseconds(40));
        Assert.InRange(times[^1], TimeSpan.FromMilliseconds(40), Patience.Default);
        Assert.InRange(times[15], TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(60) + Slack);
    }

    [Fact]
    public void A_silent_reflector_records_and_does_not_answer()
    {
        using EchoHost host = new(_line, ["198.18.0.11"]);
        using PlainPing ping = Ping("198.18.0.11");
        host["198.18.0.11"].Behaviour = new EchoBehaviour { Silent = true };
        Assert.Null(ping.Measure(TimeSpan.FromMilliseconds(150)));
        Assert.Equal(1, host["198.18.0.11"].RequestCount);
    }

    [Fact]
    public void A_drop_share_of_a_third_leaves_about_two_thirds()
    {
        using EchoHost host = new(_line, ["198.18.0.11"], seed: 7);
        using PlainPing ping = Ping("198.18.0.11");
        host["198.18.0.11"].Behaviour = new EchoBehaviour { DropShare = 1 / 3.0 };
        for (int i = 0; i < 150; i++) ping.Send();
        host.WaitForRequests(150);
        int answers = 0;
        while (ping.Receive(TimeSpan.FromMilliseconds(300)) is not null) answers++;
        Assert.InRange(answers, 75, 125);
    }

    [Fact]
    public void Late_answers_come_later_by_what_was_set()
    {
        using EchoHost host = new(_line, ["198.18.0.11"]);
        using PlainPing ping = Ping("198.18.0.11");
        host["198.18.0.11"].Behaviour = new EchoBehaviour { LateShare = 1, LateBy = TimeSpan.FromMilliseconds(250) };
        Assert.Null(ping.Measure(TimeSpan.FromMilliseconds(50)));
        Assert.Equal<int?>(1, ping.Receive(Patience.Default)?.Sequence);
    }

    [Fact]
    public void Duplicates_follow_the_answer()
    {
        using EchoHost host = new(_line, ["198.18.0.11"]);
        using PlainPing ping = Ping("198.18.0.11");
        host["198.18.0.11"].Behaviour = new EchoBehaviour { Duplicates = 2 };
        ping.Send();
        for (int i = 0; i < 3; i++) Assert.Equal<int?>(1, ping.Receive(Patience.Default)?.Sequence);
        Assert.Null(ping.Receive(TimeSpan.FromMilliseconds(100)));
    }

    [Theory]
    [InlineData("198.18.0.", "198.18.0.1")]
    [InlineData("fd00:77::", "fd00:77::1")]
    public void Requests_are_recorded_as_they_were_sent(string network, string source)
    {
        if (network.Contains(':')) NetworkRoom.SkipUnlessIPv6();
        using EchoHost host = new(_line, [network + "11", network + "12"]);
        using PlainPing first = new(_room, network + "11", source, identifier: 0x1234);
        using PlainPing second = new(_room, network + "12", source, identifier: 0xfedc);
        Moment start = Moment.Now;
        first.Send();
        second.Send();
        first.Send();
        IReadOnlyList<EchoRequest> requests = host.WaitForRequests(3);
        Assert.Equal([network + "11", network + "12", network + "11"], Map(requests, one => one.Reflector.ToString()));
        Assert.Equal([1, 1, 2], Map(requests, one => (int)one.Sequence));
        Assert.Equal([0x1234, 0xfedc, 0x1234], Map(requests, one => (int)one.Identifier));
        Assert.All(requests, one => Assert.Equal(IPAddress.Parse(source), one.Source));
        Assert.All(requests, one => Assert.True(one.At >= start && one.At <= Moment.Now));
        Assert.StartsWith("plain ping 00002", Encoding.ASCII.GetString(requests[2].Payload), StringComparison.Ordinal);
        Assert.Equal(64, requests[0].TimeToLive);
    }

    [Fact]
    public void Requests_to_nobodys_address_are_counted_and_get_no_answer()
    {
        using EchoHost host = new(_line, ["198.18.0.11"]);
        using PlainPing ping = Ping("198.18.0.99");
        Assert.Null(ping.Measure(TimeSpan.FromMilliseconds(100)));
        Assert.Equal(1, host.Strays);
        Assert.Empty(host.Requests);
    }

    [Fact]
    public void A_line_that_was_down_carries_again()
    {
        using EchoHost host = new(_line, EchoHost.AddressesIPv4(1));
        using PlainPing ping = Ping("198.18.0.11");
        Assert.NotNull(ping.Measure(Patience.Default));
        _line.SetUp(false);
        Assert.ThrowsAny<System.Net.Sockets.SocketException>(() => ping.Send());
        Thread.Sleep(50);
        _line.SetUp(true);
        Assert.NotNull(ping.Measure(Patience.Default));
        Assert.Single(host.Requests, one => one.Sequence == 1);
    }

    [Fact]
    public void The_systems_own_ping_agrees()
    {
        Assert.SkipUnless(System.IO.File.Exists("/usr/bin/ping"), "there is no /usr/bin/ping");
        using EchoHost host = new(_line, ["198.18.0.11"]);
        host["198.18.0.11"].Delay = TimeSpan.FromMilliseconds(33);
        DaemonCommand command = new("/usr/bin/ping", "-n", "-c", "3", "-i", "0.05", "-W", "10", "198.18.0.11");
        using DaemonProcess ping = DaemonProcess.RunToEnd(_room, command);
        Assert.True(ping.WaitForExit() == 0, ping.Story());
        Assert.Matches("3 received.*min/avg/max/mdev = (3[3-9]|[4-9][0-9])", ping.Text().Replace('\n', ' '));
    }

    private PlainPing Ping(string reflector) => new(_room, reflector, "198.18.0.1");

    private static void AssertDelay(PlainPing ping, double millis)
    {
        TimeSpan delay = TimeSpan.FromMilliseconds(millis);
        List<TimeSpan> times = Measure(ping, 11);
        Assert.True(times[0] >= delay, $"an answer came after {times[0]}, before its delay of {delay} was over");
        Assert.InRange(times[5], delay, delay + Slack);
    }

    /// <summary>Round-trip times, sorted.</summary>
    private static List<TimeSpan> Measure(PlainPing ping, int count)
    {
        List<TimeSpan> times = [];
        for (int i = 0; i < count; i++)
        {
            TimeSpan? time = ping.Measure(Patience.Default);
            Assert.NotNull(time);
            times.Add(time.Value);
        }
        times.Sort();
        return times;
    }

    private static List<T> Map<T>(IReadOnlyList<EchoRequest> requests, Func<EchoRequest, T> what)
    {
        List<T> values = [];
        foreach (EchoRequest request in requests) values.Add(what(request));
        return values;
    }
}
