namespace Wanctl.Core.Steer;

/// <summary>Sustain, recovery and hold-down of the confidence strategy, in whole ticks.</summary>
public sealed class ConfidenceTimer(long sustain, long recovery, long holdDown)
{
    private TickCountdown _sustain;
    private TickCountdown _recovery;
    private TickCountdown _holdDown;

    /// <summary>Ticks of hold-down that are left.</summary>
    public long HoldDownLeft => _holdDown.Left;

    /// <summary>Whether the points have been at the threshold for the whole sustain time.</summary>
    public bool Degraded { get; private set; }

    /// <summary>Whether the link has been well for the whole recovery time, hold-down aside.</summary>
    public bool Recovered { get; private set; }

    /// <summary>Whether one of the two times runs.</summary>
    public bool Running => _sustain.Running || _recovery.Running;

    /// <summary>Takes this tick's verdicts.</summary>
    /// <param name="bad">Whether the points reach the threshold in force.</param>
    /// <param name="well">Whether everything that recovery asks for holds.</param>
    /// <param name="steered">Whether connections go to the other WAN.</param>
    /// <param name="elapsed">Ticks since the previous call.</param>
    public void Take(bool bad, bool well, bool steered, long elapsed)
    {
        if (steered)
        {
            _sustain.Clear();
            Degraded = false;
            if (_holdDown.Pass(elapsed))
                _holdDown.Clear();
            if (well && !_holdDown.Running)
                Recovered = _recovery.Tick(recovery, elapsed);
            else
                ClearRecovery();
            return;
        }
        _holdDown.Clear();
        ClearRecovery();
        if (bad)
        {
            Degraded = _sustain.Tick(sustain, elapsed);
            return;
        }
        _sustain.Clear();
        Degraded = false;
    }

    /// <summary>A switch has been confirmed; the way to the other WAN starts the hold-down.</summary>
    public void Switched(bool steered)
    {
        _sustain.Clear();
        Degraded = false;
        ClearRecovery();
        if (steered)
            _holdDown.Load(holdDown);
    }

    private void ClearRecovery()
    {
        _recovery.Clear();
        Recovered = false;
    }
}
