using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Measure;

namespace Wanctl.Counting;

/// <summary>Reads the counters of a link when it is told to; changes nothing.</summary>
/// <param name="hand">Where they are read.</param>
/// <param name="wan">The interface toward the Internet; null where it is not known.</param>
/// <param name="now">The monotonic clock.</param>
internal sealed class CounterSampler(ILimitHand hand, string? wan, Func<Instant> now)
{
    /// <summary>As often as the daemon reads a router.</summary>
    private static readonly Duration s_step = Duration.FromMillis(100);

    private static readonly Duration s_least = Duration.FromSeconds(1.2);

    /// <summary>Longer than the slowest refresh of counters that is assumed.</summary>
    private static readonly Duration s_standing = Duration.FromSeconds(3.5);

    /// <summary>Four refreshes of two seconds.</summary>
    private static readonly Duration s_most = Duration.FromSeconds(9);

    private readonly CounterCadence _down = new();
    private readonly CounterCadence _up = new();
    private readonly CounterCadence _received = new();
    private readonly CounterCadence _sent = new();

    /// <summary>Reads them all.</summary>
    /// <exception cref="LimitTroubleException">They cannot be read.</exception>
    public CounterSample Take()
    {
        LimitReading queues = hand.Read();
        (ulong Received, ulong Sent)? carried = wan is null ? null : hand.ReadInterface(wan);
        return new CounterSample(now(), queues.DownBytes, queues.UpBytes, carried);
    }

    /// <summary>Reads them again and again: for a second, and for longer where they stand or move seldom.</summary>
    /// <param name="pass">What lets time pass; gives the number of echoes that were answered meanwhile.</param>
    /// <exception cref="LimitTroubleException">They cannot be read.</exception>
    public Passage Watch(Func<Duration, int> pass)
    {
        CounterSample first = Take();
        CounterSample last = first;
        int answers = 0;
        Passage passage;
        do
        {
            Learn(last);
            answers += pass(s_step);
            last = Take();
            passage = Passage.Between(first, last, wan, answers);
        }
        while (!Settled(passage));
        Learn(last);
        return passage with { QueuesEvery = Every(_down, _up), WanEvery = Every(_received, _sent) };
    }

    /// <summary>
    /// Whether enough was seen: that they count, and how often they are brought up to date; or that they stand for
    /// longer than the slowest refresh that is assumed.
    /// </summary>
    private bool Settled(Passage passage)
    {
        if (passage.Length < s_least)
            return false;
        // On a long path the answers that speak against a counter which stands come late.
        bool fine = passage is { Down: CountVerdict.Fine, Up: CountVerdict.Fine, UpBytes: > 0 };
        bool moves = passage.DownBytes + passage.UpBytes > 0;
        bool told = _down.Known || _up.Known;
        return passage.Length >= (!fine ? s_standing : moves && !told ? s_most : s_least);
    }

    private void Learn(CounterSample sample)
    {
        Learn(_down, sample.At, sample.DownBytes);
        Learn(_up, sample.At, sample.UpBytes);
        if (sample.Wan is not { } carried)
            return;
        Learn(_received, sample.At, carried.Received);
        Learn(_sent, sample.At, carried.Sent);
    }

    private static void Learn(CounterCadence cadence, Instant at, ulong bytes)
    {
        var report = new DirectionReport { Read = true, ReadAt = at, Bytes = bytes };
        cadence.Take(in report, restarted: false);
    }

    /// <summary>
    /// How often counters that are kept together are refreshed: as the one that shows it best does; null where neither
    /// has moved often enough, zero where that is with each reading.
    /// </summary>
    private static Duration? Every(CounterCadence one, CounterCadence other) => (one.Known, other.Known) switch
    {
        (true, true) => one.Every < other.Every ? one.Told : other.Told,
        (true, false) => one.Told,
        (false, true) => other.Told,
        _ => null,
    };
}
