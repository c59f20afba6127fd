using System.Threading;

namespace Wanctl.Host.Tell;

/// <summary>
/// Carries rare happenings from the loop to whoever tells them. Bounded: when nobody listens the oldest is dropped and
/// counted. The lock is held for a few instructions on either side.
/// </summary>
public sealed class EventQueue
{
    /// <summary>More happenings than this between two hearings (a tenth of a second) are not worth reading.</summary>
    public const int Capacity = 256;

    private readonly Lock _lock = new();
    private readonly HostEvent[] _events = new HostEvent[Capacity];
    private int _first;
    private int _count;

    /// <summary>Happenings that were dropped unheard.</summary>
    public long Dropped { get; private set; }

    /// <summary>Enters a happening.</summary>
    public void Post(Happening what, string where, string text = "", long number = 0)
    {
        lock (_lock)
        {
            if (_count == Capacity)
            {
                _first = (_first + 1) % Capacity;
                _count--;
                Dropped++;
            }
            _events[(_first + _count) % Capacity] = new HostEvent(what, where, text, number);
            _count++;
        }
    }

    /// <summary>Takes the oldest.</summary>
    public bool TryTake(out HostEvent happened)
    {
        lock (_lock)
        {
            happened = default;
            if (_count == 0)
                return false;
            happened = _events[_first];
            _events[_first] = default;
            _first = (_first + 1) % Capacity;
            _count--;
            return true;
        }
    }
}
