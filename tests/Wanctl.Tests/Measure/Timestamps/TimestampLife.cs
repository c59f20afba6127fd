using Wanctl.Core.Measure;
using Wanctl.Core.Measure.Timestamps;
using Wanctl.Core.Units;

namespace Wanctl.Tests.Measure.Timestamps;

/// <summary>A host that is asked for 50 s and more: in its turn four times a second, and when it is due.</summary>
internal sealed class TimestampLife
{
    private const long StepNanos = 1_000_000;
    private const long TurnNanos = 250_000_000;

    private readonly NonceLedger _ledger = new();
    private Instant _now;
    private uint _nonce = 1;

    public TimestampLife() => Standing = new TimestampStanding(_now);

    public FarClock Host { get; } = new();

    public TimestampStanding Standing { get; }

    public bool AnswersTimestamps { get; set; } = true;

    public bool AnswersEchoes { get; set; } = true;

    public int Timestamps { get; private set; }

    public int Echoes { get; private set; }

    public void SkipTo(Instant at) => _now = at > _now ? at : _now;

    public void Run(double seconds)
    {
        Instant end = _now + Duration.FromSeconds(seconds);
        for (; _now < end; _now += new Duration(StepNanos))
        {
            while (_ledger.TryExpire(_now, out _))
                Standing.TakeLoss(_now);
            bool due = Standing.DueAt != Instant.Never && _now >= Standing.DueAt;
            if (due || _now.Nanos % TurnNanos == 0)
                Ask();
        }
    }

    private void Ask()
    {
        if (!Standing.AsksTimestamp(_now))
        {
            Echoes++;
            Standing.TakeEcho(AnswersEchoes, _now);
            return;
        }
        Timestamps++;
        _nonce = _nonce * 1_664_525 + 1_013_904_223 | 1u << 31;
        ushort sequence = _ledger.Open(0, _nonce, _now);
        if (!AnswersTimestamps)
            return;
        TimestampAnswer answer = Host.Answer(_now, _nonce);
        EchoFate fate = _ledger.Settle(0, sequence, _nonce, answer.ArrivedAt, out Instant sentAt, out _);
        Assert.Equal((EchoFate.Answered, answer.SentAt), (fate, sentAt));
        Standing.Take(in answer, _now);
    }
}
