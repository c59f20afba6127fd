using Wanctl.Wire.Cake.Dialogue;
using Wanctl.Wire.Netlink;

namespace Wanctl.Tests.Wire.Cake;

/// <summary>What becomes of a change of the bandwidth.</summary>
public sealed class CakeChangeTests
{
    private const int NoPermission = 1;
    private const int NoEntry = 2;
    private const int Exists = 17;
    private const int NoDevice = 19;
    private const int Invalid = 22;

    private readonly CakeTalk _talk = new();

    public CakeChangeTests() => _talk.Turn();

    [Fact]
    public void A_change_is_made_acknowledged_once_and_read_back()
    {
        _talk.Up.Want(2_500_000);
        _talk.Turn();

        Assert.Equal([("wan", 2_500_000ul)], _talk.Kernel.Changes);
        Assert.Equal(CakeOutcome.Done, _talk.Up.TakeOutcome());
        Assert.Equal(CakeOutcome.None, _talk.Up.TakeOutcome());
        Assert.Equal(CakeOutcome.None, _talk.Down.TakeOutcome());
        _talk.Turn();
        Assert.Equal((2_500_000ul, 2_500_000ul), (CakeTalk.Reading(_talk.Up).BytesPerSecond, _talk.Up.Sent));
    }

    [Fact]
    public void The_newest_value_wins_and_both_directions_go_together()
    {
        _talk.Up.Want(1);
        _talk.Up.Want(2);
        _talk.Down.Want(3);
        _talk.Turn();

        Assert.Equal([("ifb", 3ul), ("wan", 2ul)], _talk.Kernel.Changes);
    }

    [Theory]
    [InlineData(NoPermission, CakeOutcome.Refused, true)]
    [InlineData(Invalid, CakeOutcome.Refused, false)]
    [InlineData(NoEntry, CakeOutcome.Lost, false)]
    [InlineData(Exists, CakeOutcome.Lost, false)]
    [InlineData(NoDevice, CakeOutcome.Lost, false)]
    public void A_refusal_says_whether_to_rest_or_to_look_again(int error, CakeOutcome expected, bool forbidden)
    {
        _talk.Kernel.RefuseChanges = error;
        _talk.Kernel.RefusalText = "the kernel's own words";
        _talk.Up.Want(2);
        _talk.Turn();

        Assert.Equal(expected, _talk.Up.TakeOutcome());
        Assert.Equal(forbidden, _talk.Dialogue.Forbidden);
        Assert.Equal(expected == CakeOutcome.Refused ? 1 : 0, _talk.Dialogue.Complaints);
        if (expected != CakeOutcome.Refused)
            return;
        Assert.Equal("the bandwidth of wan (the kernel's own words)", _talk.Dialogue.Complaint);
        Assert.Equal(error, _talk.Dialogue.ErrorNumber);
    }

    [Fact]
    public void A_right_that_is_granted_later_is_noticed()
    {
        _talk.Kernel.RefuseChanges = NoPermission;
        _talk.Up.Want(2);
        _talk.Turn();
        _talk.Kernel.RefuseChanges = 0;
        _talk.Up.Want(2);
        _talk.Turn();

        Assert.False(_talk.Dialogue.Forbidden);
        Assert.Equal([("wan", 2ul)], _talk.Kernel.Changes);
    }

    [Fact]
    public void An_answer_that_has_not_come_by_the_end_of_a_later_dump_never_will()
    {
        _talk.Kernel.LosesVerdicts = true;
        _talk.Up.Want(2);
        _talk.Turn();
        Assert.Equal(CakeOutcome.None, _talk.Up.TakeOutcome());
        _talk.Turn();

        Assert.Equal(CakeOutcome.Lost, _talk.Up.TakeOutcome());
    }

    [Fact]
    public void No_change_is_sent_while_another_waits_for_its_answer()
    {
        byte[] buffer = new byte[_talk.Dialogue.ComposeSizeMax];
        _talk.Up.Want(2);
        Assert.True(_talk.Dialogue.Change(buffer) > 0);
        _talk.Up.Want(3);
        Assert.Equal(0, _talk.Dialogue.Change(buffer));
        Assert.Equal(CakeOutcome.None, _talk.Up.TakeOutcome());
        _talk.Dialogue.ChangesUnsent();
        Assert.Equal(CakeOutcome.Lost, _talk.Up.TakeOutcome());
        _talk.Turn();

        Assert.Equal([("wan", 3ul)], _talk.Kernel.Changes);
    }

    [Fact]
    public void A_change_that_waits_when_the_cake_goes_is_lost_and_not_sent_to_its_successor()
    {
        _talk.Kernel["wan"].Qdiscs.Clear();
        _talk.Turns(2);
        _talk.Up.Want(2);
        _talk.Turn();

        Assert.Equal(CakeOutcome.Lost, _talk.Up.TakeOutcome());
        Assert.Empty(_talk.Kernel.Changes);
        Assert.DoesNotContain(NetlinkKind.NewQdisc, _talk.Kernel.Requests);
    }

    [Fact]
    public void A_change_that_could_not_be_sent_is_lost()
    {
        byte[] buffer = new byte[_talk.Dialogue.ComposeSizeMax];
        _talk.Up.Want(2);
        Assert.True(_talk.Dialogue.Change(buffer) > 0);
        _talk.Dialogue.ChangesUnsent();

        Assert.Equal(CakeOutcome.Lost, _talk.Up.TakeOutcome());
    }

    [Fact]
    public void When_the_socket_goes_changes_are_lost_and_all_is_unknown()
    {
        byte[] buffer = new byte[_talk.Dialogue.ComposeSizeMax];
        _talk.Up.Want(2);
        Assert.True(_talk.Dialogue.Change(buffer) > 0);
        _talk.Dialogue.Close();

        Assert.Equal(CakeOutcome.Lost, _talk.Up.TakeOutcome());
        Assert.Equal((CakeQueueState.Unknown, false), (_talk.Up.State, _talk.Dialogue.Informed));
        _talk.Dialogue.Open(CakeTalk.Port);
        _talk.Turn();
        // It is the same CAKE, so nothing has begun anew.
        Assert.Equal((CakeQueueState.Ready, 0), (_talk.Up.State, _talk.Up.Replacements));
    }

    [Fact]
    public void Questions_that_could_not_be_sent_are_asked_again()
    {
        byte[] buffer = new byte[_talk.Dialogue.ComposeSizeMax];
        Assert.True(_talk.Dialogue.Ask(buffer, lookAgain: false) > 0);
        Assert.Equal(0, _talk.Dialogue.Ask(buffer, lookAgain: false));
        _talk.Dialogue.QuestionsUnsent();
        _talk.Kernel.Requests.Clear();
        _talk.Turn();

        Assert.Equal([NetlinkKind.GetLink, NetlinkKind.GetLink, NetlinkKind.GetQdisc], _talk.Kernel.Requests);
    }

    [Fact]
    public void A_dump_without_an_end_is_found_out()
    {
        _talk.Kernel.NeverEnds = true;
        for (int i = 0; i < 100 && !_talk.Dialogue.Stuck; i++)
            _talk.Turn();

        Assert.True(_talk.Dialogue.Stuck);
        // One of the beginning and the one without an end; the kernel would refuse another meanwhile.
        Assert.Equal(2, _talk.Kernel.Requests.FindAll(kind => kind == NetlinkKind.GetQdisc).Count);
    }

    [Fact]
    public void A_dump_that_is_refused_is_a_complaint_and_asked_for_again()
    {
        _talk.Kernel.RefuseDumps = 16;
        _talk.Turn();
        Assert.Equal((1, "the list of qdiscs", 16),
            (_talk.Dialogue.Complaints, _talk.Dialogue.Complaint, _talk.Dialogue.ErrorNumber));
        _talk.Kernel.RefuseDumps = 0;
        _talk.Turn();

        Assert.True(_talk.Up.TryTakeReading(out _));
    }
}
