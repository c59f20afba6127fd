using System.IO;
using System.Linq;
using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Config;

public sealed class ConfigFilesTests
{
    [Fact]
    public void Spectrum_is_the_cable_line()
    {
        LinkSettings link = Load("spectrum").Link;
        Assert.Equal(
            new DirectionSettings
            {
                Ceiling = Rate.FromMbps(940), FloorGreen = Rate.FromMbps(550), FloorYellow = Rate.FromMbps(350),
                FloorSoftRed = Rate.FromMbps(275), FloorRed = Rate.FromMbps(200), StepUp = Rate.FromMbps(10),
                FactorDown = 0.85, FactorDownYellow = 0.96, GreenRequired = 5,
            },
            link.Download);
        Assert.Equal(OneFloor(8, 38, 1, 0.90), link.Upload);
        Assert.Equal((15, 45, 80, 24), Zones(link.Thresholds));
        Assert.Equal((0.0005, 0.005), (link.Thresholds.AlphaBaseline, link.Thresholds.AlphaLoad));
        Assert.Equal(("WAN-Download-Spectrum", "WAN-Upload-Spectrum"), (link.DownloadQueue, link.UploadQueue));
    }

    [Fact]
    public void Att_is_the_dsl_line()
    {
        LinkSettings link = Load("att").Link;
        Assert.Equal(
            OneFloor(25, 95, 2, 0.90) with { FactorDownYellow = 0.96 },
            link.Download);
        Assert.Equal(OneFloor(6, 18, 0.5, 0.95), link.Upload);
        Assert.Equal((3, 10, 80, 28), Zones(link.Thresholds));
        Assert.Equal((0.000375, 0.005), (link.Thresholds.AlphaBaseline, link.Thresholds.AlphaLoad));
        Assert.Equal(("WAN-Download-ATT", "WAN-Upload-ATT"), (link.DownloadQueue, link.UploadQueue));
    }

    [Fact]
    public void Linux_cake_is_the_box_that_is_the_router_itself()
    {
        WanFile file = Load("linux-cake");
        Assert.Equal((RouterTransport.LinuxCake, "ifb4wan", "pppoe-wan", "pppoe-ptm"),
            (file.Link.Router.Transport, file.Link.DownloadQueue, file.Link.UploadQueue, file.Line));
        Assert.Equal((Rate.FromMbps(105), Rate.FromMbps(42)), (file.Link.Download.Ceiling, file.Link.Upload.Ceiling));
    }

    [Theory]
    [InlineData("spectrum")]
    [InlineData("att")]
    public void Both_lines_tick_at_50_ms_and_take_the_password_from_the_environment(string name)
    {
        LinkSettings link = Load(name).Link;
        Assert.Equal((name, Duration.FromMillis(50)), (link.Name, link.Interval));
        Assert.Equal(
            (RouterTransport.Api, 8728, "wanctl"), (link.Router.Transport, link.Router.Port, link.Router.User));
        Assert.Equal(Sample.Password, link.Router.Password.Reveal());
        Assert.Equal(3, link.Probe.Reflectors.Count);
        Assert.StartsWith("/run/wanctl/", link.LockFile, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spectrum")]
    [InlineData("att")]
    public void Both_lines_are_moved_by_the_adaptive_law_and_its_bucket(string name)
    {
        LinkSettings link = Load(name).Link;
        Assert.Equal(
            (RateLawKind.Adaptive, new WriteBudgetSettings { Kind = WriteBudgetKind.Tokens }), (link.Law, link.Writes));
    }

    [Fact]
    public void The_two_lines_share_neither_reflectors_nor_queues_nor_files()
    {
        LinkSettings one = Load("spectrum").Link, other = Load("att").Link;
        Assert.Empty(one.Probe.Reflectors.Intersect(other.Probe.Reflectors));
        string[] names = [one.DownloadQueue, one.UploadQueue, other.DownloadQueue, other.UploadQueue];
        string[] files = [one.LockFile, one.StateFile, other.LockFile, other.StateFile];
        Assert.Equal(4, names.Distinct().Count());
        Assert.Equal(4, files.Distinct().Count());
    }

    [Theory]
    [InlineData("spectrum", "a load time constant of 9.97 s is slow: a step of +60 ms leaves GREEN after 2.9 s")]
    [InlineData("att", "a load time constant of 9.97 s is slow: a step of +60 ms leaves GREEN after 0.5 s")]
    public void The_slow_average_of_production_is_named_where_it_decides(string name, string warning)
    {
        string file = Checkout.Find("configs", $"{name}.yaml");
        Assert.Empty(ConfigLoader.Load(file, Sample.Environment).Warnings);

        string text = File.ReadAllText(file) + Sample.Classic;
        LoadResult result = ConfigLoader.Parse(text, name, Sample.Environment);
        Assert.StartsWith(warning, Assert.Single(result.Warnings).Text, StringComparison.Ordinal);
    }

    private static WanFile Load(string name)
    {
        LoadResult result = ConfigLoader.Load(Checkout.Find("configs", $"{name}.yaml"), Sample.Environment);
        Assert.Empty(result.Problems);
        return Assert.IsType<WanFile>(result.File);
    }

    private static (double Target, double Warn, double HardRed, double Initial) Zones(ThresholdSettings thresholds) =>
        (thresholds.TargetMs, thresholds.WarnMs, thresholds.HardRedMs, thresholds.BaselineInitialMs);

    // The defaults of an upload.
    private static DirectionSettings OneFloor(double floor, double ceiling, double step, double factor) => new()
    {
        Ceiling = Rate.FromMbps(ceiling),
        FloorGreen = Rate.FromMbps(floor),
        FloorYellow = Rate.FromMbps(floor),
        FloorSoftRed = Rate.FromMbps(floor),
        FloorRed = Rate.FromMbps(floor),
        StepUp = Rate.FromMbps(step),
        FactorDown = factor,
        FactorDownYellow = 0.94,
        GreenRequired = 5,
    };
}
