using Wanctl.Lab.Lines;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Scenarios.Lab;

/// <summary>A TBF that is changed as told passes what the recorded line carried.</summary>
public class LineChangesTests
{
    private const double Bin = 0.05;

    /// <summary>A line that stands still, creeps and runs: bins of which some carry less than a packet.</summary>
    private static readonly double[] Mbps = [12, 0.01, 0.01, 0.1, 0.3, 80, 80, 5, 0.01, 0.24, 40, 1, 1, 1, 0.5];

    /// <summary>Two packets, and what the fastest bin carries in the millisecond that a burst takes at most.</summary>
    private const double Bound = 2 * 8 * LineChanges.PacketBytes + 80e3;

    [Fact]
    public void A_full_queue_passes_in_each_bin_what_the_line_carried()
    {
        List<LineChange> changes = LineChanges.Of(Recorded(), Mbps.Length * Bin);
        double given = 0;
        double carried = 0;
        for (int i = 0; i < Mbps.Length; i++)
        {
            given += Passed(changes, i * Bin, (i + 1) * Bin);
            carried += Mbps[i] * 1e6 * Bin;
            Assert.InRange(given - carried, -Bound, Bound);
        }
        Assert.Equal(carried, given, 8.0 * LineChanges.PacketBytes);
    }

    [Fact]
    public void A_burst_lets_the_largest_packet_pass()
    {
        foreach (LineChange change in LineChanges.Of(Recorded(), Mbps.Length * Bin))
        {
            Assert.True(change.BurstBytes >= LineChanges.PacketBytes);
            Assert.True(change.BitsPerSecond > 0);
        }
    }

    [Fact]
    public void A_constant_line_is_set_once()
    {
        LineChange only = Assert.Single(LineChanges.Of(Track.Always(15), 120));
        Assert.InRange(only.BitsPerSecond, 14.99e6, 15e6);
    }

    private static Track Recorded()
    {
        var points = new (double, double)[Mbps.Length];
        for (int i = 0; i < points.Length; i++)
            points[i] = (i * Bin, Mbps[i]);
        return Track.Steps(points);
    }

    /// <summary>
    /// What a full queue gets out of such a TBF: at each change its burst, which half a packet is part of.
    /// </summary>
    private static double Passed(List<LineChange> changes, double from, double to)
    {
        double bits = 0;
        for (int i = 0; i < changes.Count; i++)
        {
            double end = i + 1 < changes.Count ? changes[i + 1].Seconds : double.PositiveInfinity;
            double span = Math.Min(end, to) - Math.Max(changes[i].Seconds, from);
            bits += span > 1e-9 ? span * changes[i].BitsPerSecond : 0;
            bool within = changes[i].Seconds >= from - 1e-9 && changes[i].Seconds < to - 1e-9;
            bits += within ? 8 * (changes[i].BurstBytes - LineChanges.PacketBytes / 2.0) : 0;
        }
        return bits;
    }
}
