using System.Diagnostics;
using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Belief;

/// <summary>
/// One direction of a link: its limit, what its line is believed to carry, its state and the data of that state. Rates
/// in bit/s.
/// </summary>
/// <param name="settings">Its bounds.</param>
/// <param name="cause">Which direction it is.</param>
/// <param name="counters">Which counter tells what it carries; has taken each tick before.</param>
/// <param name="limit">Which limit is in force; has taken each tick before.</param>
internal sealed class LinkDirection(
    DirectionSettings settings, Cause cause, CounterChoice counters, LimitAccount limit)
{
    private ToldReason _told;
    private Hindrance? _hindrance;

    /// <summary>What its line is believed to carry.</summary>
    public CapacityBelief Belief = new(settings.Ceiling.BitsPerSecond);

    /// <summary>In Hold: what has been going on under the present limit.</summary>
    public HoldData Holding;

    /// <summary>In Drain: how it stood before.</summary>
    public DrainData Draining;

    /// <summary>When the next try was last foreseen.</summary>
    public ForecastData Forecast;

    /// <summary>Which cause its queue is.</summary>
    public Cause Cause => cause;

    /// <summary>Whether the shaper stands behind the queue that it is to keep empty.</summary>
    public bool IsIngress => cause == Cause.Download;

    /// <summary>The rate that is never undercut.</summary>
    public double Floor => settings.FloorRed.BitsPerSecond;

    /// <summary>The rate that is never exceeded.</summary>
    public double Ceiling => settings.Ceiling.BitsPerSecond;

    /// <summary>Where it drifts while idle; null for nowhere.</summary>
    public double? Base => settings.Base?.BitsPerSecond;

    /// <summary>The share of the believed capacity that is left free.</summary>
    public double Margin => IsIngress ? BeliefConstants.MarginIngress : BeliefConstants.Margin;

    /// <summary>How it uses its limit.</summary>
    public LimitUse Use { get; } = new(settings.Ceiling.BitsPerSecond, counters, limit);

    /// <summary>Its state; changed by the methods that enter one.</summary>
    public DirectionState State { get; private set; } = DirectionState.Idle;

    /// <summary>In Probe, and after it: the try.</summary>
    public ProbeData Probing { get; private set; } = new(0, Instant.Never);

    /// <summary>The wanted rate; changed by <see cref="Set"/>.</summary>
    public double Rate { get; private set; }

    /// <summary>Why the rate is what it is: told, and never asked by the law.</summary>
    public Reason Reason
    {
        set => _told.Is(value);
    }

    /// <summary>Whether the rate only gives back what a cut has taken.</summary>
    public bool Restoring { get; set; }

    /// <summary>Probability that the line carries less than the limit, whatever the belief says: a limit that was given
    /// back and has not been seen full and calm since.</summary>
    public double Doubt { get; set; }

    /// <summary>Tries in a row that went well.</summary>
    public int Successes { get; set; }

    /// <summary>The most it carried before an excess came, as counted.</summary>
    public double CalmPeak { get; set; }

    /// <summary>When its belief was last told something.</summary>
    public Instant EvidenceAt { get; set; } = Instant.Never;

    /// <summary>The zone to show.</summary>
    public ZoneLatch Shown { get; } = new();

    /// <summary>Whether it is cut for a queue that is likeliest its own; a small try taken back is no cut.</summary>
    public bool IsCut => State == DirectionState.Drain && !Draining.GivesUp;

    /// <summary>What the planner's account rests on beside the belief.</summary>
    public TryTerms Terms => new(Rate, Ceiling, Margin, Successes);

    /// <summary>What a later run should know of its line.</summary>
    public LineMemory Remembered => new()
    {
        Usual = new Rate(double.IsNaN(Belief.Usual) ? 0 : (long)Belief.Usual),
        Capacity = new Rate((long)Belief.Capacity),
        Deviation = Belief.Deviation,
        NoisePerSecond = Belief.NoisePerSecond,
    };

    /// <summary>What keeps it from trying for more while no queue is known; asked once for what the shaper said and the
    /// rate that is wanted.</summary>
    public Hindrance Hindrance => _hindrance ??= Asked();

    /// <summary>Whether a try is in force.</summary>
    public bool IsTried => State == DirectionState.Probe && Use.InForceSince > Instant.Never;

    /// <summary>Goes on from what an earlier run knew of the line; what that did not know begins anew.</summary>
    public void Recall(in LineMemory line, double away)
    {
        double usual = line.Usual > Units.Rate.Zero ? line.Usual.BitsPerSecond : double.NaN;
        Belief = line.Capacity > Units.Rate.Zero
            ? CapacityBelief.Recalled(line.Capacity.BitsPerSecond, line.Deviation, line.NoisePerSecond, usual, away)
            : CapacityBelief.Recalled(Ceiling, BeliefConstants.FirstDeviation, BeliefConstants.FirstNoise, usual, 0);
    }

    /// <summary>Takes what the shaper said.</summary>
    public void Take(in DirectionReport report, bool restarted, Instant now, Duration passed)
    {
        _told.Begin();
        _hindrance = null;
        Use.Take(in report, restarted, Rate, now, passed);
        Belief.Pass(passed.Seconds);
        Restoring &= Use.InForceSince == Instant.Never;
    }

    /// <summary>Says why the rate is what it is where it may have fallen for that.</summary>
    public void Lowered(Reason reason) => _told.Lowered(reason);

    /// <summary>What is told of a tick.</summary>
    /// <param name="before">The rate before the tick.</param>
    public Reason Told(double before) => _told.Of(Rate < before);

    /// <summary>Sets the rate within floor and ceiling.</summary>
    public void Set(double rate)
    {
        double before = Rate;
        _hindrance = null;
        Rate = Math.Clamp(rate, Floor, Ceiling);
        if (Rate != before)
            Holding.FullSeconds = 0;
        Use.Want(Rate);
    }

    /// <summary>It carries next to nothing.</summary>
    public void Rest()
    {
        if (State != DirectionState.Idle)
            Enter(DirectionState.Idle);
    }

    /// <summary>Goes on under the present limit.</summary>
    public void Hold()
    {
        if (State != DirectionState.Hold)
            Enter(DirectionState.Hold);
        Holding.Forgone = 0;
    }

    /// <summary>Tries a higher rate.</summary>
    public void Probe(double rate, Instant now)
    {
        Enter(DirectionState.Probe);
        Probing = new ProbeData(Rate, now);
        Restoring = false;
        Set(rate);
        Reason = Reason.Climb;
    }

    /// <summary>Takes back a try that nobody judges.</summary>
    public void TakeBack()
    {
        if (State != DirectionState.Probe)
            return;
        Set(Math.Min(Rate, Probing.From));
        Hold();
    }

    /// <summary>Remembers how it stands when an excess is attributed.</summary>
    /// <param name="anew">Whether the last excess has been gone since.</param>
    public void Note(bool anew)
    {
        bool tried = State == DirectionState.Probe;
        double before = tried ? Probing.From : Rate;
        Draining = new DrainData
        {
            Rate = before,
            RateBeforeAll = anew ? before : Math.Max(before, Draining.RateBeforeAll),
            Applied = Use.Applied,
            Lowest = double.PositiveInfinity,
            Tried = tried,
            Loaded = Use.WasLoaded,
        };
    }

    /// <summary>Begins to drain.</summary>
    public void Drain()
    {
        Enter(DirectionState.Drain);
        Doubt = 0;
        Draining.Belief = Belief;
        Draining.Applied = Use.Applied;
        // A try has not been filled yet; the limit before it has.
        Draining.Full = CalmPeak > BeliefConstants.LoadedShare * Math.Min(Use.Applied, Draining.Rate);
        Draining.Lowest = double.PositiveInfinity;
    }

    /// <summary>Gives back what was cut in error, and forgets what was concluded from it.</summary>
    /// <param name="rate">What it had.</param>
    /// <param name="reason">Why it was an error.</param>
    public void GiveBack(double rate, Reason reason)
    {
        Set(rate);
        Belief = Draining.Belief;
        Restoring = true;
        Reason = reason;
        Hold();
    }

    private Hindrance Asked()
    {
        if (!Use.Known)
            return Hindrance.Uncounted;
        if (Use.Quiet)
            return Hindrance.Quiet;
        if (!Use.Loaded)
            return Hindrance.NotLoaded;
        if (Rate >= Ceiling)
            return Hindrance.AtCeiling;
        return Use.InForceSince == Instant.Never ? Hindrance.NotInForce : Hindrance.None;
    }

    private void Enter(DirectionState state)
    {
        Debug.Assert(StateTable.Leads(State, state), "docs/CONTROL.md says which state may follow which");
        State = state;
    }

    /// <summary>What Hold remembers.</summary>
    internal struct HoldData
    {
        /// <summary>What has likely been given away since the last try, in seconds of a whole line.</summary>
        public double Forgone;

        /// <summary>For how long the limit has been full and calm, in seconds.</summary>
        public double FullSeconds;
    }

    /// <summary>When the next try is due, and what that was concluded from.</summary>
    internal struct ForecastData
    {
        /// <summary>In how many seconds; infinite for beyond what is looked ahead.</summary>
        public double SecondsLeft;

        /// <summary>On which terms.</summary>
        public TryTerms Terms;

        /// <summary>When the belief had last been told something.</summary>
        public Instant EvidenceAt;
    }

    /// <summary>What Probe remembers: the rate before, and when the try was decided.</summary>
    internal readonly record struct ProbeData(double From, Instant At);

    /// <summary>What Drain remembers of before.</summary>
    internal struct DrainData
    {
        /// <summary>The belief.</summary>
        public CapacityBelief Belief;

        /// <summary>The rate to give back where the cut was wrong: no try in judgement made it.</summary>
        public double Rate;

        /// <summary>The same where all cuts since the excess came were wrong.</summary>
        public double RateBeforeAll;

        /// <summary>The limit that was in force.</summary>
        public double Applied;

        /// <summary>The lowest rate since.</summary>
        public double Lowest;

        /// <summary>Whether a try was being judged.</summary>
        public bool Tried;

        /// <summary>Whether the cut does no more than take a small try back.</summary>
        public bool GivesUp;

        /// <summary>Whether it used what it had.</summary>
        public bool Loaded;

        /// <summary>Whether it did even before the excess.</summary>
        public bool Full;
    }
}
