namespace Wanctl.Host.Watch;

/// <summary>
/// The last points of something, oldest overwritten first, each with a number that counts from 0. Fixed memory, taken
/// at construction. Not for several threads.
/// </summary>
public sealed class History<T>(int capacity)
    where T : struct
{
    private readonly T[] _points = new T[capacity];

    /// <summary>How many it can hold.</summary>
    public int Capacity => _points.Length;

    /// <summary>Number of the oldest point that is still there; equals <see cref="End"/> while there is none.</summary>
    public long First => Math.Max(0, End - _points.Length);

    /// <summary>Number of the next point.</summary>
    public long End { get; private set; }

    /// <summary>The point with a number from <see cref="First"/> up to below <see cref="End"/>.</summary>
    public ref readonly T this[long number] => ref _points[(int)(number % _points.Length)];

    /// <summary>Adds a point.</summary>
    public void Add(in T point)
    {
        _points[(int)(End % _points.Length)] = point;
        End++;
    }
}
