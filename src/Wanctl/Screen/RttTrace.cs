using Wanctl.Core.Decide;
using Wanctl.Core.Units;

namespace Wanctl.Screen;

/// <summary>The last minute of round-trip times, each with the worse zone of both directions at its time.</summary>
internal sealed class RttTrace
{
    /// <summary>What a chart shows.</summary>
    public static readonly Duration Span = Duration.FromSeconds(60);

    /// <summary>60 s at the shortest interval of 20 ms.</summary>
    private const int Capacity = 3000;

    private readonly (Instant At, float Millis, Zone Zone)[] _points = new (Instant, float, Zone)[Capacity];
    private long _written;

    /// <summary>Adds a point; time must not run backwards.</summary>
    public void Add(Instant at, double millis, Zone zone) => _points[_written++ % Capacity] = (at, (float)millis, zone);

    /// <summary>
    /// The highest point and the worst zone of each column; 0 where a column has none. Columns stand on a grid of
    /// absolute time, so that a point stays in its column while the chart moves on.
    /// </summary>
    public void Sum(Instant now, Span<(float Millis, Zone Zone)> columns)
    {
        columns.Clear();
        long length = Span.Nanos / columns.Length;
        long last = now.Nanos / length;
        long oldest = Math.Max(0, _written - Capacity);
        for (long i = _written - 1; i >= oldest; i--)
        {
            (Instant at, float millis, Zone zone) = _points[i % Capacity];
            long column = columns.Length - 1 - (last - at.Nanos / length);
            if (column < 0)
                return;
            if (column >= columns.Length)
                continue;
            ref (float Millis, Zone Zone) sum = ref columns[(int)column];
            sum.Millis = Math.Max(sum.Millis, millis);
            sum.Zone = zone > sum.Zone ? zone : sum.Zone;
        }
    }
}
