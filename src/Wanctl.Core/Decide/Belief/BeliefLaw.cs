using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Belief;

/// <summary>
/// The law that knows how sure it is: a belief of what each direction's line carries, an attribution of each excess of
/// delay to a cause, and tries for more where what holding back has likely cost outweighs them. Told in full in
/// docs/CONTROL.md.
/// </summary>
public sealed partial class BeliefLaw : IRateLaw
{
    /// <summary>No answer for so many turns, for so many times what usually lies between two answers, and at least for
    /// so long, is silence.</summary>
    private const int SilentTurns = 6;
    private const double SilentGaps = 3;
    private static readonly Duration SilentLeast = Duration.FromMillis(300);

    /// <summary>The share of a gap between two answers that is learned.</summary>
    private const double GapShare = 0.1;

    private readonly LinkSettings _settings;
    private readonly DelayDetector _detector;
    private readonly CountWatch _counts;
    private readonly LinkDirection _down;
    private readonly LinkDirection _up;
    private Instant _lastStep = Instant.Never;
    private double _gapSeconds;

    /// <summary>Starts at the ceilings.</summary>
    /// <param name="settings">The link.</param>
    /// <param name="counts">Whether its queues count what passes; has taken each tick before the law steps.</param>
    /// <param name="limits">Which limits are in force; has taken each tick before the law steps.</param>
    public BeliefLaw(LinkSettings settings, CountWatch counts, ShaperAccount limits)
    {
        _settings = settings;
        _counts = counts;
        _detector = new DelayDetector(settings.ExcessMs, settings.Probe.Reflectors.Count, aligned: true);
        _down = new LinkDirection(settings.Download, Cause.Download, counts.Down, limits.Down);
        _up = new LinkDirection(settings.Upload, Cause.Upload, counts.Up, limits.Up);
        Restore(LinkMemory.Initial(settings));
    }

    /// <summary>What is believed of the line toward the user.</summary>
    public CapacityBelief DownBelief => _down.Belief;

    /// <summary>What is believed of the line toward the Internet.</summary>
    public CapacityBelief UpBelief => _up.Belief;

    /// <summary>Where the direction toward the user stands.</summary>
    public DirectionState DownState => _down.State;

    /// <summary>Where the direction toward the Internet stands.</summary>
    public DirectionState UpState => _up.State;

    /// <summary>What the last excess was put down to.</summary>
    public Attribution Attribution => _attribution;

    /// <inheritdoc/>
    public Rate DownCapacity => new((long)_down.Belief.Capacity);

    /// <inheritdoc/>
    public Rate UpCapacity => new((long)_up.Belief.Capacity);

    private double SlackMs => _detector.SlackMs;

    private double AlarmMs => _detector.AlarmMs;

    private bool IsDraining => _down.State == DirectionState.Drain || _up.State == DirectionState.Drain;

    private Duration SilenceAfter => Longer(
        Longer(_settings.Interval * SilentTurns, SilentLeast), Duration.FromSeconds(SilentGaps * _gapSeconds));

    /// <inheritdoc/>
    public void Step(in Observation seen, ref Decision decision)
    {
        Instant now = seen.Now;
        Duration passed = _lastStep > Instant.Never ? now - _lastStep : _settings.Interval;
        _lastStep = now;
        (double downBefore, double upBefore) = (_down.Rate, _up.Rate);
        _down.Take(in seen.Shaper.Down, seen.Shaper.Restarted, now, passed);
        _up.Take(in seen.Shaper.Up, seen.Shaper.Restarted, now, passed);
        Instant answered = _detector.AnsweredAt;
        decision.MeasuredMs = _detector.Take(in seen.Echoes, Mood(), now);
        if (_detector.Fresh && answered > Instant.Never)
            _gapSeconds += (Math.Min(1, (now - answered).Seconds) - _gapSeconds) * GapShare;
        bool silent = decision.Line != LineState.Answering || now - _detector.AnsweredAt > SilenceAfter;
        if (silent)
            Silent(now, passed);
        else if (IsDraining)
            Drain(now);
        else
            Calm(now, passed);
        Publish(_down, downBefore, ref decision.Down);
        Publish(_up, upBefore, ref decision.Up);
        decision.Down.Belief = Told(_down, silent, passed);
        decision.Up.Belief = Told(_up, silent, passed);
        if (_weighed)
            decision.Causes = CauseShares.Of(in _attribution);
        decision.BaselineMs = _detector.LevelMs;
        decision.LoadMs = decision.BaselineMs + _detector.NewestMs;
    }

    /// <inheritdoc/>
    public void Restore(in LinkMemory memory)
    {
        _down.Set(memory.DownWanted.BitsPerSecond);
        _up.Set(memory.UpWanted.BitsPerSecond);
        _down.Recall(in memory.DownLine, memory.AwaySeconds);
        _up.Recall(in memory.UpLine, memory.AwaySeconds);
    }

    /// <inheritdoc/>
    public double IdleRttMicros(int reflector) => _detector.IdleRttMicros(reflector);

    /// <inheritdoc/>
    public void RestoreIdleRtt(int reflector, double micros) => _detector.RestoreIdleRtt(reflector, micros);

    /// <inheritdoc/>
    public void Resume(Rate down, Rate up, Instant now)
    {
        Resume(_down, down);
        Resume(_up, up);
        _detector.Clear(now);
    }

    /// <inheritdoc/>
    public void Remember(ref LinkMemory memory)
    {
        if (!double.IsNaN(_detector.LevelMs))
        {
            memory.BaselineMs = _detector.LevelMs;
            memory.LoadMs = _detector.LevelMs;
        }
        memory.DownWanted = new Rate((long)_down.Rate);
        memory.UpWanted = new Rate((long)_up.Rate);
        memory.DownLine = _down.Remembered;
        memory.UpLine = _up.Remembered;
        memory.AwaySeconds = 0;
    }

    private static void Resume(LinkDirection direction, Rate rate)
    {
        direction.Set(rate.BitsPerSecond);
        direction.Restoring = false;
        direction.Hold();
    }

    private static Duration Longer(Duration one, Duration other) => one > other ? one : other;

    private static Instant Later(Instant one, Instant other) => one > other ? one : other;

    private static double GrainMs(LinkDirection direction) => direction.Use.Quiet ? 0 : direction.Use.PacketMs;

    private LinkDirection Other(LinkDirection direction) => direction == _down ? _up : _down;

    private LineMood Mood()
    {
        bool unchanged = _down.Use.InForceSince > Instant.Never && _up.Use.InForceSince > Instant.Never;
        bool tried = _down.State == DirectionState.Probe || _up.State == DirectionState.Probe;
        return new LineMood(
            // A counter that stands while our echoes pass says nothing of what else passes.
            Quiet: _down.Use.Quiet && _up.Use.Quiet && !_counts.Doubtful,
            Draining: IsDraining,
            Held: !IsDraining && !tried,
            UnchangedSince: unchanged ? Later(_down.Use.InForceSince, _up.Use.InForceSince) : Instant.Never,
            // Toward the user the echo meets whole packets, on the way out as often none as one.
            GrainMs: GrainMs(_down) + GrainMs(_up) / 2);
    }

    /// <summary>
    /// Between a limit and the echoes that see what it does. Toward the Internet at once. Toward the user the servers
    /// hear of it a round trip later, and an echo reaches the queue there half a round trip after it was sent.
    /// </summary>
    private Duration EchoLag(LinkDirection direction) =>
        direction.IsIngress ? new Duration(_detector.CalmRtt.Nanos / 2) : Duration.Zero;

    /// <summary>Silence is not congestion: everything stays where it is. Only a try that nobody can judge any more is
    /// taken back.</summary>
    private void Silent(Instant now, Duration passed)
    {
        _detector.Clear(now);
        Silent(_down, passed);
        Silent(_up, passed);
    }

    private static void Silent(LinkDirection direction, Duration passed)
    {
        direction.Belief.PassSilence(passed.Seconds);
        if (direction.State == DirectionState.Drain)
            direction.Hold();
        direction.TakeBack();
        direction.Reason = Reason.Silence;
    }

    /// <summary>An idle direction drifts to where the operator wants it to begin.</summary>
    private static void Drift(LinkDirection direction, Duration passed)
    {
        if (direction.Base is not { } home)
            return;
        direction.Set(BaseDrift.Toward(direction.Rate, home, passed));
        direction.Lowered(Reason.BaseDrift);
    }

    private static void Publish(LinkDirection direction, double before, ref DirectionDecision decision)
    {
        decision.Wanted = new Rate((long)direction.Rate);
        decision.Zone = direction.Shown.Zone;
        decision.Severity = direction.Shown.Severity;
        decision.Cuts = direction.IsCut;
        decision.Reason = direction.Told(before);
        decision.Restores = direction.Restoring;
    }

    private void Show(LinkDirection direction, double excessMs, Instant now) =>
        direction.Shown.Show(excessMs, _settings.ExcessMs, SlackMs, now);
}
