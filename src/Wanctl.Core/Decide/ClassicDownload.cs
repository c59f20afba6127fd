using System.Diagnostics;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide;

/// <summary>The original's download machine: four zones, each with a lower clamp of its own.</summary>
public struct ClassicDownload(Rate rate)
{
    private ZoneStreaks _streaks;

    /// <summary>The rate it stands at.</summary>
    public Rate Rate { get; private set; } = rate;

    /// <summary>The counts of cycles in a row.</summary>
    public readonly ZoneStreaks Streaks => _streaks;

    /// <summary>Takes over rate and streaks of an earlier run.</summary>
    public void Restore(Rate rate, ZoneStreaks streaks)
    {
        Rate = rate;
        _streaks = streaks;
    }

    /// <summary>One cycle at a delta in milliseconds.</summary>
    public Zone Step(double deltaMs, DirectionSettings bounds, ThresholdSettings thresholds, out Reason reason)
    {
        Rate before = Rate;
        Zone zone = Classify(deltaMs, thresholds);
        (Rate wanted, Rate floor, reason) = zone switch
        {
            Zone.Red => (before * bounds.FactorDown, bounds.FloorRed, Reason.RedCut),
            Zone.SoftRed => (before, bounds.FloorSoftRed, Reason.SoftRedHold),
            Zone.Yellow when bounds.FactorDownYellow < 1 =>
                (before * bounds.FactorDownYellow, bounds.FloorYellow, Reason.YellowCut),
            Zone.Yellow => (before, bounds.FloorYellow, Reason.YellowHold),
            _ when _streaks.Green >= bounds.GreenRequired => (before + bounds.StepUp, bounds.FloorGreen, Reason.Climb),
            _ => (before, bounds.FloorGreen, Reason.GreenHold),
        };
        Rate = Rate.Min(bounds.Ceiling, Rate.Max(floor, wanted));
        reason = ClassicReasons.AfterClamp(reason, before, wanted, Rate);
        Debug.Assert(Rate >= bounds.FloorRed && Rate <= bounds.Ceiling, "the rate stays within its bounds");
        return zone;
    }

    private Zone Classify(double deltaMs, ThresholdSettings thresholds)
    {
        if (deltaMs > thresholds.HardRedMs)
        {
            _streaks = new ZoneStreaks { Red = _streaks.Red + 1 };
            return Zone.Red;
        }
        if (deltaMs > thresholds.WarnMs)
        {
            _streaks = new ZoneStreaks { SoftRed = _streaks.SoftRed + 1 };
            return _streaks.SoftRed >= thresholds.SoftRedRequired ? Zone.SoftRed : Zone.Yellow;
        }
        if (deltaMs > thresholds.TargetMs)
        {
            _streaks = default;
            return Zone.Yellow;
        }
        _streaks = new ZoneStreaks { Green = _streaks.Green + 1 };
        return Zone.Green;
    }
}
