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

    /// <summary>Mean excess of one reflector's among the newest so many; null where it has none.</summary>
    public double? MeanOf(int reflector, int count)
    {
        double sum = 0;
        int own = 0;
        for (int age = 0; age < count; age++)
        {
            if (this[age].Reflector != reflector)
                continue;
            sum += this[age].ExcessMs;
            own++;
        }
        return own > 0 ? sum / own : null;
    }

    /// <summary>
    /// Growth of the excess over the newest <paramref name="count"/>, in seconds a second: the slope of a straight line
    /// through them (least squares); 0 for fewer than two.
    /// </summary>
    public double Growth(int count)
    {
        if (count < 2)
            return 0;
        double meanAt = 0;
        double meanMs = 0;
        for (int age = 0; age < count; age++)
        {
            meanAt += (this[age].SentAt - this[0].SentAt).Millis / count;
            meanMs += this[age].ExcessMs / count;
        }
        double along = 0;
        double square = 0;
        for (int age = 0; age < count; age++)
        {
            double at = (this[age].SentAt - this[0].SentAt).Millis - meanAt;
            along += at * (this[age].ExcessMs - meanMs);
            square += at * at;
        }
        return square > 0 ? along / square : 0;
    }

    /// <summary>The widest range of excess that one reflector has shown among the newest so many.</summary>
    public double Spread(int count)
    {
        double widest = 0;
        for (int age = 0; age < count; age++)
        {
            for (int older = age + 1; older < count; older++)
            {
                if (this[older].Reflector == this[age].Reflector)
                    widest = Math.Max(widest, Math.Abs(this[older].ExcessMs - this[age].ExcessMs));
            }
        }
        return widest;
    }

    /// <summary>Least excess of the newest <paramref name="count"/>.</summary>
    public double Least(int count)
    {
        double least = double.PositiveInfinity;
        for (int age = 0; age < count; age++)
            least = Math.Min(least, this[age].ExcessMs);
        return least;
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
