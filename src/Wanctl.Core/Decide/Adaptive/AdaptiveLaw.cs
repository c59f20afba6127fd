using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Adaptive;

/// <summary>
/// The law that measures what the line delivers. A queue beyond the router obeys one balance: what went in, less what
/// came out, is what stands in it; so bytes from the shaper's counter and the growth of the delay give the capacity.
/// It cuts below that, drains, holds just under it, and climbs in judged steps.
/// </summary>
/// <remarks>
/// Told in full in docs/CONTROL.md. Three tests keep it from acting on what is not its own queue: an idle line is never
/// cut; a delay that falls faster than time passes was no queue; a delay that a deep cut does not lower is the path.
/// </remarks>
public sealed partial class AdaptiveLaw : IRateLaw
{
    private readonly LinkSettings _settings;
    private readonly DelayTrace _delays = new();
    private readonly CalmLevels _levels;
    private readonly AdaptiveDirection _down;
    private readonly AdaptiveDirection _up;
    private AdaptiveStage _stage;
    private Instant _trustFrom = Instant.Never;
    private Instant _lastAnswer = Instant.Never;
    private Instant _lastStep = Instant.Never;
    private Instant _quietSince = Instant.Never;
    private Instant _stageSince;
    private bool _fresh;

    /// <summary>Starts at the ceilings.</summary>
    public AdaptiveLaw(LinkSettings settings)
    {
        _settings = settings;
        _levels = new CalmLevels(settings.Probe.Reflectors.Count, settings.ExcessMs);
        _down = new AdaptiveDirection(settings.Download);
        _up = new AdaptiveDirection(settings.Upload);
        Restore(LinkMemory.Initial(settings));
    }

    /// <inheritdoc/>
    public void Step(in Observation seen, ReflectorTable reflectors, ref Decision decision)
    {
        Instant now = seen.Now;
        Duration passed = _lastStep > Instant.Never ? now - _lastStep : _settings.Interval;
        _lastStep = now;
        _down.Take(in seen.Shaper.Down, seen.Shaper.Restarted, now, passed);
        _up.Take(in seen.Shaper.Up, seen.Shaper.Restarted, now, passed);
        decision.MeasuredMs = TakeSamples(in seen, reflectors);
        if (decision.Line != LineState.Answering || now - _lastAnswer > SilenceAfter)
            Silent(now);
        else if (_stage == AdaptiveStage.Calm)
            Watch(now);
        else
            Drain(now);
        Drift(_down, passed);
        Drift(_up, passed);
        Publish(_down, now, ref decision.Down);
        Publish(_up, now, ref decision.Up);
        decision.BaselineMs = _levels.Reference;
        decision.LoadMs = decision.BaselineMs + (_delays.Count > 0 ? _delays[0].ExcessMs : 0);
    }

    /// <inheritdoc/>
    public void Restore(in LinkMemory memory)
    {
        _down.Set(memory.DownWanted.BitsPerSecond);
        _up.Set(memory.UpWanted.BitsPerSecond);
    }

    /// <inheritdoc/>
    public void Remember(ref LinkMemory memory)
    {
        if (!double.IsNaN(_levels.Reference))
        {
            memory.BaselineMs = _levels.Reference;
            memory.LoadMs = _levels.Reference;
        }
        memory.DownWanted = new Rate((long)_down.Rate);
        memory.UpWanted = new Rate((long)_up.Rate);
    }

    /// <summary>No answer for so long is silence: six turns, at least 300 ms.</summary>
    private Duration SilenceAfter => Longer(_settings.Interval * 6, Duration.FromMillis(300));

    /// <summary>How many samples a quarter of a second brings, two to five.</summary>
    private int WindowSamples => (int)Math.Clamp(250 / _settings.Interval.Millis, 2, 5);

    private static Duration Longer(Duration one, Duration other) => one > other ? one : other;

    /// <summary>Takes the answers; returns the newest RTT in milliseconds, NaN where there is none.</summary>
    private double TakeSamples(in Observation seen, ReflectorTable reflectors)
    {
        double newest = double.NaN;
        _fresh = false;
        bool quiet = QuietFor(seen.Now, 0.5);
        for (int i = 0; i < seen.Echoes.Count; i++)
        {
            EchoSample sample = seen.Echoes[i];
            if (!sample.Answered)
                continue;
            newest = sample.RttMicros / 1000.0;
            double restored = reflectors[sample.Reflector].BaselineMicros / 1000.0;
            double excess = _levels.Take(sample.Reflector, newest, restored, quiet, seen.Now);
            _delays.Add(new DelaySample(sample.SentAt, excess, sample.Reflector));
            _lastAnswer = seen.Now;
            _fresh = true;
        }
        return newest;
    }

    private bool QuietFor(Instant now, double seconds)
    {
        if (!_down.Quiet || !_up.Quiet)
            _quietSince = Instant.Never;
        else if (_quietSince == Instant.Never)
            _quietSince = now;
        return _quietSince > Instant.Never && (now - _quietSince).Seconds >= seconds;
    }

    /// <summary>
    /// Silence is not congestion: everything stays where it is, and what was sent before does not count. Only a step
    /// that
    /// nobody can judge any more is taken back.
    /// </summary>
    private void Silent(Instant now)
    {
        _trustFrom = now;
        Hold(_down, now);
        Hold(_up, now);
    }

    private static void Hold(AdaptiveDirection direction, Instant now)
    {
        direction.Reason = Reason.Silence;
        if (direction.Stepping || (direction.OnProbation && now - direction.SteppedAt < BlameFor))
            direction.Set(Math.Min(direction.Rate, StepBackShare * direction.BeforeStep));
        direction.Stepping = false;
        direction.OnProbation = false;
    }

    private static void Drift(AdaptiveDirection direction, Duration passed)
    {
        if (direction.Reason != Reason.Idle || direction.Base is not { } home)
            return;
        double share = Math.Exp(BaseDriftPerSecond * passed.Seconds);
        direction.Set(direction.Rate < home
            ? Math.Min(home, direction.Rate * share)
            : Math.Max(home, direction.Rate / share));
        direction.Reason = Reason.BaseDrift;
    }

    /// <summary>One per cent a second, as cake-autorate has it: a minute's pause costs half.</summary>
    private const double BaseDriftPerSecond = 0.01;

    private static void Publish(AdaptiveDirection direction, Instant now, ref DirectionDecision decision)
    {
        if (direction.Zone == Zone.Unknown)
            direction.Zone = Zone.Green;
        decision.Wanted = new Rate((long)direction.Rate);
        decision.Zone = direction.Zone;
        decision.Reason = direction.Reason;
    }

    /// <summary>
    /// The zone shows the worst of the last fifteen seconds, so that a reader sees an event once and not its every
    /// sample.
    /// </summary>
    private void Show(AdaptiveDirection direction, double excessMs, Instant now)
    {
        Zone zone = excessMs > RedMs ? Zone.Red
            : excessMs > SoftRedMs ? Zone.SoftRed
            : excessMs > _levels.QueueMs ? Zone.Yellow
            : Zone.Green;
        if (zone >= direction.Zone)
            direction.ZoneUntil = now + ZoneRest;
        if (zone > direction.Zone || now >= direction.ZoneUntil)
            direction.Zone = zone;
    }

    /// <summary>Excess in milliseconds that a call begins to suffer from, and that everybody hears.</summary>
    private const double SoftRedMs = 15;
    private const double RedMs = 30;
    private static readonly Duration ZoneRest = Duration.FromSeconds(15);
}
