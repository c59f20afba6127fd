using Wanctl.Core.Units;

namespace Wanctl.Simulation.Line;

/// <summary>
/// The capacity of a line over time: segments one after the other, and from the beginning again when the last is
/// over.
/// </summary>
public sealed class LineScript
{
    private readonly LineSegment[] _segments;
    private readonly Duration _ramp;

    /// <summary>Strings segments together.</summary>
    /// <param name="ramp">
    /// How long the capacity takes from one segment's value to the next, from the beginning of a segment; at most its
    /// length. Neighbours of a cable segment come home over seconds; a modem that retrains changes at once (zero).
    /// </param>
    /// <param name="segments">At least one.</param>
    /// <exception cref="ArgumentException">
    /// There is no segment, or one that lasts no time or carries nothing.
    /// </exception>
    public LineScript(Duration ramp, params LineSegment[] segments)
    {
        if (segments.Length == 0)
            throw new ArgumentException("A line script needs at least one segment.", nameof(segments));
        foreach (LineSegment segment in segments)
        {
            bool sound = segment.Length >= ramp && segment.Length > Duration.Zero
                && segment.Down > Rate.Zero && segment.Up > Rate.Zero;
            if (!sound)
            {
                throw new ArgumentException(
                    $"The segment '{segment.Title}' must outlast the ramp of {ramp.Seconds} s and carry something.",
                    nameof(segments));
            }
            Length += segment.Length;
        }
        _segments = segments;
        _ramp = ramp;
    }

    /// <summary>How long it takes until it begins again.</summary>
    public Duration Length { get; }

    /// <summary>A line that always carries the same.</summary>
    public static LineScript Steady(Rate down, Rate up) =>
        new(Duration.Zero, new LineSegment("steady line", Duration.FromSeconds(3600), down, up));

    /// <summary>What the line can carry some time after its beginning.</summary>
    /// <param name="elapsed">Not negative.</param>
    public LineSegment SegmentAt(Duration elapsed) => _segments[IndexAt(elapsed, out _)];

    /// <summary>The capacities some time after the beginning, in bit/s.</summary>
    /// <param name="elapsed">Not negative.</param>
    public (double Down, double Up) CapacityAt(Duration elapsed)
    {
        int index = IndexAt(elapsed, out Duration within);
        LineSegment now = _segments[index];
        // The very first segment has no past to come from.
        bool first = index == 0 && elapsed < Length;
        if (within >= _ramp || first)
            return (now.Down.BitsPerSecond, now.Up.BitsPerSecond);
        LineSegment before = _segments[(index + _segments.Length - 1) % _segments.Length];
        double share = within.Seconds / _ramp.Seconds;
        return (Between(before.Down, now.Down, share), Between(before.Up, now.Up, share));
    }

    private int IndexAt(Duration elapsed, out Duration within)
    {
        within = new Duration(elapsed.Nanos % Length.Nanos);
        for (int i = 0; i < _segments.Length; i++)
        {
            if (within < _segments[i].Length)
                return i;
            within = new Duration(within.Nanos - _segments[i].Length.Nanos);
        }
        return _segments.Length - 1;
    }

    private static double Between(Rate from, Rate to, double share) =>
        from.BitsPerSecond + share * (to.BitsPerSecond - from.BitsPerSecond);
}
