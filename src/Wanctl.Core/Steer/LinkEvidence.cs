using Wanctl.Core.Decide;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Steer;

/// <summary>
/// Gathers the evidence on one link from the very observations and decisions of its rate control. The excess delay is
/// each sample's above a baseline of the reflector that gave it, which follows the idle RTT that the rate law knows:
/// downward at once, upward slowly, and more slowly still while the link is not GREEN. The law may take a delay that it
/// cannot cure for the path, and that is the delay that steering is for: an evening of congestion must not become the
/// line's own delay.
/// </summary>
public sealed class LinkEvidence(SteeringSettings settings)
{
    /// <summary>Beyond this a delay is as bad as it gets; an average must be able to come back.</summary>
    private const double ExcessMaxMs = 1000;

    /// <summary>A queue that is told in bytes is counted in full packets, as a bulk transfer fills it.</summary>
    private const int PacketBytes = 1500;

    private const int CountMax = 1_000_000;

    /// <summary>A reflector's number is a byte.</summary>
    private const int ReflectorsMax = 256;

    /// <summary>The share of itself by which a baseline rises in a second of GREEN: a tenth in a minute.</summary>
    private const double RisePerSecond = 0.0015;

    /// <summary>
    /// The same while it is not: at 24 ms some 4 ms an hour, so that a path that has become longer for good is learned
    /// within hours.
    /// </summary>
    private const double RisePerSecondInTrouble = RisePerSecond / 30;

    private readonly double[] _baseline = new double[ReflectorsMax];
    private readonly Instant[] _risenAt = new Instant[ReflectorsMax];

    private readonly MedianFilter _median = new();
    private DelayAverage _excess;
    private DelayAverage _rtt;
    private Instant _answeredAt = Instant.Never;
    private Instant _readAt = Instant.Never;
    private ulong _dropped;
    private bool _counterKnown;
    private LinkHealth _health;

    /// <summary>Drops and queue over the window.</summary>
    public EvidenceWindow Window { get; } = new(settings.Ticks(settings.Thresholds.Window));

    /// <summary>Takes one tick of the link.</summary>
    /// <param name="seen">What it saw.</param>
    /// <param name="chosen">What its law chose.</param>
    /// <param name="law">Its law, which has taken this tick's samples.</param>
    /// <param name="link">What it runs on.</param>
    /// <param name="elapsed">Ticks since the previous call.</param>
    public void Take(
        in Observation seen, in Decision chosen, IRateLaw law, LinkSettings link, long elapsed)
    {
        for (int i = 0; i < seen.Echoes.Count; i++)
        {
            EchoSample sample = seen.Echoes[i];
            if (sample.Answered)
                Answered(sample, law, link.Probe.Reflectors.Count, seen.Now);
        }
        Window.Advance(elapsed);
        Count(in seen.Shaper);
        _health.Drops = Window.Drops;
        _health.Queue = Window.Queue;
        _health.Line = chosen.Line;
        _health.LawZone = chosen.Down.Severity;
        _health.AtFloor = AtFloor(in chosen.Down, link.Download) || AtFloor(in chosen.Up, link.Upload);
        _health.Cutting = chosen.Down.Cuts || chosen.Up.Cuts;
        if (_answeredAt > Instant.Never)
        {
            _health.Assessed = Assessment.Of(
                _health.ExcessMs, _health.Drops, _health.Queue, _health.AtFloor, settings.Thresholds);
        }
    }

    /// <summary>What is known at this moment.</summary>
    public LinkHealth At(Instant now)
    {
        LinkHealth health = _health;
        health.AnsweredAt = _answeredAt;
        health.ReadAt = _readAt;
        health.Fresh = now - _answeredAt <= settings.Freshness;
        health.Counted = now - _readAt <= settings.Freshness + settings.Thresholds.Window;
        return health;
    }

    private void Answered(EchoSample sample, IRateLaw law, int reflectors, Instant now)
    {
        double idle = law.IdleRttMicros(sample.Reflector);
        double baseline = Baseline(sample.Reflector, idle, now);
        double excess = Math.Clamp((sample.RttMicros - baseline) / 1000, 0, ExcessMaxMs);
        _health.RawMs = _median.Next(excess);
        _excess.Take(_health.RawMs, now, settings.Thresholds.TimeConstant);
        double common = (sample.RttMicros - idle + FirstIdle(law, reflectors)) / 1000;
        _rtt.Take(common, now, settings.Thresholds.TimeConstant);
        _health.ExcessMs = _excess.Value;
        _health.RttMs = _rtt.Value;
        _answeredAt = now;
    }

    /// <summary>The idle RTT of the first reflector that is known: all samples are told as if it had been asked.
    /// </summary>
    private static double FirstIdle(IRateLaw law, int reflectors)
    {
        for (int i = 0; i < reflectors; i++)
        {
            if (law.IdleRttMicros(i) is > 0 and var micros)
                return micros;
        }
        return 0;
    }

    private double Baseline(byte reflector, double known, Instant now)
    {
        ref double baseline = ref _baseline[reflector];
        ref Instant at = ref _risenAt[reflector];
        if (baseline == 0 || known < baseline)
        {
            baseline = known;
        }
        else
        {
            double share = _health.Assessed is Zone.Green or Zone.Unknown ? RisePerSecond : RisePerSecondInTrouble;
            baseline = Math.Min(known, baseline * (1 + share * (now - at).Seconds));
        }
        at = now;
        return baseline;
    }

    private void Count(in ShaperReport shaper)
    {
        // Counters of another life: what they say has to be read twice before it says anything.
        if (shaper.Restarted || shaper.State != ShaperState.Ready)
            _counterKnown = false;
        if (!shaper.Down.Read)
            return;
        bool forward = _counterKnown && shaper.Down.Dropped >= _dropped;
        ulong drops = forward ? shaper.Down.Dropped - _dropped : 0;
        _dropped = shaper.Down.Dropped;
        _counterKnown = true;
        _readAt = shaper.Down.ReadAt;
        uint packets = (shaper.Down.QueuedBytes + PacketBytes - 1) / PacketBytes;
        Window.Read((int)Math.Min(drops, CountMax), (int)Math.Min(packets, CountMax));
    }

    private static bool AtFloor(in DirectionDecision decision, DirectionSettings direction) =>
        decision.Wanted <= direction.FloorRed && direction.FloorRed < direction.Ceiling;
}
