using System.Diagnostics;
using Wanctl.Core.Units;

namespace Wanctl.Core.Measure;

/// <summary>
/// The book of requests under way: a fixed array indexed by sequence number. No search and no allocation; an entry is
/// told from an older one in the same place by its full 32-bit number.
/// </summary>
public sealed class EchoLedger
{
    /// <summary>
    /// Requests that can be remembered. The longest timeout (10 s) at the shortest interval (20 ms) is 500 requests; a
    /// power of two keeps the index a mask.
    /// </summary>
    public const int Capacity = 512;

    private const byte Free = 0;
    private const byte Waiting = 1;
    private const byte Answered = 2;
    private const byte GivenUp = 3;

    private readonly EchoFlight[] _flights = new EchoFlight[Capacity];
    private uint _next;
    private uint _oldestWaiting;

    /// <summary>Enters a request that is about to be sent and returns its number.</summary>
    public uint Open(byte reflector, Instant sentAt, long sentWallNanos)
    {
        uint sequence = _next++;
        ref EchoFlight flight = ref _flights[sequence % Capacity];
        flight.Sequence = sequence;
        flight.Reflector = reflector;
        flight.SentAt = sentAt;
        flight.SentWallNanos = sentWallNanos;
        flight.Stage = Waiting;
        return sequence;
    }

    /// <summary>Takes back the newest request: the kernel would not send it.</summary>
    public void Withdraw(uint sequence)
    {
        Debug.Assert(sequence + 1 == _next, "only the newest request can be withdrawn");
        _flights[sequence % Capacity].Stage = Free;
    }

    /// <summary>
    /// Matches an answer by number and reflector; <paramref name="flight"/> is set when the result is <see
    /// cref="EchoFate.Answered"/>.
    /// </summary>
    public EchoFate Settle(uint sequence, byte reflector, out EchoFlight flight)
    {
        ref EchoFlight slot = ref _flights[sequence % Capacity];
        flight = slot;
        if (slot.Sequence != sequence || slot.Reflector != reflector)
        {
            bool older = _next - sequence is > 0 and <= int.MaxValue && slot.Sequence != sequence;
            return older ? EchoFate.Late : EchoFate.Foreign;
        }
        switch (slot.Stage)
        {
            case Waiting:
                slot.Stage = Answered;
                return EchoFate.Answered;
            case Answered:
                return EchoFate.Duplicate;
            case GivenUp:
                return EchoFate.Late;
            default:
                return EchoFate.Foreign;
        }
    }

    /// <summary>
    /// Gives up one request that has waited for <paramref name="timeout"/> or longer. Call until it returns false; each
    /// call does a bounded amount of work.
    /// </summary>
    public bool TryExpire(Instant now, Duration timeout, out EchoFlight flight)
    {
        if (_next - _oldestWaiting > Capacity)
            _oldestWaiting = _next - Capacity;
        while (_oldestWaiting != _next)
        {
            ref EchoFlight slot = ref _flights[_oldestWaiting % Capacity];
            if (slot.Stage == Waiting)
            {
                if (now - slot.SentAt < timeout)
                    break;
                slot.Stage = GivenUp;
                flight = slot;
                _oldestWaiting++;
                return true;
            }
            _oldestWaiting++;
        }
        flight = default;
        return false;
    }
}
