using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Host.Net;
using Wanctl.Measure;
using Wanctl.Simulation.RouterOs;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Measuring;

/// <summary>Limits and counters over the API.</summary>
public sealed class RouterLimitsTests : IDisposable
{
    private readonly RouterKit _kit = new(RouterKit.Cable);

    public void Dispose() => _kit.Dispose();

    [Fact]
    public void Both_trees_are_read_and_set()
    {
        using var hand = new RouterLimits(_kit.Link, new PlainDialer());
        _kit.World.AddTraffic(_kit.Link.UploadQueue, 1234, 1, 0);
        ulong before = hand.Read().DownBytes;
        _kit.World.AddTraffic(_kit.Link.DownloadQueue, 5000, 4, 0);
        hand.Set(Mbps(212.5, 8));
        LimitReading reading = hand.Read();
        Assert.Equal((Mbps(212.5, 8), before + 5000, 1234UL), (reading.Limits, reading.DownBytes, reading.UpBytes));
    }

    [Fact]
    public void A_simple_queue_has_both_in_one_upload_first()
    {
        _kit.World.Add("/queue/simple", ("name", "both"), ("target", "192.168.88.0/24"),
            ("max-limit", "8000000/200000000"));
        LinkSettings link = _kit.Link with
        {
            DownloadQueue = "both", UploadQueue = "both", Router = _kit.Router with { Queues = QueueKind.Simple },
        };
        using var hand = new RouterLimits(link, new PlainDialer());
        Assert.Equal(Mbps(200, 8), hand.Read().Limits);
        _kit.World.AddTraffic("both", 700, 1, 0);
        _kit.World.AddUploadTraffic("both", 300, 1, 0);
        hand.Set(Mbps(100, 5));
        LimitReading reading = hand.Read();
        Assert.Equal((Mbps(100, 5), 700UL, 300UL), (reading.Limits, reading.DownBytes, reading.UpBytes));
    }

    [Fact]
    public void A_simple_queue_on_the_WAN_has_the_download_first_and_one_of_unknown_side_is_refused()
    {
        _kit.World.Add("/queue/simple", ("name", "both"), ("target", "ether1"), ("max-limit", "200000000/8000000"));
        LinkSettings link = _kit.Link with
        {
            DownloadQueue = "both", UploadQueue = "both", Router = _kit.Router with { Queues = QueueKind.Simple },
        };
        using var lost = new RouterLimits(link, new PlainDialer());
        Assert.Contains("queues.target", Assert.Throws<LimitTroubleException>(() => lost.Read()).Message,
            StringComparison.Ordinal);
        Assert.Throws<LimitTroubleException>(() => lost.Set(Mbps(100, 5)));
        using var hand = new RouterLimits(link with { Target = QueueTarget.Wan }, new PlainDialer());
        _kit.World.AddTraffic("both", 700, 1, 0);
        _kit.World.AddUploadTraffic("both", 300, 1, 0);
        hand.Set(Mbps(100, 5));
        LimitReading reading = hand.Read();
        Assert.Equal((Mbps(100, 5), 300UL, 700UL), (reading.Limits, reading.DownBytes, reading.UpBytes));
        Assert.Equal("100000000/5000000", _kit.World.Read("/queue/simple", "both", "max-limit"));
    }

    [Fact]
    public void A_user_who_may_only_read_is_told_so()
    {
        _kit.Faults.ReadOnly = true;
        using var hand = new RouterLimits(_kit.Link, new PlainDialer());
        hand.Read();
        LimitTroubleException trouble = Assert.Throws<LimitTroubleException>(() => hand.Set(Mbps(100, 5)));
        Assert.Contains("the user's group needs the policy write", trouble.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Unreachable, trouble.Code);
    }

    [Fact]
    public void A_queue_that_is_gone_is_named()
    {
        _kit.World.Delete("/queue/tree", _kit.Link.UploadQueue, "admin", RouterOsServer.Now);
        using var hand = new RouterLimits(_kit.Link, new PlainDialer());
        Assert.StartsWith($"no queue '{_kit.Link.UploadQueue}' in /queue/tree",
            Assert.Throws<LimitTroubleException>(() => hand.Read()).Message, StringComparison.Ordinal);
    }

    private static RatePair Mbps(double down, double up) => new(Rate.FromMbps(down), Rate.FromMbps(up));
}
