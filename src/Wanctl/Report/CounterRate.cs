namespace Wanctl.Report;

/// <summary>Makes a rate of a byte counter that is read now and then.</summary>
internal sealed class CounterRate
{
    private double _readAt = double.NaN;
    private ulong _bytes;

    /// <summary>The rate in Mbit/s, from one reading to the next.</summary>
    public Series Series { get; } = new("passed", "got");

    /// <summary>Takes a reading.</summary>
    public void Take(double seconds, ulong bytes)
    {
        // A counter that has gone back began anew, with the router or with its queue.
        if (seconds > _readAt && bytes >= _bytes)
            Series.Add(Math.Max(0, _readAt), (bytes - _bytes) * 8 / 1e6 / (seconds - _readAt));
        (_readAt, _bytes) = (seconds, bytes);
    }
}
