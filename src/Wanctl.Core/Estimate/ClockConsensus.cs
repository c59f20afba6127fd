using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// Finds the host whose clock was set while queues hid it. A queue on the line delays every host alike; what one of
/// three or more shows beside the others in one direction, and not in the round trip, is its clock.
/// </summary>
public sealed class ClockConsensus
{
    /// <summary>Fewer hosts cannot outvote one.</summary>
    public const int HostsLeast = 3;

    /// <summary>Differences of a host that are judged together: some two seconds of three hosts in turn.</summary>
    private const int Window = 15;

    /// <summary>So many of them on one side are no chance and no queue that moves.</summary>
    private const int OneSided = 13;

    /// <summary>Answers that are older saw other queues.</summary>
    private static readonly Duration SameTime = Duration.FromMillis(1500);

    private readonly Instant[] _at;
    private readonly double[] _up;
    private readonly double[] _rtt;
    private readonly double[] _upBeside;
    private readonly double[] _rttBeside;
    private readonly int[] _count;
    private readonly double[] _sorted;

    /// <summary>For so many hosts, of which nothing is known.</summary>
    public ClockConsensus(int hosts)
    {
        _at = new Instant[hosts];
        Array.Fill(_at, Instant.Never);
        _up = new double[hosts];
        _rtt = new double[hosts];
        _upBeside = new double[hosts * Window];
        _rttBeside = new double[hosts * Window];
        _count = new int[hosts];
        _sorted = new double[Math.Max(hosts, Window)];
    }

    /// <summary>Takes what a host's newest sample says of the queues.</summary>
    /// <param name="host">Which.</param>
    /// <param name="upMs">Above its floor on the way up.</param>
    /// <param name="rttMs">Above its floor on the round trip.</param>
    /// <param name="stepMs">The least that counts as a step of its clock.</param>
    /// <param name="now">When the request was sent.</param>
    /// <returns>By how much its clock is ahead of what the others show, in ms; 0 where nothing is found.</returns>
    public double Take(int host, double upMs, double rttMs, double stepMs, Instant now)
    {
        _at[host] = now;
        _up[host] = upMs;
        _rtt[host] = rttMs;
        if (Common(_up, now) is not { } up || Common(_rtt, now) is not { } rtt)
            return 0;
        int place = host * Window + _count[host] % Window;
        _upBeside[place] = upMs - up;
        _rttBeside[place] = rttMs - rtt;
        _count[host]++;
        if (_count[host] < Window)
            return 0;
        if (_count[host] >= 2 * Window)
            _count[host] -= Window;
        ReadOnlySpan<double> beside = _upBeside.AsSpan(host * Window, Window);
        (int above, int below) = (0, 0);
        foreach (double difference in beside)
        {
            above += difference > stepMs ? 1 : 0;
            below += difference < -stepMs ? 1 : 0;
        }
        if (Math.Max(above, below) < OneSided)
            return 0;
        double ahead = Middle(beside);
        double path = Middle(_rttBeside.AsSpan(host * Window, Window));
        if (Math.Abs(path) >= Math.Abs(ahead) / 2)
            return 0;
        _count[host] = 0;
        return ahead;
    }

    /// <summary>The median of what all hosts showed lately; null where too few did.</summary>
    /// <remarks>
    /// Of all, not of the others: with three hosts the median of the other two is their mean, and one clock that was
    /// set would make the two good ones look wrong by half as much.
    /// </remarks>
    private double? Common(double[] newest, Instant now)
    {
        int count = 0;
        for (int i = 0; i < newest.Length; i++)
        {
            if (_at[i] > Instant.Never && now - _at[i] <= SameTime)
                _sorted[count++] = newest[i];
        }
        return count < HostsLeast ? null : Median.Of(_sorted.AsSpan(0, count));
    }

    private double Middle(ReadOnlySpan<double> values)
    {
        values.CopyTo(_sorted);
        return Median.Of(_sorted.AsSpan(0, values.Length));
    }
}
