using Wanctl.Core.Decide;
using Wanctl.Core.Steer;

namespace Wanctl.Tests.Steer;

/// <summary>The other WAN's health gates every switch; corrected: the original never looked at it.</summary>
public class AlternateTests
{
    private readonly SteerRoom _room = new(SteerRoom.Settings);

    [Theory]
    [InlineData(LineState.Silent, AlternateVerdict.Silent)]
    [InlineData(LineState.EchoesBlocked, AlternateVerdict.Silent)]
    [InlineData(LineState.Down, AlternateVerdict.Down)]
    public void Nothing_goes_to_a_wan_that_does_not_answer(LineState line, AlternateVerdict verdict)
    {
        _room.Run(10);
        _room.Alternate.Line = line;
        Blocked(verdict);
    }

    [Fact]
    public void Nothing_goes_to_a_wan_that_has_never_answered()
    {
        _room.Alternate.Line = LineState.Starting;
        Blocked(AlternateVerdict.Unknown);
    }

    [Fact]
    public void Nothing_goes_to_a_wan_with_delay_of_its_own()
    {
        _room.Alternate.ExcessMs = 20;
        Blocked(AlternateVerdict.Congested);
    }

    [Fact]
    public void Nothing_goes_to_a_wan_whose_law_fights_a_queue()
    {
        _room.Alternate.Zone = Zone.SoftRed;
        Blocked(AlternateVerdict.Cutting);
    }

    [Fact]
    public void Nothing_goes_to_a_wan_that_is_farther_away_than_the_queue_is_deep()
    {
        var far = new SteerRoom(SteerRoom.Settings);
        far.Primary.Congest(60);
        // 24 + 60 ms are still less than a calm satellite's 600.
        far.Alternate.ExcessMs = 0;
        var satellite = new LinkHealth
        {
            Assessed = Zone.Green, Fresh = true, Line = LineState.Answering, RttMs = 600,
        };
        var primary = new LinkHealth
        {
            Assessed = Zone.Red, Fresh = true, Line = LineState.Answering, RttMs = 84, ExcessMs = 60,
        };
        var gate = new AlternateGate(SteerRoom.Settings);
        gate.Take(in primary, in satellite, 200);
        Assert.Equal(AlternateVerdict.Worse, gate.Verdict);
        satellite.RttMs = 83;
        gate.Take(in primary, in satellite, 1);
        Assert.Equal(AlternateVerdict.Well, gate.Verdict);
        satellite.ExcessMs = 10;
        primary.ExcessMs = 10;
        gate.Take(in primary, in satellite, 1);
        Assert.Equal(AlternateVerdict.Worse, gate.Verdict);
    }

    [Fact]
    public void A_wan_must_have_been_well_for_a_while()
    {
        _room.Alternate.Line = LineState.Down;
        _room.Run(10);
        _room.Primary.Congest();
        _room.Run(30);
        _room.Alternate.Line = LineState.Answering;
        Assert.Equal(AlternateVerdict.Settling, _room.Run(4.9).Verdict);
        Assert.False(_room.Last.Steered);
        Assert.InRange(_room.Until(true), 1, 8);
    }

    [Theory]
    [InlineData(LineState.Silent)]
    [InlineData(LineState.Down)]
    public void A_dead_wan_gives_connections_back_at_once_even_to_a_congested_one(LineState line)
    {
        Steer();
        _room.Alternate.Line = line;
        Assert.InRange(_room.Until(false), 20, 24);
        Assert.Equal(2, _room.Toggles);
        Assert.False(_room.Run(60).Steered);
        Assert.Equal(2, _room.Toggles);
    }

    [Fact]
    public void A_bloated_wan_gives_them_back_where_the_primary_link_is_better()
    {
        Steer();
        _room.Primary.Heal();
        _room.Primary.ExcessMs = 16;
        _room.Run(3);
        _room.Alternate.Congest(80);
        Assert.InRange(_room.Until(false), 20, 26);
        Assert.Equal(2, _room.Toggles);
    }

    [Fact]
    public void Where_both_are_bad_connections_stay_and_it_is_said()
    {
        Steer();
        _room.Alternate.Congest(80);
        Assert.True(_room.Run(60).Steered);
        Assert.Equal(SteeringReason.BothBad, _room.Last.Reason);
        Assert.Equal(1, _room.Toggles);
    }

    [Fact]
    public void Where_neither_answers_connections_stay()
    {
        Steer();
        _room.Primary.Line = LineState.Down;
        _room.Run(5);
        _room.Alternate.Line = LineState.Down;
        Assert.True(_room.Run(60).Steered);
        Assert.Equal(SteeringReason.BothBad, _room.Last.Reason);
    }

    [Fact]
    public void Echoes_that_are_lost_on_a_wan_that_carries_traffic_are_no_failure()
    {
        Steer();
        _room.Alternate.Line = LineState.EchoesBlocked;
        Assert.True(_room.Run(30).Steered);
    }

    private void Steer()
    {
        _room.Run(10);
        _room.Primary.Congest();
        _room.Until(true);
        _room.Run(5);
    }

    private void Blocked(AlternateVerdict verdict)
    {
        _room.Run(10);
        _room.Primary.Congest();
        SteeringDecision last = _room.Run(60);
        Assert.Equal(verdict, last.Verdict);
        Assert.Equal(SteeringBlocker.Alternate, last.Blocker);
        Assert.False(last.Steered);
        Assert.Equal(0, _room.Sent);
    }
}
