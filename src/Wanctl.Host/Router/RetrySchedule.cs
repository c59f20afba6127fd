using Wanctl.Core.Units;

namespace Wanctl.Host.Router;

/// <summary>
/// When to try a router again. Silence and refused connections cost it nothing, so those are tried twice a second, and
/// a router that comes back is in use within a second. What a router has to answer (a refused login, a conversation
/// that ends at once) backs off, because each try takes one of its twenty sessions and a line of its log.
/// </summary>
internal sealed class RetrySchedule
{
    private static readonly double[] Unreachable = [0.25, 0.5];
    private static readonly double[] Dropped = [0.25, 0.5, 1, 2, 5, 10];
    private static readonly double[] Refused = [5, 10, 30];

    // One count a kind: a router that was out of reach for an hour has not yet dropped a single conversation.
    private readonly int[] _tries = new int[3];
    private uint _jitter = 2463534242;

    /// <summary>All is well: the next trouble starts with the shortest wait.</summary>
    public void Reset() => Array.Clear(_tries);

    /// <summary>
    /// How long to wait after a failure of this kind; a fifth is random, so that several clients do not march in step.
    /// </summary>
    public Duration Next(RetryKind kind)
    {
        double[] waits = kind switch
        {
            RetryKind.Unreachable => Unreachable,
            RetryKind.Refused => Refused,
            _ => Dropped,
        };
        ref int tries = ref _tries[(int)kind];
        double wait = waits[Math.Min(tries, waits.Length - 1)];
        tries++;
        // xorshift32 (Marsaglia 2003): spread, not secrecy, is what is needed.
        _jitter ^= _jitter << 13;
        _jitter ^= _jitter >> 17;
        _jitter ^= _jitter << 5;
        return Duration.FromSeconds(wait * (0.9 + 0.2 * _jitter / uint.MaxValue));
    }
}
