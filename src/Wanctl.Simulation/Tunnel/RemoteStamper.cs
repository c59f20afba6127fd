using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// The reflectors' side of timed probes: stamps each as its kind does, with the clock of the host, and reads the stamps
/// as wanctl does.
/// </summary>
public sealed class RemoteStamper
{
    /// <summary>The stamps of an ICMP timestamp are milliseconds, rounded down.</summary>
    private const double TimestampMs = 1;

    private readonly ProbeKind _kind;
    private readonly IReadOnlyList<ClockManner> _manners;
    private readonly RemoteClock[] _clocks;

    /// <summary>For probes of a kind to hosts with clocks; a host without one has that of the last.</summary>
    public RemoteStamper(ProbeKind kind, IReadOnlyList<ClockManner> clocks, int hosts)
    {
        _kind = kind;
        _manners = clocks;
        _clocks = new RemoteClock[hosts];
        bool rounded = kind == ProbeKind.Timestamp;
        Array.Fill(_clocks, new RemoteClock(rounded ? RemoteClock.DayMs : 0, rounded ? TimestampMs : 0));
    }

    /// <summary>Whether a host does not answer because it sleeps.</summary>
    public bool Sleeping(int host, double seconds) => Manner(host).Sleeping(seconds);

    /// <summary>Makes a sample of an exchange.</summary>
    /// <param name="host">Whom it was with.</param>
    /// <param name="start">The run's beginning on our clock.</param>
    /// <param name="sentMs">When the request was sent, since the beginning.</param>
    /// <param name="upMs">How long it took to the host, queues and all.</param>
    /// <param name="heldMs">How long the host was busy with other work before it answered.</param>
    /// <param name="downMs">How long the answer took.</param>
    /// <param name="sample">The sample, where the result is <see cref="StampFault.None"/>.</param>
    public StampFault Read(
        int host, Instant start, double sentMs, double upMs, double heldMs, double downMs, out TimedSample sample)
    {
        Instant sent = start + Duration.FromMillis(sentMs);
        Instant back = start + Duration.FromMillis(sentMs + upMs + heldMs + downMs);
        if (_kind == ProbeKind.Echo)
        {
            sample = TimedSample.RoundTrip(sent, (byte)host, (back - sent).Millis);
            return StampFault.None;
        }
        // A kernel that answers timestamps reads its clock once, when it gets round to it.
        bool once = _kind == ProbeKind.Timestamp;
        double received = once ? sentMs + upMs + heldMs : sentMs + upMs;
        double left = once ? received : received + heldMs;
        return _clocks[host].TryRead((byte)host, sent, back, Stamp(host, received), Stamp(host, left), out sample);
    }

    private double Stamp(int host, double trueMs)
    {
        double shown = trueMs + Manner(host).AheadMs(trueMs / 1000);
        return _kind == ProbeKind.Timestamp ? Modulo(Math.Floor(shown), RemoteClock.DayMs) : shown;
    }

    private ClockManner Manner(int host) => _manners[Math.Min(host, _manners.Count - 1)];

    private static double Modulo(double value, double modulus) => value - modulus * Math.Floor(value / modulus);
}
