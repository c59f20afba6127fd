using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;

namespace Wanctl.Core.Decide;

/// <summary>
/// The original's law. One cycle is one tick that brought a sample; a tick without one holds. One delta drives both
/// directions.
/// </summary>
/// <remarks>
/// Kept exact, faults included (docs/CONTROL.md lists them), for comparison and for those who move over with their
/// files.
/// </remarks>
public sealed class ClassicLaw : IRateLaw
{
    private readonly LinkSettings _settings;
    private readonly CountWatch _counts;
    private readonly MinimumRtt _minima;
    private readonly MedianFilter _median = new();
    private ClassicAverages _averages;
    private ClassicDownload _download;
    private ClassicUpload _upload;
    private ClassicFallback _fallback;
    private Zone _downZone;
    private Zone _upZone;
    private long _lastTick = -1;

    /// <summary>Starts at the ceilings with both averages at the configured baseline.</summary>
    /// <param name="settings">The link.</param>
    /// <param name="counts">Whether its queues count what passes; has taken each tick before the law steps.</param>
    public ClassicLaw(LinkSettings settings, CountWatch counts)
    {
        _settings = settings;
        _counts = counts;
        _minima = new MinimumRtt(settings.Probe.Reflectors.Count);
        Restore(LinkMemory.Initial(settings));
    }

    /// <inheritdoc/>
    public void Step(in Observation seen, ref Decision decision)
    {
        Take(in seen);
        double measured = Measured(in seen);
        if (!double.IsNaN(measured))
        {
            _fallback.Answered();
            Cycle(measured, seen.Tick, ref decision);
        }
        else if (decision.Line == LineState.EchoesBlocked)
        {
            Blocked(seen.Tick, ref decision);
        }
        else
        {
            Hold(decision.Line is LineState.Silent or LineState.Down ? Reason.Silence : Reason.NoSample, ref decision);
        }
        decision.MeasuredMs = measured;
        decision.LoadMs = _averages.LoadMs;
        decision.BaselineMs = _averages.BaselineMs;
    }

    /// <inheritdoc/>
    public void Restore(in LinkMemory memory)
    {
        _averages = new ClassicAverages(memory.BaselineMs, memory.LoadMs);
        _download.Restore(memory.DownWanted, memory.DownStreaks);
        _upload.Restore(memory.UpWanted, memory.UpStreaks);
    }

    /// <inheritdoc/>
    public void Remember(ref LinkMemory memory)
    {
        memory.BaselineMs = _averages.BaselineMs;
        memory.LoadMs = _averages.LoadMs;
        memory.DownWanted = _download.Rate;
        memory.UpWanted = _upload.Rate;
        memory.DownStreaks = _download.Streaks;
        memory.UpStreaks = _upload.Streaks;
    }

    /// <inheritdoc/>
    public double IdleRttMicros(int reflector) => _minima[reflector];

    /// <inheritdoc/>
    public void RestoreIdleRtt(int reflector, double micros) => _minima.Restore(reflector, micros);

    private void Take(in Observation seen)
    {
        bool trusted = !_counts.UpBlind && !_counts.DownBlind;
        for (int i = 0; i < seen.Echoes.Count; i++)
        {
            EchoSample sample = seen.Echoes[i];
            if (sample.Answered)
                _minima.Take(in sample, seen.Now, trusted);
        }
    }

    /// <summary>
    /// The cycle's measurement in milliseconds: the median of the samples that arrived in this tick, each brought to a
    /// common distance; with median-of-three, filtered over the last three. NaN where nothing arrived.
    /// </summary>
    private double Measured(in Observation seen)
    {
        Span<double> arrived = stackalloc double[EchoBatch.Capacity];
        int count = 0;
        for (int i = 0; i < seen.Echoes.Count; i++)
        {
            EchoSample sample = seen.Echoes[i];
            if (!sample.Answered)
                continue;
            double common = _minima.CommonMillis(in sample);
            arrived[count++] = _settings.Probe.MedianOfThree ? _median.Next(common) : common;
        }
        return count == 0 ? double.NaN : Median.Of(arrived[..count]);
    }

    private void Cycle(double measuredMs, long tick, ref Decision decision)
    {
        long ticks = _lastTick < 0 ? 1 : Math.Max(1, tick - _lastTick);
        _lastTick = tick;
        _averages.Take(_settings.Thresholds, measuredMs, ticks);
        double delta = _averages.DeltaMs;
        _downZone = _download.Step(delta, _settings.Download, _settings.Thresholds, out decision.Down.Reason);
        _upZone = _upload.Step(delta, _settings.Upload, _settings.Thresholds, out decision.Up.Reason);
        Publish(ref decision);
    }

    private void Blocked(long tick, ref Decision decision)
    {
        FallbackAction action = _fallback.Blocked(_settings.Fallback.Mode, _settings.Fallback.CyclesMax);
        if (action != FallbackAction.UseLastAverage)
        {
            Hold(Reason.Silence, ref decision);
            return;
        }
        _lastTick = tick - 1;
        Cycle(_averages.LoadMs, tick, ref decision);
        decision.Down.Reason = Reason.LastAverage;
        decision.Up.Reason = Reason.LastAverage;
    }

    private void Hold(Reason reason, ref Decision decision)
    {
        decision.Down.Reason = reason;
        decision.Up.Reason = reason;
        Publish(ref decision);
    }

    private void Publish(ref Decision decision)
    {
        Publish(_downZone, ref decision.Down);
        Publish(_upZone, ref decision.Up);
        decision.Down.Wanted = _download.Rate;
        decision.Up.Wanted = _upload.Rate;
    }

    private static void Publish(Zone zone, ref DirectionDecision decision)
    {
        decision.Zone = zone;
        decision.Severity = zone;
        decision.Cuts = zone is Zone.SoftRed or Zone.Red;
    }
}
