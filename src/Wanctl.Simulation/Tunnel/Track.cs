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
