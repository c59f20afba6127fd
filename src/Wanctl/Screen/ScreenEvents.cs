namespace Wanctl.Screen;

/// <summary>The latest events, newest first; the oldest is forgotten when there are too many.</summary>
internal sealed class ScreenEvents
{
    /// <summary>No screen shows more.</summary>
    private const int Capacity = 128;

    private readonly ScreenEvent[] _events = new ScreenEvent[Capacity];

    /// <summary>Events since the beginning; also the number of the next.</summary>
    public long Written { get; private set; }

    /// <summary>Events that can still be read.</summary>
    public int Count => (int)Math.Min(Written, Capacity);

    /// <summary>The event that is so many events old: 0 is the newest.</summary>
    public ScreenEvent this[int age] => _events[(Written - 1 - age) % Capacity];

    /// <summary>Enters an event.</summary>
    public void Add(ScreenEvent happened) => _events[Written++ % Capacity] = happened;
}
