using Wanctl.Scenarios.Peers;
using Wanctl.Simulation.Peers;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Scenarios.Tunnel;

/// <summary>
/// The wind tunnel's own line against the lab: cake-autorate's model has to show there what the program showed in
/// network namespaces. The measured figures stand beside the bounds.
/// </summary>
public sealed class StepTests
{
    private readonly LabFigures _shipped = Measure(CakeAutorateThresholds.Shipped);
    private readonly LabFigures _tight = Measure(CakeAutorateThresholds.Tight);

    [Fact]
    public void Shipped_thresholds_leave_a_queue_and_settle_above_the_capacity()
    {
        Assert.InRange(_shipped.WideExcess, 15, 80); // 33
        Assert.InRange(_shipped.FirstCut, 0.15, 0.6); // 0.29
        Assert.InRange(_shipped.BelowCapacity, 1, 3); // 1.9
        Assert.InRange(_shipped.NarrowExcess, 40, 100); // 58
        Assert.InRange(_shipped.NarrowLimit, 15, 21); // 17 to 20
        Assert.InRange(_shipped.Recovery, 3, 7); // 4.25
    }

    [Fact]
    public void Tight_thresholds_buy_a_small_queue_with_a_limit_cycle_and_goodput()
    {
        Assert.InRange(_tight.NarrowExcess, 0, 15); // 0
        Assert.True(_tight.NarrowLimitHigh > 1.2 * _tight.NarrowLimitLow); // 9 to 16
        Assert.True(_tight.NarrowGoodput < _shipped.NarrowGoodput); // 13.2 against 14.2
        Assert.InRange(_tight.Recovery, 3, 7); // 5.9
    }

    [Fact]
    public void Every_law_can_be_had_by_its_name()
    {
        Scenario step = ScenarioCatalog.Find("step")!;
        foreach (string law in TunnelLaws.Names)
            Assert.Equal(law, TunnelLaws.Create(law, step, 1).Name);
        Assert.Throws<ArgumentOutOfRangeException>(() => TunnelLaws.Create("none", step, 1));
    }

    private static LabFigures Measure(CakeAutorateThresholds thresholds)
    {
        Scenario step = ScenarioCatalog.Find("step")!;
        TunnelRun run = TunnelRunner.Run(step, new CakeAutorateModel(step.Settings, thresholds), 1, keepTrace: true);
        return LabFigures.Of(run.Truth);
    }
}
