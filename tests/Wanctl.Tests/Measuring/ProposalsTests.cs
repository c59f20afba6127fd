using Wanctl.Config;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Measure;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Measuring;

/// <summary>What a measurement would change, and where.</summary>
public class ProposalsTests
{
    private static readonly LinkSettings s_link = Links.Cable with { Law = RateLawKind.Adaptive };

    private static readonly EffectiveValue[] s_values =
    [
        new("continuous_monitoring.baseline_rtt_initial", "25", "my.yaml:9"),
        new("control.excess_ms", "5", "default"),
        new("continuous_monitoring.download.ceiling_mbps", "940", "my.yaml:14"),
        new("continuous_monitoring.download.floor_green_mbps", "550", "my.yaml:15"),
        new("continuous_monitoring.download.floor_red_mbps", "200", "my.yaml:16"),
    ];

    private static readonly EchoFigures s_calm = new(100, 0, 39, 40, 42, 1);

    [Fact]
    public void Each_value_is_named_with_its_line_and_a_default_is_to_be_added()
    {
        IdleFigures idle = new([s_calm], 40, 9.1, Mbps(0.1, 0));
        Assert.Equal(
        [
            "my.yaml:9: continuous_monitoring.baseline_rtt_initial: 25 -> 40",
            "my.yaml: control.excess_ms: 5 (default) -> 11; add it",
        ], Texts(idle, null, Judgement.Open));
    }

    [Fact]
    public void A_line_in_use_gives_no_baseline()
    {
        IdleFigures idle = new([s_calm], 40, 9.1, Mbps(5, 0));
        Assert.Empty(Texts(idle, null, Judgement.Open));
    }

    [Fact]
    public void A_cured_delay_brings_the_ceiling_down_and_floors_only_where_they_keep_it()
    {
        IdleFigures idle = new([s_calm], 25, 1, Mbps(0, 0));
        Assert.Equal(["my.yaml:14: continuous_monitoring.download.ceiling_mbps: 940 -> 760"],
            Texts(idle, 800, Cured(800 * 0.95)));
        Assert.Equal(
        [
            "my.yaml:14: continuous_monitoring.download.ceiling_mbps: 940 -> 285",
            "my.yaml:15: continuous_monitoring.download.floor_green_mbps: 550 -> 142",
            "my.yaml:16: continuous_monitoring.download.floor_red_mbps: 200 -> 142",
        ], Texts(idle, 300, Cured(300 * 0.95)));
    }

    [Fact]
    public void Delay_beyond_the_router_changes_no_rate()
    {
        IdleFigures idle = new([s_calm], 25, 1, Mbps(0, 0));
        Assert.Empty(Texts(idle, 300, new Judgement(Verdict.Beyond, 5, null)));
    }

    private static List<string> Texts(IdleFigures idle, double? carried, Judgement judgement)
    {
        LoadFigures? load = carried is { } rate ? Load(940, rate, 100) : null;
        IReadOnlyList<Proposal> all = new Proposals("my.yaml", s_values, s_link).Of(
            idle, load, new LoadedWays(true, false), judgement);
        return [.. System.Linq.Enumerable.Select(all, proposal => proposal.ToString())];
    }

    private static Judgement Cured(double limit) => new(Verdict.InQueue, 5, Load(limit, limit, 1));

    private static LoadFigures Load(double limit, double carried, double excess) =>
        new(1, Mbps(limit, 38), Mbps(carried, 1), excess, excess, 100, 0);

    private static RatePair Mbps(double down, double up) => new(Rate.FromMbps(down), Rate.FromMbps(up));
}
