using Wanctl.Host.Router;
using Wanctl.Release;
using Wanctl.Simulation.RouterOs;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Release;

/// <summary>Steering's rules switched off on a router, from any state, and read back.</summary>
public sealed class RuleReleaseTests : IDisposable
{
    private const string Menu = "/ip/firewall/mangle";
    private const string Rule = "wanctl: steer DSCP 46 to att";

    private readonly RouterKit _kit = new(RouterKit.Cable);

    public RuleReleaseTests()
    {
        _kit.World.AddSteeringRule(Rule);
        _kit.World.AddSteeringRule(Rule + " ");
        _kit.Change(Menu, Rule, "disabled", "false");
        _kit.Change(Menu, Rule + " ", "disabled", "false");
    }

    public void Dispose() => _kit.Dispose();

    [Fact]
    public void The_rule_goes_off_and_no_other()
    {
        Assert.Equal($"steering.yaml: rule '{Rule}': on -> off, read back", Release().ToString());
        Assert.Equal("true", _kit.World.Read(Menu, Rule, "disabled"));
        Assert.Equal("false", _kit.World.Read(Menu, Rule + " ", "disabled"));
        Assert.Equal($"steering.yaml: rule '{Rule}': is off", Release().ToString());
    }

    [Fact]
    public void A_look_switches_nothing()
    {
        Assert.Equal($"steering.yaml: rule '{Rule}': on; would be switched off", Release(write: false).ToString());
        Assert.Equal("false", _kit.World.Read(Menu, Rule, "disabled"));
    }

    [Fact]
    public void A_missing_rule_and_a_doubled_one_are_told_and_left_alone()
    {
        using RouterClient client = _kit.Open();
        var release = new RuleRelease(client, write: true);
        ReleasedRule missing = release.Release("s.yaml", "nobody");
        Assert.Contains("no rule with this comment", missing.ToString(), StringComparison.Ordinal);
        _kit.World.AddSteeringRule(Rule);
        ReleasedRule doubled = release.Release("s.yaml", Rule);
        Assert.False(doubled.Fine);
        Assert.Contains("2 rules with this comment", doubled.ToString(), StringComparison.Ordinal);
        Assert.Equal("false", _kit.World.Read(Menu, Rule, "disabled"));
    }

    [Fact]
    public void A_user_who_may_only_read_is_told_so()
    {
        _kit.Faults.ReadOnly = true;
        Assert.Equal($"steering.yaml: rule '{Rule}': NOT switched off: the router refuses: not enough permissions (9); "
            + "the user's group needs the policy write", Release().ToString());
    }

    private ReleasedRule Release(bool write = true)
    {
        using RouterClient client = _kit.Open();
        return new RuleRelease(client, write).Release("steering.yaml", Rule);
    }
}
