using System.Diagnostics;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// The delay of each direction from all reflectors of one link: an estimator for each, the consensus of their clocks,
/// and for each direction the median over the last answers. Allocates nothing once it is made.
/// </summary>
public sealed class OneWayTable
{
    /// <summary>A direction whose split may be wrong by more is not known: the round trip tells more.</summary>
    public const double UncertainMs = 5;

    /// <summary>Answers whose median is taken: of three hosts in turn one alone holds two at most.</summary>
    private const int Fused = 5;

    /// <summary>
    /// Steps of one clock that are borne, each forgiven within a minute: one that is set more often has no baseline.
    /// From there on it has to stand for some five minutes.
    /// </summary>
    private const double FaultsBorne = 4;
    private const double FaultsMost = 6;
    private const double FaultsForgiven = 1;
    private const double FaultSeconds = 60;

    /// <summary>An older answer says nothing of the present: five answers of a line that is asked four times a second.
    /// </summary>
    private static readonly Duration Fresh = Duration.FromMillis(1500);

    private readonly OneWayDelay[] _hosts;
    private readonly double[] _faults;
    private readonly bool[] _unsteady;
    private readonly Instant[] _taken;
    private readonly ClockConsensus _consensus;
    private readonly DirectedExcess[] _last = new DirectedExcess[Fused];
    private int _next;
    private int _count;

    /// <summary>Makes a table of <paramref name="count"/> reflectors that nothing is known of.</summary>
    public OneWayTable(int count)
    {
        _hosts = new OneWayDelay[count];
        _faults = new double[count];
        _unsteady = new bool[count];
        _taken = new Instant[count];
        _consensus = new ClockConsensus(count);
    }

    /// <summary>How many reflectors there are.</summary>
    public int Count => _hosts.Length;

    /// <summary>The estimator of reflector number <paramref name="index"/>.</summary>
    public ref readonly OneWayDelay this[int index] => ref _hosts[index];

    /// <summary>Toward the Internet: the median of the last answers that knew, in ms above a quiet line's level; NaN
    /// where none did lately.</summary>
    public double UpMs { get; private set; } = double.NaN;

    /// <summary>The same toward the user.</summary>
    public double DownMs { get; private set; } = double.NaN;

    /// <summary>Whether the directions are known.</summary>
    public bool Known => !double.IsNaN(UpMs);

    /// <summary>Takes over a clock's slope from an earlier run, in ms a second.</summary>
    public void RestoreSlope(int index, double perSecond) => _hosts[index].RestoreSlope(perSecond);

    /// <summary>Forgets a reflector: another socket, address or address family has another clock and path.</summary>
    public void Forget(int index)
    {
        _hosts[index] = default;
        _faults[index] = 0;
        _unsteady[index] = false;
    }

    /// <summary>The path of every reflector has become longer by so much in each direction, in ms.</summary>
    public void Rebase(double upMs, double downMs)
    {
        for (int i = 0; i < _hosts.Length; i++)
            _hosts[i].Rebase(upMs, downMs);
        for (int i = 0; i < _count; i++)
        {
            DirectedExcess last = _last[i];
            _last[i] = last with
            {
                UpMs = last.UpMs - upMs, DownMs = last.DownMs - downMs, RttMs = last.RttMs - upMs - downMs,
            };
        }
        if (_count > 0)
            Fuse(_last[(_next - 1 + Fused) % Fused].SentAt);
    }

    /// <summary>Takes one sample; samples come in the order in which they were answered.</summary>
    /// <param name="sample">The sample; its round trip is more than 0.</param>
    /// <param name="quiet">
    /// Whether both directions have carried too little to make a queue for a second or longer.
    /// </param>
    public DirectedExcess Take(in TimedSample sample, bool quiet)
    {
        Debug.Assert(sample.Reflector < Count, "the ledger knows only our reflectors");
        ref OneWayDelay host = ref _hosts[sample.Reflector];
        int steps = host.Steps;
        host.Take(in sample, quiet);
        if (sample.Directed)
        {
            double ahead = _consensus.Take(sample.Reflector, host.UpMs, host.RttMs, host.StepMs, sample.SentAt);
            if (ahead != 0)
                host.Repair(ahead);
        }
        Blame(sample.Reflector, host.Steps - steps, sample.SentAt);
        var excess = new DirectedExcess(
            sample.SentAt,
            sample.Reflector,
            host.RttMs - host.CalmRttMs,
            sample.Directed ? host.UpMs - host.CalmUpMs : double.NaN,
            sample.Directed ? host.DownMs - host.CalmDownMs : double.NaN,
            host.UncertaintyMs,
            Doubt(in host, sample));
        if (excess.Known)
        {
            _last[_next] = excess;
            _next = (_next + 1) % Fused;
            _count = Math.Min(Fused, _count + 1);
        }
        Fuse(sample.SentAt);
        return excess;
    }

    private ClockDoubt Doubt(in OneWayDelay host, in TimedSample sample)
    {
        if (!sample.Directed)
            return ClockDoubt.RoundTripOnly;
        if (!host.Settled)
            return ClockDoubt.NotSettled;
        if (_unsteady[sample.Reflector])
            return ClockDoubt.Unsteady;
        return host.UncertaintyMs > UncertainMs ? ClockDoubt.Uncertain : ClockDoubt.None;
    }

    /// <summary>A host is not believed from too many faults on, until most of them are forgiven.</summary>
    private void Blame(int host, int faults, Instant now)
    {
        double seconds = _taken[host] == default ? 0 : Math.Max(0, (now - _taken[host]).Seconds);
        _taken[host] = now;
        ref double held = ref _faults[host];
        held = Math.Min(FaultsMost, Math.Max(0, held - seconds / FaultSeconds) + faults);
        if (held > FaultsBorne)
            _unsteady[host] = true;
        else if (held <= FaultsForgiven)
            _unsteady[host] = false;
    }

    private void Fuse(Instant now)
    {
        Span<double> up = stackalloc double[Fused];
        Span<double> down = stackalloc double[Fused];
        int fresh = 0;
        for (int i = 0; i < _count; i++)
        {
            if (now - _last[i].SentAt > Fresh)
                continue;
            up[fresh] = _last[i].UpMs;
            down[fresh++] = _last[i].DownMs;
        }
        UpMs = fresh > 0 ? Median.Of(up[..fresh]) : double.NaN;
        DownMs = fresh > 0 ? Median.Of(down[..fresh]) : double.NaN;
    }
}
