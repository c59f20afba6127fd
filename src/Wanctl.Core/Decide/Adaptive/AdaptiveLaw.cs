using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Adaptive;

/// <summary>
/// The law that measures what the line delivers: cuts below it when a queue stands, drains, holds just under it, and
/// climbs in judged steps. Told in full in docs/CONTROL.md.
/// </summary>
public sealed partial class AdaptiveLaw : IRateLaw
{
    /// <summary>No answer for so many turns, and at least for so long, is silence.</summary>
    private const int SilentTurns = 6;
    private static readonly Duration SilentLeast = Duration.FromMillis(300);

    private readonly LinkSettings _settings;
    private readonly DelayDetector _watch;
    private readonly CountWatch _counts;
    private readonly AdaptiveDirection _down;
    private readonly AdaptiveDirection _up;
    private AdaptiveStage _stage;
    private Instant _lastStep = Instant.Never;

    /// <summary>Starts at the ceilings.</summary>
    /// <param name="settings">The link.</param>
    /// <param name="counts">Whether its queues count what passes; has taken each tick before the law steps.</param>
    /// <param name="limits">Which limits are in force; has taken each tick before the law steps.</param>
    public AdaptiveLaw(LinkSettings settings, CountWatch counts, ShaperAccount limits)
    {
        _settings = settings;
        _counts = counts;
        _watch = new DelayDetector(settings.ExcessMs, settings.Probe.Reflectors.Count);
        _down = new AdaptiveDirection(settings.Download, towardUser: true, counts.Down, limits.Down);
        _up = new AdaptiveDirection(settings.Upload, towardUser: false, counts.Up, limits.Up);
        Restore(LinkMemory.Initial(settings));
    }

    private double SlackMs => _watch.SlackMs;

    private double AlarmMs => _watch.AlarmMs;

    /// <summary>No answer for so long is silence.</summary>
    private Duration SilenceAfter => Longer(_settings.Interval * SilentTurns, SilentLeast);

    /// <inheritdoc/>
    public Rate DownCapacity => new((long)_down.Delivered);

    /// <inheritdoc/>
    public Rate UpCapacity => new((long)_up.Delivered);

    /// <inheritdoc/>
    public void Step(in Observation seen, ref Decision decision)
    {
        Instant now = seen.Now;
        Duration passed = _lastStep > Instant.Never ? now - _lastStep : _settings.Interval;
        _lastStep = now;
        (double downBefore, double upBefore) = (_down.Rate, _up.Rate);
        _down.Take(in seen.Shaper.Down, seen.Shaper.Restarted, now, passed);
        _up.Take(in seen.Shaper.Up, seen.Shaper.Restarted, now, passed);
        decision.MeasuredMs = _watch.Take(in seen.Echoes, Mood(), now);
        if (decision.Line != LineState.Answering || now - _watch.AnsweredAt > SilenceAfter)
            Silent(now);
        else if (_stage == AdaptiveStage.Calm)
            Watch(now, passed);
        else
            Drain(now);
        Publish(_down, downBefore, ref decision.Down);
        Publish(_up, upBefore, ref decision.Up);
        decision.BaselineMs = _watch.LevelMs;
        decision.LoadMs = decision.BaselineMs + _watch.NewestMs;
    }

    /// <inheritdoc/>
    public void Restore(in LinkMemory memory)
    {
        _down.Set(memory.DownWanted.BitsPerSecond);
        _up.Set(memory.UpWanted.BitsPerSecond);
    }

    /// <inheritdoc/>
    public double IdleRttMicros(int reflector) => _watch.IdleRttMicros(reflector);

    /// <inheritdoc/>
    public void RestoreIdleRtt(int reflector, double micros) => _watch.RestoreIdleRtt(reflector, micros);

    /// <inheritdoc/>
    public void Resume(Rate down, Rate up, Instant now)
    {
        _down.Resume(down.BitsPerSecond);
        _up.Resume(up.BitsPerSecond);
        Calm(now);
    }

    /// <inheritdoc/>
    public void Remember(ref LinkMemory memory)
    {
        if (!double.IsNaN(_watch.LevelMs))
        {
            memory.BaselineMs = _watch.LevelMs;
            memory.LoadMs = _watch.LevelMs;
        }
        memory.DownWanted = new Rate((long)_down.Rate);
        memory.UpWanted = new Rate((long)_up.Rate);
    }

    private static Duration Longer(Duration one, Duration other) => one > other ? one : other;

    private static Instant Later(Instant one, Instant other) => one > other ? one : other;

    private static double GrainMs(AdaptiveDirection direction) => direction.Use.Quiet ? 0 : direction.Use.PacketMs;

    private LineMood Mood()
    {
        bool unchanged = _down.Use.InForceSince > Instant.Never && _up.Use.InForceSince > Instant.Never;
        return new LineMood(
            // A counter that stands while our echoes pass says nothing of what else passes.
            Quiet: _down.Use.Quiet && _up.Use.Quiet && !_counts.Doubtful,
            Draining: _stage == AdaptiveStage.Drain,
            Held: _stage == AdaptiveStage.Calm && !_down.Stepping && !_up.Stepping,
            UnchangedSince: unchanged ? Later(_down.Use.InForceSince, _up.Use.InForceSince) : Instant.Never,
            // Toward the user the echo meets whole packets, on the way out as often none as one.
            GrainMs: GrainMs(_down) + GrainMs(_up) / 2);
    }

    private AdaptiveDirection Other(AdaptiveDirection direction) => direction == _down ? _up : _down;

    /// <summary>
    /// Silence is not congestion: everything stays where it is. Only a step that nobody can judge any more is taken
    /// back.
    /// </summary>
    private void Silent(Instant now)
    {
        _watch.Clear(now);
        _down.TakeBackStep();
        _up.TakeBackStep();
        _down.Reason = Reason.Silence;
        _up.Reason = Reason.Silence;
    }

    /// <summary>An idle direction drifts to where the operator wants it to begin.</summary>
    private static void Drift(AdaptiveDirection direction, Duration passed)
    {
        if (direction.Base is not { } home)
            return;
        direction.Set(BaseDrift.Toward(direction.Rate, home, passed));
        direction.Lowered(Reason.BaseDrift);
    }

    private void Publish(AdaptiveDirection direction, double before, ref DirectionDecision decision)
    {
        decision.Wanted = new Rate((long)direction.Rate);
        decision.Zone = direction.Shown.Zone;
        decision.Severity = direction.Shown.Severity;
        decision.Cuts = IsCut(direction);
        decision.Reason = direction.Told(before);
        decision.Restores = direction.Restoring;
    }

    /// <summary>Whether it is cut for a queue that may be its own; a small step taken back is no cut.</summary>
    private bool IsCut(AdaptiveDirection direction) =>
        _stage == AdaptiveStage.Drain && direction is { Suspect: true, SmallStep: false };

    private void Show(AdaptiveDirection direction, double excessMs, Instant now) =>
        direction.Shown.Show(excessMs, _settings.ExcessMs, SlackMs, now);

    private void Calm(Instant now)
    {
        _stage = AdaptiveStage.Calm;
        _watch.Clear(now);
    }
}
