using System.Threading;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Measure;

/// <summary>
/// One measurement from its beginning to its end: the idle line, the loaded line, a sweep of lowered limits. Whichever
/// way it ends, the limits that it found come back.
/// </summary>
/// <param name="plan">How long and how far.</param>
/// <param name="link">The link.</param>
/// <param name="watch">Clock and echoes.</param>
/// <param name="hand">Limits and counters.</param>
/// <param name="load">What fills the line.</param>
/// <param name="say">Where the operator reads on.</param>
internal sealed class MeasureRun(
    MeasurePlan plan, LinkSettings link, IEchoWatch watch, ILimitHand hand, ILoad load, Action<string> say)
{
    /// <summary>No line is loaded by less than this above what it carried while idle.</summary>
    private static readonly Rate s_loadLeast = Rate.FromMbps(1);

    private static readonly Duration s_look = Duration.FromSeconds(1);

    private readonly LimitKeeper _keeper = new(hand, watch.Rest);
    private readonly List<LoadFigures> _steps = [];
    private MeasureReport _report = new();

    /// <summary>Measures. What it did not come to is missing in the report, with the reason.</summary>
    /// <param name="stop">Breaks it off; the limits come back all the same.</param>
    public MeasureReport Run(CancellationToken stop)
    {
        try
        {
            Measure(stop);
        }
        catch (OperationCanceledException)
        {
            Fail("broken off before its end", ExitCode.NotMeasured);
        }
        catch (LimitTroubleException exception)
        {
            Fail(exception.Message, exception.Code);
        }
        catch (LoadTroubleException exception)
        {
            Fail(exception.Message, ExitCode.NotMeasured);
        }
        finally
        {
            End();
        }
        return _report with { Steps = [.. _steps], Restoration = _keeper.Outcome };
    }

    private void End()
    {
        try
        {
            _keeper.Restore();
        }
        finally
        {
            load.End();
        }
        if (_keeper.Outcome.Kind == RestorationKind.Restored)
            say($"limits are back at {_keeper.Found.AsLimits()}, as they were found; read back");
        // An unrestored limit is worse than whatever led to it, but has no code of its own.
        if (_keeper.Outcome.Kind == RestorationKind.Failed)
            _report = _report with { Code = Math.Max(_report.Code, ExitCode.NotReleased) };
    }

    private void Fail(string trouble, int code) => _report = _report with { Trouble = trouble, Code = code };

    private void Measure(CancellationToken stop)
    {
        LimitTroubleException? away = MeasureIdle(stop);
        if (!_report.Idle!.Answered)
        {
            Fail("no reflector answered a single echo: is the line up, and do ping_hosts answer from this machine?",
                ExitCode.NotMeasured);
            return;
        }
        // What the idle line shows is worth having even where the router is away.
        if (away is not null)
            throw away;
        if (!plan.Loaded)
            return;
        var limits = new RatePair(link.Download.Ceiling, link.Upload.Ceiling);
        if (!plan.Touch)
            limits = _keeper.Found;
        else if (!_keeper.Found.Matches(limits))
            _keeper.Set(limits);
        AwaitLoad(stop);
        LoadFigures atCeiling = MeasureLoad(1, limits, plan.Length, stop);
        LoadedWays ways = plan.Ways ?? LoadedWays.Of(atCeiling.Carried, limits);
        _report = _report with { AtCeiling = atCeiling, Ways = ways };
        double threshold = Judgement.Threshold(link.ExcessMs, _report.Idle);
        if (plan.Touch && atCeiling.Telling && atCeiling.ExcessMs > threshold)
            Sweep(limits, atCeiling, ways, threshold, stop);
        _report = _report with { Judgement = Judgement.Of(atCeiling, _steps, ways, threshold) };
    }

    /// <summary>Listens to the idle line; what keeps its queues from being read is in the answer.</summary>
    private LimitTroubleException? MeasureIdle(CancellationToken stop)
    {
        say($"idle line: {plan.Length.Seconds:0} s; please use it as little as you can");
        LimitTroubleException? away = null;
        RatePair? carried = null;
        LimitReading before = default;
        try
        {
            before = _keeper.Remember();
            _report = _report with { Found = before.Limits };
        }
        catch (LimitTroubleException exception)
        {
            away = exception;
        }
        Instant from = watch.Now;
        IReadOnlyList<EchoSample> samples = watch.Listen(plan.Length, stop);
        if (away is null)
        {
            try
            {
                carried = Carried(before, hand.Read(), watch.Now - from);
            }
            catch (LimitTroubleException exception)
            {
                away = exception;
            }
        }
        _report = _report with { Idle = IdleFigures.Of(samples, link.Probe.Reflectors.Count, carried) };
        return away;
    }

    private void AwaitLoad(CancellationToken stop)
    {
        RatePair idle = _report.Idle?.Carried ?? default;
        load.Start();
        Instant deadline = watch.Now + plan.StartPatience;
        while (true)
        {
            LimitReading before = hand.Read();
            Instant from = watch.Now;
            watch.Listen(s_look, stop);
            RatePair carried = Carried(before, hand.Read(), watch.Now - from);
            if (Rises(idle.Down, carried.Down) || Rises(idle.Up, carried.Up))
                break;
            Attend();
            if (watch.Now >= deadline)
            {
                throw new LoadTroubleException($"no load within {plan.StartPatience.Seconds:0} s: the queues carry "
                    + $"{carried}; does the traffic pass through them?");
            }
        }
        watch.Listen(plan.RampLength, stop);
    }

    private static bool Rises(Rate idle, Rate now) => now >= idle * 1.5 + s_loadLeast;

    private LoadFigures MeasureLoad(double share, RatePair limits, Duration length, CancellationToken stop)
    {
        LimitReading before = hand.Read();
        Instant from = watch.Now;
        IReadOnlyList<EchoSample> samples = watch.Listen(length, stop);
        LimitReading after = _keeper.Verify(limits);
        RatePair carried = Carried(before, after, watch.Now - from);
        Attend();
        return LoadFigures.Of(samples, _report.Idle!, share, limits, carried);
    }

    private void Sweep(
        RatePair ceilings, LoadFigures atCeiling, LoadedWays ways, double threshold, CancellationToken stop)
    {
        double excess = atCeiling.ExcessMs;
        foreach (double share in plan.Shares)
        {
            var limits = new RatePair(
                ways.Down ? Lowered(atCeiling.Carried.Down, share) : ceilings.Down,
                ways.Up ? Lowered(atCeiling.Carried.Up, share) : ceilings.Up);
            say($"sweep: limits {limits.AsLimits()}, {share * 100:0} % of what was achieved");
            _keeper.Set(limits);
            watch.Listen(MeasurePlan.SettleLength(excess, share), stop);
            LoadFigures step = MeasureLoad(share, limits, plan.StepLength, stop);
            _steps.Add(step);
            if (Judgement.Gone(step, ways, threshold))
                return;
            excess = step.ExcessMs;
        }
    }

    /// <summary>A tenth of a Mbit/s is the least limit that a configuration takes; it also keeps off 0, "no limit".
    /// </summary>
    private static Rate Lowered(Rate achieved, double share) => Rate.Max(Rate.FromMbps(0.1), achieved * share);

    private void Attend()
    {
        if (load.Trouble is { } trouble)
            throw new LoadTroubleException(trouble);
    }

    private static RatePair Carried(LimitReading before, LimitReading after, Duration length)
    {
        if (after.DownBytes < before.DownBytes || after.UpBytes < before.UpBytes)
        {
            throw new LimitTroubleException(
                "the counters of the queues went back: was the router restarted, or a queue made again?",
                ExitCode.NotMeasured);
        }
        double seconds = Math.Max(0.001, length.Seconds);
        return new RatePair(
            new Rate((long)((after.DownBytes - before.DownBytes) * 8 / seconds)),
            new Rate((long)((after.UpBytes - before.UpBytes) * 8 / seconds)));
    }
}
