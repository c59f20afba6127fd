using Wanctl.Core.Units;
using Wanctl.Simulation.RouterOs;

namespace Wanctl.Tests.Simulation.RouterOs;

public sealed class RouterWorldTests
{
    private const string Download = "WAN-Download-Spectrum";
    private const string Upload = "WAN-Upload-Spectrum";
    private static readonly Instant Start = new(0);

    [Fact]
    public void A_limit_is_read_as_a_rate_and_each_accepted_change_is_kept()
    {
        RouterWorld world = World();
        DialogueClient client = DialogueClient.LoggedIn(world);
        string id = world.Read("/queue/tree", Download, ".id")!;
        Assert.Equal(Rate.FromMbps(940), world.LimitOf(Download));

        client.Now = new Instant(5_000);
        Assert.Equal("!done", client.Send($"/queue/tree/set =.id={id} =max-limit=500M"));
        Assert.Equal("500000000", world.Read("/queue/tree", Download, "max-limit"));
        LimitChange change = Assert.Single(world.LimitChanges());
        Assert.Equal(new LimitChange(new Instant(5_000), Download, "admin", Rate.FromMbps(500), null), change);
        Assert.Equal(1, world.LimitChangeCount);
    }

    [Fact]
    public void A_refused_change_leaves_everything_as_it_was()
    {
        RouterWorld world = World();
        DialogueClient client = DialogueClient.LoggedIn(world);
        string id = world.Read("/queue/tree", Download, ".id")!;
        string answer = client.Send($"/queue/tree/set =.id={id} =max-limit=1M =priority=x");
        Assert.Equal("!trap =category=1 =message=invalid value for argument priority / !done", answer);
        Assert.Equal(Rate.FromMbps(940), world.LimitOf(Download));
        Assert.Empty(world.LimitChanges());
        Assert.Equal(0, world.CountOf("/system/history"));
    }

    [Fact]
    public void A_simple_queue_has_two_limits_and_two_of_each_counter()
    {
        RouterWorld world = World();
        string id = world.Add("/queue/simple", ("name", "both"), ("max-limit", "20000000/100000000"));
        world.AddTraffic("both", 10, 2, 1);
        world.AddUploadTraffic("both", 5, 1, 0);
        DialogueClient client = DialogueClient.LoggedIn(world);
        Assert.Equal("!done", client.Send($"/queue/simple/set =.id={id} =max-limit=30M/200M"));
        Assert.Equal((Rate.FromMbps(200), Rate.FromMbps(30)), (world.LimitOf("both"), world.UploadLimitOf("both")));
        Assert.Equal(Rate.FromMbps(30), Assert.Single(world.LimitChanges()).Upload);
        Assert.Equal(
            "!re =max-limit=30000000/200000000 =bytes=5/10 =packets=1/2 =dropped=0/1 / !done",
            client.Send("/queue/simple/print =.proplist=max-limit,bytes,packets,dropped"));
    }

    [Fact]
    public void Traffic_and_backlog_show_in_the_statistics()
    {
        RouterWorld world = World();
        world.AddTraffic(Download, 1500, 1, 0);
        world.AddTraffic(Download, 3000, 2, 1);
        world.SetBacklog(Download, 4500, 3);
        Assert.Equal("4500", world.Read("/queue/tree", Download, "bytes"));
        Assert.Equal(
            "!re =bytes=4500 =packets=3 =dropped=1 =queued-bytes=4500 =queued-packets=3 / !done",
            DialogueClient.LoggedIn(world).Send(
                $"/queue/tree/print =.proplist=bytes,packets,dropped,queued-bytes,queued-packets ?name={Download}"));
    }

    [Fact]
    public void Each_change_leaves_its_traces_in_history_log_and_flash()
    {
        RouterWorld world = World();
        DialogueClient client = DialogueClient.LoggedIn(world);
        string id = world.Read("/queue/tree", Download, ".id")!;
        for (int i = 0; i < 120; i++) client.Send($"/queue/tree/set =.id={id} =max-limit={i}");
        Assert.Equal(100, world.CountOf("/system/history"));
        Assert.Equal(121, world.CountOf("/log"));
        Assert.Equal(
            "!re =write-sect-since-reboot=120 =write-sect-total=120120 / !done",
            client.Send("/system/resource/print =.proplist=write-sect-since-reboot,write-sect-total"));
    }

    [Fact]
    public void A_reboot_renumbers_the_items_and_begins_to_count_anew()
    {
        RouterWorld world = World();
        DialogueClient client = DialogueClient.LoggedIn(world);
        world.AddTraffic(Download, 1500, 1, 0);
        string id = world.Read("/queue/tree", Download, ".id")!;
        world.Reboot(new Instant(3_600_000_000_000));
        client.Now = new Instant(3_600_000_000_000 + 61_000_000_000);

        Assert.NotEqual(id, world.Read("/queue/tree", Download, ".id"));
        Assert.Equal("0", world.Read("/queue/tree", Download, "bytes"));
        Assert.Equal(Rate.FromMbps(940), world.LimitOf(Download));
        Assert.Equal("!re =uptime=1m1s / !done", client.Send("/system/resource/print =.proplist=uptime"));
        Assert.Equal(
            "!trap =category=0 =message=no such item / !done",
            client.Send($"/queue/tree/set =.id={id} =max-limit=1M"));
    }

    [Fact]
    public void Uptime_is_written_as_RouterOS_writes_it()
    {
        DialogueClient client = DialogueClient.LoggedIn(World());
        client.Now = new Instant(245_540L * 1_000_000_000);
        Assert.Equal("!re =uptime=2d20h12m20s / !done", client.Send("/system/resource/print =.proplist=uptime"));
    }

    [Fact]
    public void Safe_mode_takes_back_what_others_changed_meanwhile()
    {
        RouterWorld world = World();
        DialogueClient client = DialogueClient.LoggedIn(world);
        string id = world.Read("/queue/tree", Download, ".id")!;
        world.TakeSafeMode(Start);
        client.Send($"/queue/tree/set =.id={id} =max-limit=1M");
        Assert.True(world.UnrollSafeMode(Start));
        Assert.Equal(Rate.FromMbps(940), world.LimitOf(Download));
        Assert.Equal("safe-mode", world.LimitChanges()[^1].User);
        Assert.False(world.UnrollSafeMode(Start));
    }

    [Fact]
    public void A_full_history_ends_safe_mode_without_undoing_anything()
    {
        RouterWorld world = World();
        DialogueClient client = DialogueClient.LoggedIn(world);
        string id = world.Read("/queue/tree", Download, ".id")!;
        world.TakeSafeMode(Start);
        for (int i = 0; i < 101; i++) client.Send($"/queue/tree/set =.id={id} =max-limit=1M");
        Assert.False(world.UnrollSafeMode(Start));
        Assert.Equal(Rate.FromMbps(1), world.LimitOf(Download));
    }

    [Fact]
    public void Somebody_else_can_rename_change_delete_and_exchange_ids()
    {
        RouterWorld world = World();
        string id = world.Read("/queue/tree", Download, ".id")!;
        world.ExchangeIds("/queue/tree", Download, Upload);
        Assert.Equal(id, world.Read("/queue/tree", Upload, ".id"));
        world.Change("/queue/tree", Upload, "max-limit", "7000000", "operator", Start);
        Assert.Equal("operator", Assert.Single(world.LimitChanges()).User);
        world.Change("/queue/tree", Upload, "invalid", "true", "operator", Start);
        world.Rename("/queue/tree", Download, "WAN-Down", Start);
        Assert.Null(world.Read("/queue/tree", Download, ".id"));
        world.Delete("/queue/tree", "WAN-Down", "operator", Start);
        Assert.Equal(1, world.CountOf("/queue/tree"));
        Assert.Throws<ArgumentException>(() => world.LimitOf("WAN-Down"));
    }

    internal static RouterWorld World()
    {
        var world = new RouterWorld(Start);
        world.AddWan("Spectrum", Rate.FromMbps(940), Rate.FromMbps(38));
        world.AddSteeringRule("ADAPTIVE: Steer latency-sensitive to WAN2");
        return world;
    }
}
