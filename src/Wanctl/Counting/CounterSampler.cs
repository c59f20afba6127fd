using Wanctl.Core.Units;
using Wanctl.Measure;

namespace Wanctl.Counting;

/// <summary>Reads the counters of a link when it is told to; changes nothing.</summary>
/// <param name="hand">Where they are read.</param>
/// <param name="wan">The interface toward the Internet; null where it is not known.</param>
/// <param name="now">The monotonic clock.</param>
internal sealed class CounterSampler(ILimitHand hand, string? wan, Func<Instant> now)
{
    /// <summary>Reads them all.</summary>
    /// <exception cref="LimitTroubleException">They cannot be read.</exception>
    public CounterSample Take()
    {
        LimitReading queues = hand.Read();
        (ulong Received, ulong Sent)? carried = wan is null ? null : hand.ReadInterface(wan);
        return new CounterSample(now(), queues.DownBytes, queues.UpBytes, carried);
    }

    /// <summary>Reads them, lets time pass, and reads them again.</summary>
    /// <param name="pass">What lets time pass; gives the number of echoes that were answered meanwhile.</param>
    /// <param name="again">
    /// The same for longer, where the first two readings leave a doubt: counters may refresh only every second or two.
    /// </param>
    /// <exception cref="LimitTroubleException">They cannot be read.</exception>
    public Passage Watch(Func<int> pass, Func<int> again)
    {
        CounterSample first = Take();
        int answers = pass();
        Passage passage = Passage.Between(first, Take(), wan, answers);
        if (passage.Down == CountVerdict.Fine && passage.Up == CountVerdict.Fine)
            return passage;
        answers += again();
        return Passage.Between(first, Take(), wan, answers);
    }
}
