using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Simulation.Line;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// The router as the loop sees it: limits take effect after the API's time and are acknowledged in a later tick,
/// counters arrive at their interval, and it may stall, go away or restart.
/// </summary>
internal sealed class SimulatedShaper(Scenario scenario, LineDirection down, LineDirection up)
{
    /// <summary>After a connection is made the queues must be found: two more rounds of questions.</summary>
    private const int PreparingMs = 100;

    private readonly int _apiMs = Math.Max(1, (int)Math.Ceiling(scenario.ApiMs));
    private readonly int _readEveryMs = (int)scenario.Settings.Router.StatisticsInterval.Millis;
    private Pending _down;
    private Pending _up;
    private ShaperReport _report = new() { State = ShaperState.Ready };
    private int _readAsked = -1;
    private int _stalledMs;
    private int _awayUntil = -1;
    private bool _restarted;
    private double _downFrom;
    private double _upFrom;
    private double _dropsDownFrom;
    private double _dropsUpFrom;

    /// <summary>Writes that lowered a limit, and that raised one, by direction.</summary>
    public (int DownCuts, int DownRises, int UpCuts, int UpRises) Writes { get; private set; }

    /// <summary>Moves on by one millisecond.</summary>
    public void Step(int millis)
    {
        double seconds = millis / 1000.0;
        RouterTroubleKind? trouble = Trouble(seconds);
        if (trouble is RouterTroubleKind.Away or RouterTroubleKind.Reboot)
        {
            Leave(millis, trouble == RouterTroubleKind.Reboot);
            return;
        }
        if (trouble == RouterTroubleKind.Stall)
        {
            _stalledMs++;
            return;
        }
        int now = millis - _stalledMs;
        if (_awayUntil >= 0 && millis < _awayUntil)
            return;
        if (_awayUntil >= 0)
            Return();
        Settle(ref _down, down, now, ref _report.Down);
        Settle(ref _up, up, now, ref _report.Up);
        if (millis % _readEveryMs == 0 && _readAsked < 0)
            _readAsked = now;
        if (_readAsked >= 0 && now >= _readAsked + _apiMs)
            Read(millis);
    }

    /// <summary>What it has said since the last time.</summary>
    public ShaperReport Take()
    {
        ShaperReport report = _report;
        _report = new ShaperReport { State = report.State };
        return report;
    }

    /// <summary>Sends what a decision writes.</summary>
    public void Apply(in Decision decision, int millis)
    {
        if (_report.State != ShaperState.Ready)
            return;
        (int downCuts, int downRises, int upCuts, int upRises) = Writes;
        if (decision.Down.Write && Ask(ref _down, decision.Down.Wanted, millis))
        {
            downCuts += decision.Down.Wanted.BitsPerSecond < down.Cake.Limit ? 1 : 0;
            downRises += decision.Down.Wanted.BitsPerSecond > down.Cake.Limit ? 1 : 0;
        }
        if (decision.Up.Write && Ask(ref _up, decision.Up.Wanted, millis))
        {
            upCuts += decision.Up.Wanted.BitsPerSecond < up.Cake.Limit ? 1 : 0;
            upRises += decision.Up.Wanted.BitsPerSecond > up.Cake.Limit ? 1 : 0;
        }
        Writes = (downCuts, downRises, upCuts, upRises);
    }

    private bool Ask(ref Pending pending, Rate wanted, int millis)
    {
        pending = new Pending(wanted, millis - _stalledMs + _apiMs, true);
        return true;
    }

    private static void Settle(ref Pending pending, LineDirection direction, int now, ref DirectionReport report)
    {
        if (!pending.Under || now < pending.At)
            return;
        pending = pending with { Under = false };
        direction.Cake.Limit = pending.Limit.BitsPerSecond;
        report.Outcome = WriteOutcome.Applied;
        report.Written = pending.Limit;
    }

    private void Read(int millis)
    {
        _readAsked = -1;
        Fill(ref _report.Down, down, _downFrom, _dropsDownFrom, millis);
        Fill(ref _report.Up, up, _upFrom, _dropsUpFrom, millis);
    }

    private void Fill(ref DirectionReport report, LineDirection line, double from, double drops, int millis)
    {
        report.Read = true;
        report.ReadAt = TunnelClock.At(millis);
        report.Bytes = (ulong)((line.Cake.Passed - from) * scenario.CountedShare);
        report.Dropped = (ulong)(line.Cake.Dropped - drops);
        report.QueuedBytes = (uint)line.Cake.Bytes;
        report.Limit = new Rate((long)line.Cake.Limit);
    }

    private void Leave(int millis, bool reboot)
    {
        _awayUntil = millis + PreparingMs;
        _report = new ShaperReport { State = ShaperState.Away };
        if (_down.Under)
            _report.Down.Outcome = WriteOutcome.Lost;
        if (_up.Under)
            _report.Up.Outcome = WriteOutcome.Lost;
        _down = default;
        _up = default;
        _readAsked = -1;
        if (!reboot)
            return;
        _restarted = true;
        down.Cake.Limit = scenario.Settings.Download.Ceiling.BitsPerSecond;
        up.Cake.Limit = scenario.Settings.Upload.Ceiling.BitsPerSecond;
    }

    private void Return()
    {
        _awayUntil = -1;
        _report.State = ShaperState.Ready;
        if (!_restarted)
            return;
        _restarted = false;
        _report.Restarted = true;
        _downFrom = down.Cake.Passed;
        _upFrom = up.Cake.Passed;
        _dropsDownFrom = down.Cake.Dropped;
        _dropsUpFrom = up.Cake.Dropped;
    }

    private RouterTroubleKind? Trouble(double seconds)
    {
        foreach (RouterTrouble trouble in scenario.Troubles)
        {
            if (seconds >= trouble.From && seconds < trouble.To)
                return trouble.Kind;
        }
        return null;
    }

    private readonly record struct Pending(Rate Limit, int At, bool Under);
}
