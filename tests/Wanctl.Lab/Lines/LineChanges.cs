using Wanctl.Simulation.Tunnel;

namespace Wanctl.Lab.Lines;

/// <summary>
/// How a TBF has to be changed so that a full queue passes, from one change to the next, what a recorded line carried.
/// </summary>
/// <remarks>
/// A TBF gets its whole burst again with each change. A full queue has used up the burst before but for the beginning
/// of one packet, half of one in the mean, so a change gives the burst less half a packet, and the rate gives the
/// rest. What cannot be given within its own time, since a change gives one packet at least, is settled in the next.
/// </remarks>
internal static class LineChanges
{
    /// <summary>The largest packet, Ethernet's header included: no burst may be smaller.</summary>
    public const int PacketBytes = 1514;

    /// <summary>A TBF needs a rate; at this one a packet takes 12 s, and no gap of a line is so long.</summary>
    private const double LeastBits = 1000;

    /// <summary>A burst of so long at the line's rate: a fast one need not ask for a timer each packet.</summary>
    private const double BurstSeconds = 0.001;

    /// <summary>The changes for one direction.</summary>
    /// <param name="mbps">What the line carries, in Mbit/s.</param>
    /// <param name="seconds">How long it is played.</param>
    public static List<LineChange> Of(Track mbps, double seconds)
    {
        List<(double Seconds, double Mbps)> points = Distinct(mbps, seconds);
        var changes = new List<LineChange>();
        double owed = 0;
        double inForce = double.NaN;
        for (int i = 0; i + 1 < points.Count; i++)
        {
            (double at, double carried) = points[i];
            double span = points[i + 1].Seconds - at;
            double wanted = carried * 1e6 * span + owed;
            double burst = Math.Max(PacketBytes, wanted / span * BurstSeconds / 8);
            double gift = 8 * (burst - PacketBytes / 2.0);
            double rate = Math.Max(LeastBits, (wanted - gift) / span);
            // A line that goes on standing still needs no change, and so gets no packet for it.
            if (rate == LeastBits && inForce == LeastBits)
                gift = 0;
            else
                changes.Add(new LineChange(at, (long)rate, (int)burst));
            inForce = rate;
            owed = wanted - gift - rate * span;
        }
        return changes;
    }

    /// <summary>The moments at which the line carries something else, and its end.</summary>
    private static List<(double Seconds, double Mbps)> Distinct(Track mbps, double seconds)
    {
        var points = new List<(double Seconds, double Mbps)>();
        foreach ((double at, double value) in mbps.Points())
        {
            if (at < seconds && (points.Count == 0 || points[^1].Mbps != value))
                points.Add((at, value));
        }
        points.Add((seconds, 0));
        return points;
    }
}
