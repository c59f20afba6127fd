using Wanctl.SystemTests.Kit;

namespace Wanctl.SystemTests.Steer;

/// <summary>
/// What the switch does to TCP connections: the daemon switches the simulated router's rule, the test carries each
/// switch over to the kernel's packet marks, and a client and a server talk through them.
/// </summary>
public sealed class SteeredConnectionTests : IDisposable
{
    private readonly ConnectionEnds _ends;
    private readonly SteeredRig _rig;

    public SteeredConnectionTests()
    {
        NetworkRoom.SkipUnlessPossible();
        _ends = new ConnectionEnds();
        _rig = new SteeredRig();
    }

    public void Dispose()
    {
        _rig.Dispose();
        _ends.Dispose();
    }

    [Fact]
    public void Established_streams_stay_where_they_began_and_the_next_ones_follow_the_rule_both_ways()
    {
        _rig.Run("mode: active\nthresholds: {activation_seconds: 2, recovery_seconds: 3}\n"
            + "alternate: {settle_seconds: 1}\n");
        Assert.Equal(ConnectionEnds.First, _ends.Open("before"));

        _rig.Congest();
        _rig.UntilRule(true, 30);
        _ends.Switch(_rig.RuleOn);
        Assert.Equal(ConnectionEnds.First, _ends.Ask("before"));
        Assert.Equal(ConnectionEnds.Second, _ends.Open("meanwhile"));
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(ConnectionEnds.First, _ends.Ask("before"));
            Assert.Equal(ConnectionEnds.Second, _ends.Ask("meanwhile"));
        }

        _rig.Heal();
        _rig.UntilRule(false, 40);
        _ends.Switch(_rig.RuleOn);
        Assert.Equal(ConnectionEnds.Second, _ends.Ask("meanwhile"));
        Assert.Equal(ConnectionEnds.First, _ends.Open("after"));
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(ConnectionEnds.First, _ends.Ask("before"));
            Assert.Equal(ConnectionEnds.Second, _ends.Ask("meanwhile"));
            Assert.Equal(ConnectionEnds.First, _ends.Ask("after"));
        }
    }
}
