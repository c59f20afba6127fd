using System.Linq;
using Wanctl.Core.Steer;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Config;

/// <summary>A steering file beside the files of its links.</summary>
public sealed class SteeringMatchTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_files_in_configs_belong_together()
    {
        ConfigSet set = Load(Config("spectrum"), Config("att"), Config("steering"));
        Assert.Empty(set.Problems);
        Assert.Equal(2, set.Files.Count);
        Assert.Same(set.Files[0].Link.Router, set.Steering!.Router);
    }

    [Fact]
    public void A_steering_file_alone_is_refused() => Assert.Contains(
        "found a steering file alone, wanted the files of its two links with it: wanctl run spectrum.yaml att.yaml",
        Assert.Single(Load(Config("steering")).Problems), StringComparison.Ordinal);

    [Fact]
    public void A_link_of_another_run_is_out_of_reach() => Assert.Contains(
        "topology.alternate_wan: found 'att', wanted the wan_name of a file on the same command line: spectrum",
        Assert.Single(Load(Config("spectrum"), Config("steering")).Problems), StringComparison.Ordinal);

    [Fact]
    public void Two_steering_files_are_one_too_many() => Assert.Contains("a second steering file",
        Assert.Single(Load(Config("spectrum"), Config("att"), Config("steering"), Config("steering")).Problems),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("measurement: {interval_seconds: 0.1}", "measurement.interval_seconds: found 0.1, wanted 0.05")]
    [InlineData("router: {transport: api, host: 10.0.0.1, user: other, password: p}",
        "router: found another login to 10.0.0.1:8728 than in")]
    public void What_contradicts_the_links_is_refused(string more, string problem) => Assert.Contains(problem,
        Assert.Single(Load(Config("spectrum"), Config("att"), Steering(more)).Problems), StringComparison.Ordinal);

    [Fact]
    public void The_same_router_written_out_is_the_same_connection()
    {
        ConfigSet set = Load(Config("spectrum"), Config("att"),
            Steering("router: {transport: api, host: 10.0.0.1, user: wanctl, password: '${ROUTER_PASSWORD}'}"));
        Assert.Empty(set.Problems);
        Assert.Same(set.Files[0].Link.Router, set.Steering!.Router);
    }

    [Theory]
    [InlineData("spectrum", "mode: active", SteeringMode.Observe)]
    [InlineData("att", "mode: active", SteeringMode.Observe)]
    [InlineData("att", "mode: off", SteeringMode.Off)]
    public void With_a_link_that_is_a_dry_run_no_rule_is_switched(string dry, string mode, SteeringMode wanted)
    {
        string[] links = [.. ((string[])["spectrum", "att"]).Select(name => name == dry ? Dry(name) : Config(name))];
        ConfigSet set = Load([.. links, Steering(mode + "\nlock_file: /run/wanctl/steering.lock")]);
        Assert.Empty(set.Problems);
        Assert.Equal((wanted, "/run/wanctl/steering.lock.dry-run"), (set.Steering!.Mode, set.Steering.LockFile));
    }

    private string Dry(string name)
    {
        string path = _folder.File(name + "-dry.yaml");
        System.IO.File.WriteAllText(path, System.IO.File.ReadAllText(Config(name)) + "\ncontrol: {dry_run: true}\n");
        return path;
    }

    private static ConfigSet Load(params string[] paths) => ConfigSet.Load(paths, Sample.Environment);

    private static string Config(string name) => Checkout.Find("configs", name + ".yaml");

    private string Steering(string more)
    {
        string path = _folder.File("own-steering.yaml");
        System.IO.File.WriteAllText(path,
            "topology: {primary_wan: spectrum, alternate_wan: att}\nmangle_rule: {comment: x}\n" + more + "\n");
        return path;
    }
}
