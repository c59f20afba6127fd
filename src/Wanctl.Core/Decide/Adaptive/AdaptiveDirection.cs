using Wanctl.Core.Estimate;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Core.Decide.Adaptive;

/// <summary>
/// What the adaptive law knows of one direction: its rate, its step in judgement, its cut on trial, and where it failed
/// before. Rates in bit/s.
/// </summary>
/// <param name="settings">Its bounds.</param>
/// <param name="towardUser">Whether the shaper stands behind the queue that it is to keep empty.</param>
/// <param name="counters">Which counter tells what it carries; has taken each tick before.</param>
/// <param name="limit">Which limit is in force; has taken each tick before.</param>
internal sealed class AdaptiveDirection(
    DirectionSettings settings, bool towardUser, CounterChoice counters, LimitAccount limit)
{
    /// <summary>So many cuts in a row that seemed to help, and a queue that came back, tell of chance.</summary>
    private const int SettledMost = 2;

    /// <summary>Cuts farther apart are not in a row.</summary>
    private static readonly Duration SettledMemory = Duration.FromSeconds(3);

    private Instant _settledAt = Instant.Never;
    private int _settled;
    private ToldReason _told;

    /// <summary>Whether the shaper stands behind the queue that it is to keep empty.</summary>
    public bool TowardUser => towardUser;

    /// <summary>The rate that is never undercut.</summary>
    public double Floor => settings.FloorRed.BitsPerSecond;

    /// <summary>The rate that is never exceeded.</summary>
    public double Ceiling => settings.Ceiling.BitsPerSecond;

    /// <summary>Where it drifts while idle; null for nowhere.</summary>
    public double? Base => settings.Base?.BitsPerSecond;

    /// <summary>How it uses its limit.</summary>
    public LimitUse Use { get; } = new(settings.Ceiling.BitsPerSecond, counters, limit);

    /// <summary>The rates that made a queue.</summary>
    public FailedRates Failed { get; } = new();

    /// <summary>How often its capacity has jumped.</summary>
    public Volatility Jumps { get; } = new();

    /// <summary>The wanted rate; changed by <see cref="Set"/>.</summary>
    public double Rate { get; private set; }

    /// <summary>Why it is what it is: told, and never asked by the law.</summary>
    public Reason Reason
    {
        set => _told.Is(value);
    }

    /// <summary>Whether it only gives back what a cut has taken.</summary>
    public bool Restoring { get; set; }

    /// <summary>The last rate that was used to the full without a queue; 0 before any.</summary>
    public double Good { get; set; }

    /// <summary>The zone to show.</summary>
    public ZoneLatch Shown { get; } = new();

    /// <summary>Whether a step waits for its judgement.</summary>
    public bool Stepping { get; set; }

    /// <summary>When the last step was decided.</summary>
    public Instant SteppedAt { get; private set; } = Instant.Never;

    /// <summary>The rate before it.</summary>
    public double BeforeStep { get; private set; }

    /// <summary>The rate after it.</summary>
    public double SteppedTo { get; private set; }

    /// <summary>Since when it is in force; the step before it while it is not.</summary>
    public Instant RaisedAt { get; private set; } = Instant.Never;

    /// <summary>By what share of the rate before it has raised the rate.</summary>
    public double RaisedBy { get; private set; }

    /// <summary>No step before this moment.</summary>
    public Instant NextStepAt { get; set; } = Instant.Never;

    /// <summary>Steps in a row that went well; chooses the next one's size.</summary>
    public int Successes { get; set; }

    /// <summary>Steps too far in a row; chooses the rest after the next one.</summary>
    public int Failures { get; set; }

    /// <summary>The rate at which it went beyond what had failed before; 0 after a cut.</summary>
    public double Crossed { get; set; }

    /// <summary>Whether the present cut is this direction's.</summary>
    public bool Suspect { get; set; }

    /// <summary>Whether its cut did not help and another was to blame.</summary>
    public bool Acquitted { get; set; }

    /// <summary>Whether the present cut only takes back a small step.</summary>
    public bool SmallStep { get; set; }

    /// <summary>What it returns to where its cut turns out to have been wrong: no step in judgement made it.</summary>
    public double Undisputed { get; private set; }

    /// <summary>The same where all cuts since the excess came were wrong.</summary>
    public double BeforeCuts { get; private set; }

    /// <summary>The rate when the present cut began.</summary>
    public double BeforeCut { get; private set; }

    /// <summary>Whether it used what it had when the present cut began.</summary>
    public bool LoadedAtCut { get; private set; }

    /// <summary>Whether a step waited for its judgement when the present cut began.</summary>
    public bool SteppedAtCut { get; private set; }

    /// <summary>Cuts in vain during this drain.</summary>
    public int Cuts { get; set; }

    /// <summary>How often its limit was lowered to what was used during this drain.</summary>
    public int Follows { get; set; }

    /// <summary>What the line was last measured to deliver, as a limit; at least the floor.</summary>
    public double Capacity
    {
        get;
        set => field = Math.Max(Floor, value);
    }

    /// <summary>
    /// What the line is known to deliver: what a queue showed, or a higher rate since that was used to the full without
    /// one; 0 before either.
    /// </summary>
    public double Delivered => Suspect ? Capacity : Math.Max(Capacity, Good);

    /// <summary>Takes what the shaper said.</summary>
    public void Take(in DirectionReport report, bool restarted, Instant now, Duration passed)
    {
        _told.Begin();
        Use.Take(in report, restarted, Rate, now, passed);
        Restoring &= Use.InForceSince == Instant.Never;
        if (!Stepping || Use.InForceSince == Instant.Never || RaisedAt >= SteppedAt)
            return;
        RaisedAt = Use.InForceSince;
        RaisedBy = SteppedTo / BeforeStep - 1;
    }

    /// <summary>Says why the rate is what it is where it may have fallen for that.</summary>
    public void Lowered(Reason reason) => _told.Lowered(reason);

    /// <summary>What is told of a tick.</summary>
    /// <param name="before">The rate before the tick.</param>
    public Reason Told(double before) => _told.Of(Rate < before);

    /// <summary>Sets the rate within floor and ceiling.</summary>
    public void Set(double rate)
    {
        Rate = Math.Clamp(rate, Floor, Ceiling);
        Use.Want(Rate);
    }

    /// <summary>Goes on from a rate that is in force, without a step or a cut of its own.</summary>
    public void Resume(double rate)
    {
        Stepping = false;
        Suspect = false;
        Acquitted = false;
        Restoring = false;
        Set(rate);
    }

    /// <summary>Begins a step that will be judged.</summary>
    public void StepTo(double rate, Instant now)
    {
        BeforeStep = Rate;
        Stepping = true;
        Restoring = false;
        Set(rate);
        SteppedAt = now;
        SteppedTo = Rate;
    }

    /// <summary>Takes back a step that nobody judges any more.</summary>
    public void TakeBackStep()
    {
        if (Stepping)
            Set(Math.Min(Rate, BeforeStep));
        Stepping = false;
    }

    /// <summary>Remembers what it returns to where the cut that is to come turns out to have been wrong.</summary>
    /// <param name="anew">Whether the excess has been gone since the last cut.</param>
    public void Dispute(bool anew)
    {
        Undisputed = Stepping ? BeforeStep : Rate;
        BeforeCuts = anew ? Undisputed : Math.Max(BeforeCuts, Undisputed);
    }

    /// <summary>Remembers how it stood when a cut begins.</summary>
    public void BeginTrial()
    {
        Acquitted = false;
        SmallStep = false;
        Cuts = 0;
        Follows = 0;
        Crossed = 0;
        BeforeCut = Rate;
        LoadedAtCut = Use.WasLoaded;
        SteppedAtCut = Stepping;
    }

    /// <summary>Counts a cut that helped.</summary>
    public void CountSettled(Instant now)
    {
        _settled = RaisedAt > _settledAt ? 1 : _settled + 1;
        _settledAt = now;
    }

    /// <summary>
    /// Whether cut after cut of it seemed to help and the queue came back: then chance makes the queue come and go, and
    /// it is another's.
    /// </summary>
    public bool CutInVain(Instant now) =>
        _settled >= SettledMost && RaisedAt < _settledAt && now - _settledAt < SettledMemory;
}
