using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Adaptive;

/// <summary>What the adaptive law knows of one direction: its rate, what it carries, where it failed before.</summary>
internal sealed class AdaptiveDirection(DirectionSettings settings)
{
    /// <summary>Carrying more than this share of the limit, a direction uses what it has.</summary>
    private const double LoadedShare = 0.8;

    /// <summary>
    /// Below this share of the ceiling (and below <see cref="QuietBits"/> on slow lines) a direction makes no queue
    /// that
    /// could be told from noise.
    /// </summary>
    private const double QuietShare = 0.015;

    /// <summary>Echoes, name queries and keep-alives together stay below this, in bit/s.</summary>
    private const double QuietBits = 64_000;

    /// <summary>A rate that made a queue is remembered for so long; lines change.</summary>
    private static readonly Duration QueueMemory = Duration.FromSeconds(30);

    /// <summary>
    /// A step too far is remembered for less: it may have been noise. Where it is not, it fails again before that.
    /// </summary>
    private static readonly Duration StepMemory = Duration.FromSeconds(12);

    /// <summary>A capacity below this share of the rate before is a jump; drifting and noise stay above.</summary>
    private const double JumpShare = 0.75;

    /// <summary>Jumps are counted with a memory of so many seconds; more than so many make a volatile line.</summary>
    private const double JumpSeconds = 20;
    private const double VolatileJumps = 2;

    /// <summary>The balance is exact to a few per cent: so far above the measured capacity it surely fails.</summary>
    private const double CapacityMargin = 1.02;

    /// <summary>The window of the achieved rate: long enough for two readings, short enough to follow.</summary>
    private static readonly Duration RateWindow = Duration.FromMillis(250);

    private Instant _failedUntil = Instant.Never;
    private double _failed;
    private double _jumps;
    private Instant _jumpedAt = Instant.Never;

    /// <summary>What has passed its queue.</summary>
    public ByteMeter Meter { get; } = new();

    /// <summary>The wanted rate in bit/s.</summary>
    public double Rate { get; set; }

    /// <summary>The limit in force, in bit/s; the wanted rate while it is unknown.</summary>
    public double Applied { get; private set; }

    /// <summary>What it carried over the last 250 ms, in bit/s.</summary>
    public double Achieved { get; private set; }

    /// <summary>The most it carried lately; forgets with a time constant of a second.</summary>
    public double RecentPeak { get; private set; }

    /// <summary>Whether its counters are known.</summary>
    public bool Known { get; private set; }

    /// <summary>The last rate that was loaded and calm, in bit/s; 0 before any.</summary>
    public double Good { get; set; }

    /// <summary>The rate before the cut that is being waited for.</summary>
    public double BeforeCut { get; set; }

    /// <summary>The rate before the step that is being judged.</summary>
    public double BeforeStep { get; set; }

    /// <summary>The rate after it.</summary>
    public double SteppedTo { get; set; }

    /// <summary>When that step was made.</summary>
    public Instant SteppedAt { get; set; } = Instant.Never;

    /// <summary>Whether a step waits for its judgement.</summary>
    public bool Stepping { get; set; }

    /// <summary>Whether its last step was the last of both directions and has not been taken back.</summary>
    public bool OnProbation { get; set; }

    /// <summary>Steps in a row that went well; chooses the next one's size.</summary>
    public int Successes { get; set; }

    /// <summary>No step before this moment.</summary>
    public Instant NextStepAt { get; set; } = Instant.Never;

    /// <summary>Whether the present cut is this direction's.</summary>
    public bool Suspect { get; set; }

    /// <summary>Whether its cut did not help and another was to blame.</summary>
    public bool Acquitted { get; set; }

    /// <summary>What the line delivered while the queue grew, in bit/s.</summary>
    public double Onset { get; set; }

    /// <summary>What the line was last measured to deliver, in bit/s.</summary>
    public double Capacity { get; set; }

    /// <summary>The zone to show.</summary>
    public Zone Zone { get; set; }

    /// <summary>When the zone may become better again.</summary>
    public Instant ZoneUntil { get; set; } = Instant.Never;

    /// <summary>Why the rate is what it is.</summary>
    public Reason Reason { get; set; }

    /// <summary>The rate that is never undercut, in bit/s.</summary>
    public double Floor => settings.FloorRed.BitsPerSecond;

    /// <summary>The rate that is never exceeded, in bit/s.</summary>
    public double Ceiling => settings.Ceiling.BitsPerSecond;

    /// <summary>Where it drifts while idle, in bit/s; null for nowhere.</summary>
    public double? Base => settings.Base?.BitsPerSecond;

    /// <summary>Whether it uses what it has.</summary>
    public bool Loaded => Known && Achieved >= LoadedShare * Applied;

    /// <summary>Whether it used what it had a moment ago, before a queue elsewhere slowed it.</summary>
    public bool WasLoaded => Known && RecentPeak >= 0.7 * Applied;

    /// <summary>Whether it surely carries too little to make a queue.</summary>
    public bool Quiet => Known && RecentPeak < Math.Max(QuietBits, QuietShare * Ceiling);

    /// <summary>Whether the shaper works with the wanted rate.</summary>
    public bool InForce => Math.Abs(Applied - Rate) <= 0.005 * Rate;

    /// <summary>Takes what the shaper said.</summary>
    public void Take(in DirectionReport report, bool restarted, Instant now, Duration passed)
    {
        Meter.Take(in report, restarted);
        if (report.Outcome == WriteOutcome.Applied)
            Applied = report.Written.BitsPerSecond;
        else if (report.Read && report.Limit > Units.Rate.Zero)
            Applied = report.Limit.BitsPerSecond;
        if (Applied <= 0)
            Applied = Rate;
        Known = Meter.Known(now);
        Achieved = Known ? Meter.RateOver(now, RateWindow) : 0;
        RecentPeak = Math.Max(Achieved, RecentPeak * Math.Exp(-passed.Seconds));
    }

    /// <summary>Sets the rate within floor and ceiling.</summary>
    public void Set(double rate) => Rate = Math.Clamp(rate, Floor, Ceiling);

    /// <summary>Whether the capacity has jumped so often lately that its last value says little.</summary>
    public bool Volatile(Instant now) => JumpsAt(now) > VolatileJumps;

    /// <summary>Remembers that the present rate made a queue.</summary>
    public void FailByQueue(Instant now) => Fail(Rate, now + QueueMemory);

    /// <summary>Remembers that the present rate was a step too far.</summary>
    public void FailByStep(Instant now) => Fail(Rate, now + StepMemory);

    /// <summary>
    /// Takes the measured capacity as the rate that fails, and whether it was a jump. On a volatile line the rate
    /// before
    /// it stays what fails: the capacity may be back there in a second.
    /// </summary>
    public void FailByCapacity(Instant now)
    {
        if (Capacity < JumpShare * BeforeCut)
        {
            _jumps = JumpsAt(now) + 1;
            _jumpedAt = now;
        }
        if (!Volatile(now))
            Fail(Capacity * CapacityMargin, now + StepMemory);
    }

    /// <summary>Forgets the failing rate.</summary>
    public void Forgive() => _failed = 0;

    /// <summary>The failing rate while it is remembered; infinite where there is none.</summary>
    public double Failing(Instant now) => _failed > 0 && now < _failedUntil ? _failed : double.PositiveInfinity;

    private void Fail(double rate, Instant until)
    {
        _failed = rate;
        _failedUntil = until;
    }

    private double JumpsAt(Instant now) => _jumps * Math.Exp(-(now - _jumpedAt).Seconds / JumpSeconds);
}
