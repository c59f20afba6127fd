using Wanctl.Core.Settings;
using Wanctl.Host.Router;
using Wanctl.Release;
using Wanctl.Simulation.RouterOs;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Release;

/// <summary>Ceilings restored on a router, from any state, and read back.</summary>
public sealed class RouterReleaseTests : IDisposable
{
    private const string Down = "WAN-Download-cable";
    private const string Up = "WAN-Upload-cable";

    private readonly RouterKit _kit = new(RouterKit.Cable);

    public void Dispose() => _kit.Dispose();

    [Theory]
    [InlineData("200000000", "8000000")]
    [InlineData("0", "0")]
    [InlineData("1", "10000000000")]
    public void Ceilings_come_back_from_any_state(string down, string up)
    {
        _kit.Change("/queue/tree", Down, "max-limit", down);
        _kit.Change("/queue/tree", Up, "max-limit", up);
        Assert.All(Release(), limit => Assert.True(limit.Fine, limit.ToString()));
        Assert.Equal(("940000000", "38000000"),
            (_kit.World.Read("/queue/tree", Down, "max-limit"), _kit.World.Read("/queue/tree", Up, "max-limit")));
    }

    [Fact]
    public void It_says_what_was_and_what_is()
    {
        _kit.Change("/queue/tree", Down, "max-limit", "212500000");
        Assert.Equal(
        [
            "my.yaml: WAN-Download-cable: 212.5 Mbit/s -> 940 Mbit/s, read back 940 Mbit/s",
            "my.yaml: WAN-Upload-cable: is at its ceiling, 38 Mbit/s",
        ], Release().ConvertAll(limit => limit.ToString()));
    }

    [Fact]
    public void What_is_right_is_not_written()
    {
        long before = _kit.World.LimitChangeCount;
        Release();
        Assert.Equal(before, _kit.World.LimitChangeCount);
    }

    [Fact]
    public void A_look_writes_nothing()
    {
        _kit.Change("/queue/tree", Down, "max-limit", "200000000");
        long before = _kit.World.LimitChangeCount;
        Assert.Equal("my.yaml: WAN-Download-cable: 200 Mbit/s; would be set to 940 Mbit/s",
            Release(write: false)[0].ToString());
        Assert.Equal(before, _kit.World.LimitChangeCount);
    }

    [Fact]
    public void One_queue_that_is_gone_does_not_keep_the_other_low()
    {
        _kit.World.Delete("/queue/tree", Down, "admin", RouterOsServer.Now);
        _kit.Change("/queue/tree", Up, "max-limit", "8000000");
        List<ReleasedLimit> limits = Release();
        Assert.StartsWith("my.yaml: WAN-Download-cable: NOT restored to 940 Mbit/s: no such queue in /queue/tree",
            limits[0].ToString(), StringComparison.Ordinal);
        Assert.True(limits[1].Fine);
        Assert.Equal("38000000", _kit.World.Read("/queue/tree", Up, "max-limit"));
    }

    [Fact]
    public void A_user_who_may_only_read_is_told_so()
    {
        _kit.Change("/queue/tree", Down, "max-limit", "200000000");
        _kit.Faults.ReadOnly = true;
        Assert.Equal("my.yaml: WAN-Download-cable: NOT restored to 940 Mbit/s: the router refuses: "
            + "not enough permissions (9); the user's group needs the policy write", Release()[0].ToString());
    }

    [Fact]
    public void A_simple_queue_gets_both_in_one()
    {
        _kit.World.Add("/queue/simple", ("name", "both"), ("target", "192.168.88.0/24"),
            ("max-limit", "8000000/200000000"));
        LinkSettings link = _kit.Link with
        {
            DownloadQueue = "both", UploadQueue = "both", Router = _kit.Router with { Queues = QueueKind.Simple },
        };
        using RouterClient client = _kit.Open();
        ReleasedLimit limit = Assert.Single(new RouterRelease(client, write: true).Release("my.yaml", link));
        Assert.True(limit.Fine, limit.ToString());
        Assert.Equal("38000000/940000000", _kit.World.Read("/queue/simple", "both", "max-limit"));
    }

    [Theory]
    [InlineData(QueueTarget.Auto, "ether1")]
    [InlineData(QueueTarget.Wan, "")]
    public void A_simple_queue_on_the_WAN_gets_the_download_first(QueueTarget said, string gateway)
    {
        _kit.World.Add("/queue/simple", ("name", "both"), ("target", "ether1"), ("max-limit", "200M/8M"));
        if (gateway.Length > 0)
            _kit.World.Add("/ip/route", ("gateway", gateway));
        Assert.Null(Simple(said).Problem);
        Assert.Equal("940000000/38000000", _kit.World.Read("/queue/simple", "both", "max-limit"));
    }

    [Fact]
    public void A_simple_queue_whose_side_nobody_can_tell_is_left_alone()
    {
        _kit.World.Add("/queue/simple", ("name", "both"), ("target", "ether1"), ("max-limit", "200M/8M"));
        Assert.Contains("queues.target", Simple(QueueTarget.Auto).Problem, StringComparison.Ordinal);
        Assert.Equal("200M/8M", _kit.World.Read("/queue/simple", "both", "max-limit"));
    }

    private ReleasedLimit Simple(QueueTarget said)
    {
        LinkSettings link = _kit.Link with
        {
            DownloadQueue = "both", UploadQueue = "both", Router = _kit.Router with { Queues = QueueKind.Simple },
            Target = said,
        };
        using RouterClient client = _kit.Open();
        return Assert.Single(new RouterRelease(client, write: true).Release("my.yaml", link));
    }

    private List<ReleasedLimit> Release(bool write = true)
    {
        using RouterClient client = _kit.Open();
        return [.. new RouterRelease(client, write).Release("my.yaml", _kit.Link)];
    }
}
