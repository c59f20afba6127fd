using Wanctl.Core.Units;

namespace Wanctl.Core.Measure.Timestamps;

/// <summary>
/// All hosts of a link that may be asked for ICMP timestamps. Where none of several answers them although their echoes
/// come back, the line filters them: no list of hosts helps, and one host an hour is enough to notice when it ceases.
/// </summary>
public sealed class TimestampPanel
{
    private readonly TimestampStanding[] _hosts;
    private Instant _scoutAt = Instant.Never;
    private int _scout;

    /// <summary>Begins with the test of every host.</summary>
    public TimestampPanel(int hosts, Instant now)
    {
        _hosts = new TimestampStanding[hosts];
        for (int i = 0; i < hosts; i++)
            _hosts[i] = new TimestampStanding(now);
    }

    /// <summary>How often one host is tried while the line filters.</summary>
    public static Duration ScoutEvery => Duration.FromSeconds(3600);

    /// <summary>The hosts' standings, by their index.</summary>
    public ReadOnlySpan<TimestampStanding> Hosts => _hosts;

    /// <summary>Whether the line seems to filter ICMP timestamps.</summary>
    public bool LineFilters { get; private set; }

    /// <summary>
    /// Whether the request that is about to be sent to a host is a timestamp and not an echo; see
    /// <see cref="TimestampStanding.AsksTimestamp"/>.
    /// </summary>
    public bool AsksTimestamp(int host, Instant now)
    {
        Look(now);
        TimestampStanding standing = _hosts[host];
        if (!LineFilters || standing.Role != TimestampRole.Resting)
            return standing.AsksTimestamp(now);
        if (host != _scout || now < _scoutAt)
            return false;
        _scoutAt = now + ScoutEvery;
        PassScout();
        standing.EndRest(now);
        return standing.AsksTimestamp(now);
    }

    /// <summary>Names the next host whose echoes come back.</summary>
    private void PassScout()
    {
        for (int i = 0; i < _hosts.Length; i++)
        {
            _scout = (_scout + 1) % _hosts.Length;
            if (_hosts[_scout].EchoAnswered)
                return;
        }
    }

    /// <summary>Finds out whether the line filters, or has ceased to.</summary>
    private void Look(Instant now)
    {
        int silent = 0;
        bool heard = false;
        foreach (TimestampStanding host in _hosts)
        {
            bool failed = host.Verdict == TimestampVerdict.Silent && host.EchoAnswered;
            silent += failed && host.Role is TimestampRole.Resting or TimestampRole.Retried ? 1 : 0;
            // What answered at all came through the line, whatever its clock is worth.
            heard |= host.Role is TimestampRole.Tested or TimestampRole.Used
                || host.Verdict is not (TimestampVerdict.Silent or TimestampVerdict.Pending);
        }
        bool filters = silent >= 2 && !heard;
        if (filters && !LineFilters)
            _scoutAt = now + ScoutEvery;
        if (filters && !_hosts[_scout].EchoAnswered)
            PassScout();
        if (!filters && LineFilters)
        {
            foreach (TimestampStanding host in _hosts)
                host.EndRest(now);
        }
        LineFilters = filters;
    }
}
