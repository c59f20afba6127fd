using Wanctl.Core.Units;

namespace Wanctl.Core.Estimate;

/// <summary>
/// Says when a queue has begun to stand: a cumulative sum of what exceeds the slack (E. S. Page, "Continuous inspection
/// schemes", Biometrika 41, 1954). Small excesses must last, large ones are believed at the second sample; no single
/// sample is.
/// </summary>
public struct CusumDetector
{
    private double _sum;

    /// <summary>The last sample before the sum began to grow was sent then.</summary>
    public Instant Onset { get; private set; }

    /// <summary>How much evidence there is, as a share of what it takes; 1 and more say that a queue stands.</summary>
    public double Evidence { get; private set; }

    /// <summary>Takes one sample.</summary>
    /// <param name="sentAt">When its echo was sent.</param>
    /// <param name="excessMs">Its excess.</param>
    /// <param name="slackMs">Excess that means nothing.</param>
    /// <param name="alarmMs">The sum that means a queue; more than zero.</param>
    public void Take(Instant sentAt, double excessMs, double slackMs, double alarmMs)
    {
        double step = Math.Clamp(excessMs - slackMs, -alarmMs, alarmMs / 2);
        if (_sum <= 0)
            Onset = sentAt;
        _sum = Math.Max(0, _sum + step);
        if (_sum <= 0)
            Onset = sentAt;
        Evidence = _sum / alarmMs;
        _sum = Math.Min(_sum, 2 * alarmMs);
    }

    /// <summary>Forgets what it has seen.</summary>
    public void Clear(Instant now)
    {
        _sum = 0;
        Evidence = 0;
        Onset = now;
    }
}
