using Wanctl.Core.Measure;
using Wanctl.Core.Measure.Timestamps;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Measure.Timestamps;

public sealed class NonceLedgerTests
{
    private const uint Nonce = 0x80A385F4;

    private readonly NonceLedger _ledger = new();

    [Fact]
    public void An_answer_counts_once()
    {
        ushort sequence = _ledger.Open(3, Nonce, new Instant(5));
        Assert.Equal(EchoFate.Answered, Settle(3, sequence, Nonce, 100, out Instant sentAt));
        Assert.Equal(new Instant(5), sentAt);
        Assert.Equal(EchoFate.Duplicate, Settle(3, sequence, Nonce, 100, out _));
    }

    [Theory]
    [InlineData(4, 0, 0)]
    [InlineData(3, 1, 0)]
    [InlineData(3, 0, 1)]
    public void A_forged_answer_is_foreign_and_leaves_the_request_waiting(byte host, int sequenceOff, uint nonceOff)
    {
        ushort sequence = _ledger.Open(3, Nonce, new Instant(5));
        EchoFate fate = _ledger.Settle(
            host, (ushort)(sequence + sequenceOff), Nonce + nonceOff, new Instant(9), out _, out bool altered);
        Assert.Equal((EchoFate.Foreign, nonceOff == 1), (fate, altered));
        Assert.Equal(EchoFate.Answered, Settle(3, sequence, Nonce, 9, out _));
    }

    [Fact]
    public void An_answer_after_two_seconds_is_late()
    {
        ushort first = _ledger.Open(0, Nonce, new Instant(0));
        ushort second = _ledger.Open(1, Nonce, new Instant(0));
        Assert.Equal(EchoFate.Late, Settle(0, first, Nonce, 2_000_000_000, out _));
        Assert.False(_ledger.TryExpire(new Instant(1_999_999_999), out _));
        Assert.True(_ledger.TryExpire(new Instant(2_000_000_000), out byte host));
        Assert.Equal(0, host);
        Assert.True(_ledger.TryExpire(new Instant(2_000_000_000), out host));
        Assert.Equal(1, host);
        Assert.False(_ledger.TryExpire(new Instant(2_000_000_000), out _));
        Assert.Equal(EchoFate.Late, Settle(1, second, Nonce, 1, out _));
    }

    [Fact]
    public void Every_request_is_answered_or_expires_also_where_sequences_wrap()
    {
        var random = new Random(2);
        int answered = 0;
        int expired = 0;
        for (int i = 0; i < 200_000; i++)
        {
            var now = new Instant(i * 20_000_000L);
            while (_ledger.TryExpire(now, out _))
                expired++;
            ushort sequence = _ledger.Open((byte)(i % 5), (uint)i, now);
            if (random.Next(4) == 0)
                continue;
            Assert.Equal(EchoFate.Answered, Settle((byte)(i % 5), sequence, (uint)i, now.Nanos + 10, out _));
            answered++;
        }
        Assert.True(_ledger.TryExpire(new Instant(long.MaxValue / 2), out _));
        while (_ledger.TryExpire(new Instant(long.MaxValue / 2), out _))
            expired++;
        Assert.Equal(200_000 - 1, answered + expired);
    }

    private EchoFate Settle(byte host, ushort sequence, uint nonce, long arrived, out Instant sentAt) =>
        _ledger.Settle(host, sequence, nonce, new Instant(arrived), out sentAt, out _);
}
