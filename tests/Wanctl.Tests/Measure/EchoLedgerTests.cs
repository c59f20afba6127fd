using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Measure;

public sealed class EchoLedgerTests
{
    private static readonly Duration Timeout = Duration.FromSeconds(1);

    [Fact]
    public void The_first_answer_counts_and_the_second_is_a_duplicate()
    {
        var ledger = new EchoLedger();
        uint sequence = ledger.Open(2, new Instant(5), 77);
        Assert.Equal(EchoFate.Answered, ledger.Settle(sequence, 2, out EchoFlight flight));
        Assert.Equal(77, flight.SentWallNanos);
        Assert.Equal(EchoFate.Duplicate, ledger.Settle(sequence, 2, out _));
    }

    [Fact]
    public void An_answer_after_the_timeout_is_late()
    {
        var ledger = new EchoLedger();
        uint sequence = ledger.Open(0, new Instant(0), 0);
        Assert.False(ledger.TryExpire(new Instant(Timeout.Nanos - 1), Timeout, out _));
        Assert.True(ledger.TryExpire(new Instant(Timeout.Nanos), Timeout, out EchoFlight lost));
        Assert.Equal(sequence, lost.Sequence);
        Assert.False(ledger.TryExpire(new Instant(Timeout.Nanos), Timeout, out _));
        Assert.Equal(EchoFate.Late, ledger.Settle(sequence, 0, out _));
    }

    [Fact]
    public void An_answer_of_another_reflector_or_to_a_number_never_sent_is_foreign()
    {
        var ledger = new EchoLedger();
        uint sequence = ledger.Open(0, new Instant(0), 0);
        Assert.Equal(EchoFate.Foreign, ledger.Settle(sequence, 1, out _));
        Assert.Equal(EchoFate.Foreign, ledger.Settle(sequence + 1, 0, out _));
        Assert.Equal(EchoFate.Foreign, ledger.Settle(sequence + 100_000, 0, out _));
        Assert.Equal(EchoFate.Answered, ledger.Settle(sequence, 0, out _));
    }

    [Fact]
    public void An_answer_older_than_the_book_is_late()
    {
        var ledger = new EchoLedger();
        uint first = ledger.Open(0, new Instant(0), 0);
        for (int i = 0; i < EchoLedger.Capacity; i++)
            ledger.Open(0, new Instant(i), 0);
        Assert.Equal(EchoFate.Late, ledger.Settle(first, 0, out _));
    }

    [Fact]
    public void A_request_that_could_not_be_sent_is_never_lost()
    {
        var ledger = new EchoLedger();
        uint sequence = ledger.Open(0, new Instant(0), 0);
        ledger.Withdraw(sequence);
        Assert.False(ledger.TryExpire(new Instant(Timeout.Nanos * 5), Timeout, out _));
        Assert.Equal(EchoFate.Foreign, ledger.Settle(sequence, 0, out _));
    }

    [Fact]
    public void Every_request_is_either_answered_or_lost_exactly_once()
    {
        var random = new Random(3);
        var ledger = new EchoLedger();
        var waiting = new List<uint>();
        int answered = 0, lost = 0;
        const int Requests = 20_000;
        for (int i = 0; i < Requests; i++)
        {
            var now = new Instant(i * 50_000_000L);
            waiting.Add(ledger.Open((byte)(i % 3), now, 0));
            if (random.Next(3) > 0 && waiting.Count > 0)
            {
                uint pick = waiting[random.Next(waiting.Count)];
                answered += ledger.Settle(pick, (byte)(pick % 3), out _) == EchoFate.Answered ? 1 : 0;
            }
            while (ledger.TryExpire(now, Timeout, out EchoFlight gone))
            {
                lost++;
                waiting.Remove(gone.Sequence);
            }
        }
        while (ledger.TryExpire(new Instant(long.MaxValue / 4), Timeout, out _))
            lost++;
        Assert.Equal(Requests, answered + lost);
    }
}
