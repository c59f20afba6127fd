using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>The last answered echoes, newest first. Fixed memory.</summary>
public sealed class DelayTrace
{
    /// <summary>More than three seconds at twenty a second.</summary>
    public const int Capacity = 64;

    private readonly DelaySample[] _samples = new DelaySample[Capacity];
    private int _newest = -1;

    /// <summary>How many there are, up to <see cref="Capacity"/>.</summary>
    public int Count { get; private set; }

    /// <summary>The sample that came <paramref name="age"/> answers ago; 0 is the newest.</summary>
    public ref readonly DelaySample this[int age] => ref _samples[(_newest - age + Capacity) % Capacity];

    /// <summary>Takes an answer.</summary>
    public void Add(in DelaySample sample)
    {
        _newest = (_newest + 1) % Capacity;
        _samples[_newest] = sample;
        if (Count < Capacity)
            Count++;
    }

    /// <summary>How many of the newest answers were sent at or after <paramref name="from"/>.</summary>
    public int CountSince(Instant from)
    {
        int count = 0;
        while (count < Count && this[count].SentAt >= from)
            count++;
        return count;
    }

    /// <summary>
    /// Mean excess of the newest <paramref name="count"/> (at least one, at most <see cref="Count"/>).
    /// </summary>
    public double Mean(int count)
    {
        double sum = 0;
        for (int age = 0; age < count; age++)
            sum += this[age].ExcessMs;
        return sum / count;
    }

    /// <summary>
    /// Mean excess of the newest <paramref name="count"/> without the greatest of them, where there are three or more:
    /// one late answer says nothing.
    /// </summary>
    public double LowMean(int count) =>
        count < 3 ? Mean(count) : (Mean(count) * count - Greatest(count)) / (count - 1);

    /// <summary>Least excess of the newest <paramref name="count"/>.</summary>
    public double Least(int count)
    {
        double least = double.PositiveInfinity;
        for (int age = 0; age < count; age++)
            least = Math.Min(least, this[age].ExcessMs);
        return least;
    }

    /// <summary>Greatest excess of the newest <paramref name="count"/>.</summary>
    public double Greatest(int count)
    {
        double greatest = double.NegativeInfinity;
        for (int age = 0; age < count; age++)
            greatest = Math.Max(greatest, this[age].ExcessMs);
        return greatest;
    }

    /// <summary>
    /// How many of the newest <paramref name="count"/> exceed <paramref name="excessMs"/>: the median does when most
    /// do.
    /// </summary>
    public int Above(double excessMs, int count)
    {
        int above = 0;
        for (int age = 0; age < count; age++)
            above += this[age].ExcessMs > excessMs ? 1 : 0;
        return above;
    }

    /// <summary>Moves all samples of a reflector, because its calm level has moved the other way.</summary>
    public void Shift(int reflector, double millis)
    {
        for (int i = 0; i < Capacity; i++)
        {
            if (_samples[i].Reflector == reflector)
                _samples[i] = _samples[i] with { ExcessMs = _samples[i].ExcessMs + millis };
        }
    }
}
