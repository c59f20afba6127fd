using System.Diagnostics;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide;

/// <summary>The original's upload machine: three zones, one clamp for all of them.</summary>
public struct ClassicUpload(Rate rate)
{
    private ZoneStreaks _streaks;

    /// <summary>The rate it stands at.</summary>
    public Rate Rate { get; private set; } = rate;

    /// <summary>The counts of cycles in a row; SOFT_RED is always 0.</summary>
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
        (Rate wanted, reason) = zone switch
        {
            Zone.Red => (before * bounds.FactorDown, Reason.RedCut),
            Zone.Yellow when bounds.FactorDownYellow < 1 => (before * bounds.FactorDownYellow, Reason.YellowCut),
            Zone.Yellow => (before, Reason.YellowHold),
            _ when _streaks.Green >= bounds.GreenRequired => (before + bounds.StepUp, Reason.Climb),
            _ => (before, Reason.GreenHold),
        };
        Rate = Rate.Min(bounds.Ceiling, Rate.Max(bounds.FloorRed, wanted));
        reason = ClassicReasons.AfterClamp(reason, before, wanted, Rate);
        Debug.Assert(Rate >= bounds.FloorRed && Rate <= bounds.Ceiling, "the rate stays within its bounds");
        return zone;
    }

    private Zone Classify(double deltaMs, ThresholdSettings thresholds)
    {
        if (deltaMs > thresholds.WarnMs)
        {
            _streaks = new ZoneStreaks { Red = _streaks.Red + 1 };
            return Zone.Red;
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
