using Wanctl.Simulation.Line;

namespace Wanctl.Simulation.Tunnel;

/// <summary>A value over time: points in order, held until the next one or joined by straight lines.</summary>
public sealed class Track
{
    private readonly double[] _seconds;
    private readonly double[] _values;
    private readonly bool _ramps;
    private int _at;

    private Track(double[] seconds, double[] values, bool ramps)
    {
        _seconds = seconds;
        _values = values;
        _ramps = ramps;
    }

    /// <summary>When the last point comes.</summary>
    public double Length => _seconds[^1];

    /// <summary>The greatest value of any point.</summary>
    public double Peak
    {
        get
        {
            double peak = _values[0];
            foreach (double value in _values)
                peak = Math.Max(peak, value);
            return peak;
        }
    }

    /// <summary>The mean over the points' whole time.</summary>
    public double Mean
    {
        get
        {
            double sum = 0;
            for (int i = 1; i < _values.Length; i++)
                sum += (_seconds[i] - _seconds[i - 1]) * (_ramps ? (_values[i] + _values[i - 1]) / 2 : _values[i - 1]);
            return Length > 0 ? sum / Length : _values[0];
        }
    }

    /// <summary>Always the same.</summary>
    public static Track Always(double value) => new([0], [value], false);

    /// <summary>Values that hold until the next one. Seconds rise from 0.</summary>
    public static Track Steps(params (double Seconds, double Value)[] points) => Of(points, false);

    /// <summary>Values joined by straight lines. Seconds rise from 0.</summary>
    public static Track Ramps(params (double Seconds, double Value)[] points) => Of(points, true);

    /// <summary>Values that the seed draws evenly from a range, each held for a time that it draws as well.</summary>
    /// <param name="seed">The same seed gives the same track.</param>
    /// <param name="length">The track's length in seconds.</param>
    /// <param name="least">No value is below this.</param>
    /// <param name="most">No value is above this.</param>
    /// <param name="shortest">No value is held shorter than so many seconds.</param>
    /// <param name="longest">No value is held longer than so many seconds.</param>
    public static Track Walk(
        ulong seed, double length, double least, double most, double shortest, double longest)
    {
        var noise = new SeededNoise(seed);
        var points = new List<(double, double)>();
        for (double at = 0; at < length; at += shortest + (longest - shortest) * noise.Share())
            points.Add((at, least + (most - least) * noise.Share()));
        return Steps([.. points]);
    }

    /// <summary>The points: seconds and values.</summary>
    public IEnumerable<(double Seconds, double Value)> Points()
    {
        for (int i = 0; i < _seconds.Length; i++)
            yield return (_seconds[i], _values[i]);
    }

    /// <summary>The same track with every value multiplied.</summary>
    public Track Times(double factor) => new(_seconds, Array.ConvertAll(_values, value => value * factor), _ramps);

    /// <summary>The value at a moment; asked with rising moments it takes constant time.</summary>
    public double At(double seconds)
    {
        if (_seconds[_at] > seconds)
            _at = 0;
        while (_at < _seconds.Length - 1 && _seconds[_at + 1] <= seconds)
            _at++;
        if (!_ramps || _at == _seconds.Length - 1)
            return _values[_at];
        double share = (seconds - _seconds[_at]) / (_seconds[_at + 1] - _seconds[_at]);
        return _values[_at] + share * (_values[_at + 1] - _values[_at]);
    }

    private static Track Of((double Seconds, double Value)[] points, bool ramps)
    {
        if (points.Length == 0 || points[0].Seconds != 0)
            throw new ArgumentException("A track begins with a point at 0 s.", nameof(points));
        for (int i = 1; i < points.Length; i++)
        {
            if (points[i].Seconds <= points[i - 1].Seconds)
                throw new ArgumentException($"Point {i} of a track is not after the one before.", nameof(points));
        }
        return new Track(
            Array.ConvertAll(points, point => point.Seconds),
            Array.ConvertAll(points, point => point.Value),
            ramps);
    }
}
