using Wanctl.Core.Units;

namespace Wanctl.Core.Measure.Timestamps;

/// <summary>
/// The book of ICMP timestamp requests under way, of all hosts: a fixed array indexed by the 16-bit sequence. An answer
/// counts only with the sequence, the host and the nonce of its request, once, and within two seconds.
/// </summary>
public sealed class NonceLedger
{
    /// <summary>
    /// Requests that can be remembered; at 50 a second, the most that the shortest interval allows, two seconds are
    /// 100. A power of two keeps the index a mask.
    /// </summary>
    public const int Capacity = 256;

    private readonly Entry[] _entries = new Entry[Capacity];
    private ushort _next;
    private int _open;

    /// <summary>How long an answer is waited for; a later one is too old to be a sample.</summary>
    public static Duration Patience => TimestampTrial.Patience;

    /// <summary>Enters a request that is about to be sent and returns its sequence number.</summary>
    /// <param name="host">Whom it goes to.</param>
    /// <param name="nonce">What its originate field holds, drawn for it alone.</param>
    /// <param name="sentAt">When.</param>
    public ushort Open(byte host, uint nonce, Instant sentAt)
    {
        ushort sequence = _next++;
        _open = Math.Min(_open + 1, Capacity);
        _entries[sequence % Capacity] = new Entry(sequence, host, nonce, sentAt, Stage.Waiting);
        return sequence;
    }

    /// <summary>Matches an answer.</summary>
    /// <param name="host">Who sent it, by its address.</param>
    /// <param name="sequence">The sequence that it brings.</param>
    /// <param name="nonce">The originate field that it brings.</param>
    /// <param name="arrivedAt">When it arrived.</param>
    /// <param name="sentAt">When its request was sent, where the result is <see cref="EchoFate.Answered"/>.</param>
    /// <param name="altered">
    /// True where nothing but the nonce is wrong: the host does not return the originate field, or somebody forges.
    /// </param>
    public EchoFate Settle(
        byte host, ushort sequence, uint nonce, Instant arrivedAt, out Instant sentAt, out bool altered)
    {
        ref Entry entry = ref _entries[sequence % Capacity];
        sentAt = entry.SentAt;
        altered = false;
        if (entry.Stage == Stage.Free || entry.Sequence != sequence || entry.Host != host)
            return EchoFate.Foreign;
        if (entry.Nonce != nonce)
        {
            altered = entry.Stage == Stage.Waiting;
            return EchoFate.Foreign;
        }
        if (entry.Stage == Stage.Answered)
            return EchoFate.Duplicate;
        if (entry.Stage == Stage.GivenUp || arrivedAt - entry.SentAt >= Patience)
            return EchoFate.Late;
        entry = entry with { Stage = Stage.Answered };
        return EchoFate.Answered;
    }

    /// <summary>
    /// Gives up one request that has waited for its time. Call until it returns false; each call does a bounded amount
    /// of work.
    /// </summary>
    /// <param name="now">The time.</param>
    /// <param name="host">Whose request it was.</param>
    public bool TryExpire(Instant now, out byte host)
    {
        for (; _open > 0; _open--)
        {
            ref Entry entry = ref _entries[(ushort)(_next - _open) % Capacity];
            if (entry.Stage == Stage.Waiting)
            {
                if (now - entry.SentAt < Patience)
                    break;
                entry = entry with { Stage = Stage.GivenUp };
                host = entry.Host;
                _open--;
                return true;
            }
        }
        host = 0;
        return false;
    }

    private enum Stage : byte
    {
        Free,
        Waiting,
        Answered,
        GivenUp,
    }

    private readonly record struct Entry(ushort Sequence, byte Host, uint Nonce, Instant SentAt, Stage Stage);
}
