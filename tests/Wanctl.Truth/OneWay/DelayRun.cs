using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Simulation.Line;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Truth.OneWay;

/// <summary>
/// Probes over a line whose queues are known, 20 a second on a virtual clock, and the estimator's word held against
/// them.
/// </summary>
internal sealed class DelayRun
{
    private const double EveryMs = 50;

    /// <summary>A direction whose queue is below this for so many probes is calm.</summary>
    private const double CalmMs = 4;
    private const int CalmProbes = 5;

    /// <summary>In so many answers a queue is seen where the directions are known: half a second.</summary>
    private const int KnownProbes = 10;

    private static readonly Instant s_start = new(1_000_000_000_000);
    private static readonly double[] s_drifts = [0, -15, 35];

    private readonly DelayCase _case;
    private readonly QueueScript _queues;
    private readonly OneWayTable _table;
    private readonly RemoteStamper _stamper;
    private readonly HalvedTrip _halved = new();
    private readonly DelayResult _result = new();
    private readonly double[] _seenAt;
    private readonly int[] _knownFor;
    private SeededNoise _noise;
    private double _latestMs;
    private int _calmUp;
    private int _calmDown;

    private DelayRun(DelayCase which, ulong seed)
    {
        _case = which;
        _queues = new QueueScript(which.Queues, which.Seconds, seed * 7 + 3);
        _seenAt = new double[_queues.Spells.Count];
        Array.Fill(_seenAt, double.NaN);
        _knownFor = new int[_seenAt.Length];
        _table = new OneWayTable(which.Hosts);
        if (which.Slope is { } slope)
            _table.RestoreSlope(0, slope);
        ClockManner[] clocks = [which.Clock, Drifting(1), Drifting(2)];
        _stamper = new RemoteStamper(which.Probes, clocks, which.Hosts);
        _noise = new SeededNoise(seed);
    }

    /// <summary>Makes one run.</summary>
    public static DelayResult Of(DelayCase which, ulong seed)
    {
        var run = new DelayRun(which, seed);
        int probes = (int)(which.Seconds * 1000 / EveryMs);
        for (int k = 0; k < probes; k++)
            run.Probe(k);
        run.Count();
        return run._result;
    }

    private static ClockManner Drifting(int host) =>
        new() { OffsetMs = -7000 * host, DriftPpm = s_drifts[host % s_drifts.Length] };

    private void Probe(int number)
    {
        // Stamps that are rounded need a phase that moves: a fixed grid shows one rounded value for minutes.
        double dither = _case.Probes == ProbeKind.Timestamp ? number * 0.6180339887 % 1 : 0;
        double sent = number * EveryMs + dither;
        int host = number % _case.Hosts;
        (double jitterUp, double jitterDown) = Jitter();
        bool lost = _noise.Share() < _case.Loss || _stamper.Sleeping(host, sent / 1000);
        double queueUp = _queues.At(up: true, sent / 1000);
        (double shiftUp, double shiftDown) = Shift(host, sent / 1000);
        double up = 8 + host + queueUp + jitterUp + shiftUp;
        double queueDown = _queues.At(up: false, (sent + up) / 1000);
        double down = 10 + 2 * host + queueDown + jitterDown + shiftDown;
        _calmUp = queueUp < CalmMs ? _calmUp + 1 : 0;
        _calmDown = queueDown < CalmMs ? _calmDown + 1 : 0;
        if (lost)
            return;
        _latestMs = Math.Max(_latestMs, sent + up + down);
        bool quiet = _queues.Quiet(sent / 1000) && _queues.Quiet((sent + up + down) / 1000);
        if (_stamper.Read(host, s_start, sent, up, 0, down, out TimedSample sample) != StampFault.None)
            return;
        DirectedExcess excess = _table.Take(in sample, quiet);
        (double saidUp, double saidDown) = _case.Halved
            ? _halved.Take(excess.RttMs)
            : (_table.UpMs, _table.DownMs);
        Note(sent / 1000, in excess, queueUp, saidUp, saidDown);
    }

    private void Note(double seconds, in DirectedExcess excess, double queueUp, double saidUp, double saidDown)
    {
        bool upAlarm = saidUp > _case.AlarmMs;
        bool downAlarm = saidDown > _case.AlarmMs;
        _result.Said.Add((saidUp, saidDown));
        _result.Doubts[(int)excess.Doubt]++;
        _result.Samples++;
        if (excess.Known)
            _result.Error(excess.UpMs - queueUp);
        if (_calmUp >= CalmProbes)
            _result.Up = (_result.Up.Calm + 1, _result.Up.Alarms + (upAlarm ? 1 : 0));
        if (_calmDown >= CalmProbes)
            _result.Down = (_result.Down.Calm + 1, _result.Down.Alarms + (downAlarm ? 1 : 0));
        for (int i = 0; i < _seenAt.Length; i++)
        {
            QueueSpell spell = _queues.Spells[i];
            bool stands = seconds >= spell.Passes(_case.ThresholdMs) && seconds < spell.To;
            _knownFor[i] += stands && excess.Known ? 1 : 0;
            if (stands && double.IsNaN(_seenAt[i]) && (spell.Up ? upAlarm : downAlarm))
                _seenAt[i] = _latestMs / 1000;
        }
    }

    private void Count()
    {
        for (int i = 0; i < _seenAt.Length; i++)
        {
            double passes = _queues.Spells[i].Passes(_case.ThresholdMs);
            if (double.IsNaN(passes))
                continue;
            _result.Queues++;
            if (double.IsNaN(_seenAt[i]) && _knownFor[i] < KnownProbes)
                _result.Unknown++;
            else if (double.IsNaN(_seenAt[i]))
                _result.Missed++;
            else
                _result.Delay(_seenAt[i] - passes);
        }
        for (int i = 0; i < _case.Hosts; i++)
            _result.Steps += _table[i].Steps;
        _result.SlopePpm = _table[0].Slope * 1000;
    }

    private (double Up, double Down) Shift(int host, double seconds) =>
        _case.Shift is { } shift && seconds >= shift.At && (shift.Host < 0 || shift.Host == host)
            ? (shift.UpMs, shift.DownMs)
            : (0, 0);

    private (double Up, double Down) Jitter() => _case.Access switch
    {
        AccessKind.Dsl => (0.15 * _noise.Exponential(), 0.15 * _noise.Exponential()),
        AccessKind.Cable => (
            _noise.Share() < 0.05 ? 16 * _noise.Share() : 6 * _noise.Share(), 0.5 * _noise.Exponential()),
        _ => (
            8 * _noise.Share() + (_noise.Share() < 0.08 ? 8 : 0), 3 * _noise.Exponential()),
    };
}
