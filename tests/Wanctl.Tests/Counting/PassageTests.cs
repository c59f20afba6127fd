using Wanctl.Core.Units;
using Wanctl.Counting;
using Wanctl.Measure;

namespace Wanctl.Tests.Counting;

/// <summary>Queues that count nothing, or little, of what passes; and idle lines, which look alike at first.</summary>
public sealed class PassageTests
{
    private const int Fine = (int)CountVerdict.Fine;
    private const int Little = (int)CountVerdict.Little;
    private const int Nothing = (int)CountVerdict.Nothing;

    [Theory]
    // An idle line: our echoes alone, which pass the upload's queue.
    [InlineData(0, 2000, 3000L, 3000L, 24, Fine, Fine)]
    [InlineData(2000, 2000, null, null, 24, Fine, Fine)]
    // Nobody answers, and nobody knows the interface: nothing can be said.
    [InlineData(0, 0, null, null, 0, Fine, Fine)]
    [InlineData(0, 0, 3000L, 3000L, 9, Fine, Fine)]
    // Echoes come back, and the upload's queue has not seen them leave.
    [InlineData(0, 0, null, null, 10, Nothing, Nothing)]
    [InlineData(5000, 0, null, null, 10, Fine, Nothing)]
    // The interface has carried more than the queues know of.
    [InlineData(0, 60_000, 900_000L, 60_000L, 0, Nothing, Fine)]
    [InlineData(900_000, 0, 900_000L, 60_000L, 24, Fine, Nothing)]
    [InlineData(100_000, 60_000, 900_000L, 60_000L, 24, Little, Fine)]
    [InlineData(230_000, 14_000, 900_000L, 60_000L, 24, Fine, Little)]
    // A queue on the LAN's interface also counts what does not come from the WAN.
    [InlineData(5_000_000, 2000, 1000L, 3000L, 24, Fine, Fine)]
    public void A_queue_is_held_against_what_passes(
        int down, int up, long? received, long? sent, int answers, int ofDown, int ofUp)
    {
        var first = new CounterSample(new Instant(0), 7, 9, received is null ? null : (11, 13));
        var last = new CounterSample(
            new Instant(1_200_000_000), 7 + (ulong)down, 9 + (ulong)up,
            received is { } came && sent is { } went ? (11 + (ulong)came, 13 + (ulong)went) : null);
        Passage passage = Passage.Between(first, last, "ether1", answers);
        Assert.Equal((ofDown, ofUp), ((int)passage.Down, (int)passage.Up));
    }

    [Fact]
    public void A_counter_that_begins_anew_counts_from_there()
    {
        Passage passage = Passage.Between(
            new CounterSample(new Instant(0), 1000, 1000, (5000, 5000)),
            new CounterSample(new Instant(2_000_000_000), 30, 40, (50, 60)), "wan", 3);
        Assert.Equal((30ul, 40ul, (ulong?)50, (ulong?)60),
            (passage.DownBytes, passage.UpBytes, passage.Received, passage.Sent));
        Assert.Equal("in 2.0 s the queues counted 30 bytes down, 40 bytes up; wan received 50 bytes and sent 60 bytes; "
            + "3 echoes were answered", passage.ToString());
    }

    [Theory]
    [InlineData(0, 1.2)]
    [InlineData(1000, 9)]
    [InlineData(100_000, 3.5)]
    public void Counters_that_stand_are_given_time_to_refresh(int after, double watched)
    {
        var hand = new CountingHand { FirstAfterMs = after };
        Passage passage = hand.Watch();
        Assert.Equal(watched, passage.Length.Seconds, 0.15);
        Assert.Equal(after > 10_000 ? CountVerdict.Nothing : CountVerdict.Fine, passage.Up);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(1500)]
    [InlineData(2900)]
    public void Answers_that_come_late_speak_against_a_counter_that_stands(int answersAfter)
    {
        var hand = new CountingHand { FirstAfterMs = 100_000, AnswersAfterMs = answersAfter };
        Passage passage = hand.Watch();
        Assert.Equal(3.5, passage.Length.Seconds, 0.15);
        Assert.Equal(CountVerdict.Nothing, passage.Up);
    }

    [Theory]
    [InlineData(0, 0, "; the queues' counters are refreshed with each reading, those of wan with each reading")]
    [InlineData(500, 0, "; the queues' counters are refreshed every 0.5 s, those of wan with each reading")]
    [InlineData(1000, 1000, "; the queues' counters are refreshed every 1.0 s, those of wan every 1.0 s")]
    [InlineData(2000, 200, "; the queues' counters are refreshed every 2.0 s, those of wan every 0.2 s")]
    public void How_often_counters_are_refreshed_is_measured(int queues, int wan, string said)
    {
        var hand = new CountingHand { QueuesEveryMs = queues, WanEveryMs = wan };
        Assert.EndsWith(said, hand.Watch().ToString(), StringComparison.Ordinal);
    }

    /// <summary>Queues and an interface through which two kilobytes pass each 100 ms, on a clock of its own.</summary>
    private sealed class CountingHand : ILimitHand
    {
        private double _millis = 50;

        public int FirstAfterMs { get; init; }

        public int AnswersAfterMs { get; init; }

        public int QueuesEveryMs { get; init; }

        public int WanEveryMs { get; init; }

        public Passage Watch() =>
            new CounterSampler(this, "wan", () => new Instant((long)(_millis * 1e6))).Watch(Pass);

        public LimitReading Read()
        {
            ulong bytes = _millis < FirstAfterMs ? 0 : FirstAfterMs > 0 ? 2000 : Shown(QueuesEveryMs);
            return new LimitReading(default, bytes, bytes);
        }

        public (ulong Received, ulong Sent)? ReadInterface(string name) =>
            FirstAfterMs > 0 ? null : (Shown(WanEveryMs), Shown(WanEveryMs));

        public void Set(RatePair limits) => throw new InvalidOperationException("an audit sets nothing");

        public void Dispose()
        {
        }

        private ulong Shown(int every) => (ulong)(20 * (every > 0 ? Math.Floor(_millis / every) * every : _millis));

        private int Pass(Duration length)
        {
            _millis += length.Millis + 1;
            return _millis > AnswersAfterMs ? 2 : 0;
        }
    }
}
