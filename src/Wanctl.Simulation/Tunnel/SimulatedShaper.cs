using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Units;
using Wanctl.Simulation.Line;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// The router as the loop sees it: limits take effect after the API's time and are acknowledged in a later tick,
/// counters arrive at their interval, and it may stall, go away or restart.
/// </summary>
internal sealed class SimulatedShaper(Scenario scenario, LineDirection down, LineDirection up, ulong seed)
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
    private readonly ShownCounters _downShown = new(scenario.Counters, down, scenario.CountedShare);
    private readonly ShownCounters _upShown = new(scenario.Counters, up, scenario.CountedShare);
    private readonly ShownInterface? _downInterface = ShownInterface.Of(scenario.Counters, down);
    private readonly ShownInterface? _upInterface = ShownInterface.Of(scenario.Counters, up);
    private bool _downAsked;
    private bool _upAsked;
    private SeededNoise _chance = new(seed * 11 + 4);
    private int _turn;
    private int _refreshAt = scenario.Counters.PhaseMs;
    private int _lateMs;

    /// <summary>Writes that lowered a limit, and that raised one, by direction.</summary>
    public (int DownCuts, int DownRises, int UpCuts, int UpRises) Writes { get; private set; }

    /// <summary>Moves on by one millisecond.</summary>
    public void Step(int millis)
    {
        double seconds = millis / 1000.0;
        Refresh(millis);
        _downInterface?.Step(millis);
        _upInterface?.Step(millis);
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
        Settle(ref _down, down, now, ref _report.Down, _downShown);
        Settle(ref _up, up, now, ref _report.Up, _upShown);
        if (millis % _readEveryMs == 0 && _readAsked < 0)
        {
            _readAsked = now;
            _lateMs = (int)(scenario.Counters.LateMs * _chance.Share());
        }
        if (_readAsked >= 0 && now >= _readAsked + _apiMs + _lateMs)
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
        _downAsked = decision.Down.Counters != CounterSource.Queue;
        _upAsked = decision.Up.Counters != CounterSource.Queue;
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

    private static void Settle(
        ref Pending pending, LineDirection direction, int now, ref DirectionReport report, ShownCounters shown)
    {
        if (!pending.Under || now < pending.At)
            return;
        pending = pending with { Under = false };
        direction.Cake.Limit = pending.Limit.BitsPerSecond;
        report.Outcome = WriteOutcome.Applied;
        report.Written = pending.Limit;
        shown.Set();
    }

    /// <summary>Brings slow counters up to date at their turns, each a little early or late.</summary>
    private void Refresh(int millis)
    {
        CounterManner manner = scenario.Counters;
        if (manner.RefreshMs == 0 || millis < _refreshAt)
            return;
        _downShown.Refresh();
        _upShown.Refresh();
        _turn++;
        int stray = (int)Math.Round(manner.JitterMs * (2 * _chance.Share() - 1));
        _refreshAt = Math.Max(millis + 1, manner.PhaseMs + _turn * manner.RefreshMs + stray);
    }

    private void Read(int millis)
    {
        _readAsked = -1;
        Fill(ref _report.Down, down, _downShown, millis);
        Fill(ref _report.Up, up, _upShown, millis);
        if (_downAsked)
            _downInterface?.Fill(ref _report.Down, millis);
        if (_upAsked)
            _upInterface?.Fill(ref _report.Up, millis);
    }

    private static void Fill(ref DirectionReport report, LineDirection line, ShownCounters shown, int millis)
    {
        shown.Read();
        report.Read = true;
        report.ReadAt = TunnelClock.At(millis);
        report.Bytes = shown.Bytes;
        report.Dropped = shown.Dropped;
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
        _downShown.Restart();
        _upShown.Restart();
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
