using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Steer;
using Wanctl.Core.Units;
using Wanctl.Tests.Kit;

namespace Wanctl.Tests.Steer;

/// <summary>Two links, one rule on an imagined router, and a virtual clock.</summary>
internal sealed class SteerRoom(SteeringSettings settings)
{
    private RuleReport _answer;
    private int _readIn = 1;
    private bool? _underWay;

    public static SteeringSettings Settings { get; } = new()
    {
        Name = "steering",
        Interval = Duration.FromMillis(50),
        Primary = "spectrum",
        Alternate = "att",
        Mode = SteeringMode.Active,
        RuleComments = ["ADAPTIVE: Steer latency-sensitive to ATT"],
        Thresholds = new SteeringThresholds { TimeConstant = Duration.Zero },
    };

    public SteeringController Controller { get; } = new(settings);

    /// <summary>What the laws show beside what they find.</summary>
    public ShownFields? Shown { get; set; }

    public SteerLine Primary { get; } = new(Links.Cable, 24);

    public SteerLine Alternate { get; } = new(Links.Cable with { Name = "att" }, 28);

    public long Tick { get; private set; }

    /// <summary>Ticks that are skipped before the next.</summary>
    public int Skip { get; set; }

    public Instant Now => new(1_000_000_000 + Tick * settings.Interval.Nanos);

    /// <summary>The rule as it is on the router.</summary>
    public bool RuleOn { get; set; }

    public RuleState Rule { get; set; } = RuleState.Ready;

    /// <summary>What becomes of a switch: it is done, refused, or said to be done.</summary>
    public RuleFate Fate { get; set; }

    /// <summary>Switches that were sent.</summary>
    public int Sent { get; private set; }

    /// <summary>How often the rule really changed by our hand.</summary>
    public int Toggles { get; private set; }

    public SteeringDecision Last { get; private set; }

    public SteeringDecision Step()
    {
        Tick += 1 + Skip;
        Skip = 0;
        Follow(true, Primary);
        Follow(false, Alternate);
        RuleReport report = Answer();
        SteeringDecision decision = Controller.Step(Tick, Now, in report);
        if (decision.Write)
            Send(decision.Wanted);
        Last = decision;
        return decision;
    }

    /// <summary>Runs for a time; returns the last decision.</summary>
    public SteeringDecision Run(double seconds)
    {
        for (long i = settings.Ticks(Duration.FromSeconds(seconds)); i > 0; i--)
            Step();
        return Last;
    }

    /// <summary>Runs until the state is as asked; returns the ticks that it took, or fails.</summary>
    public int Until(bool steered, int ticksMax = 20 * 120)
    {
        for (int ticks = 1; ticks <= ticksMax; ticks++)
        {
            if (Step().Steered == steered)
                return ticks;
        }
        Assert.Fail($"not {(steered ? "steered" : "back")} after {ticksMax} ticks: {Last.Reason}, {Last.Blocker}");
        return 0;
    }

    private void Follow(bool primary, SteerLine line)
    {
        Observation seen = line.See(Tick, Now);
        Decision chosen = line.Choose();
        Shown?.Invoke(ref chosen.Down);
        Shown?.Invoke(ref chosen.Up);
        Controller.Follow(primary, in seen, in chosen, line.Law, line.Settings);
    }

    private void Send(bool on)
    {
        Assert.Null(_underWay);
        Sent++;
        _underWay = on;
    }

    private RuleReport Answer()
    {
        _answer = default;
        _answer.State = Rule;
        if (Rule != RuleState.Ready)
        {
            if (_underWay is not null && Rule == RuleState.Away)
                _answer.Outcome = WriteOutcome.Lost;
            _underWay = null;
            _readIn = 2;
            return _answer;
        }
        if (_underWay is { } on)
        {
            _underWay = null;
            _answer.Outcome = Fate == RuleFate.Refused ? WriteOutcome.Refused : WriteOutcome.Applied;
            if (Fate == RuleFate.Done && RuleOn != on)
            {
                RuleOn = on;
                Toggles++;
            }
            _readIn = 2;
        }
        if (--_readIn <= 0)
        {
            _readIn = (int)settings.Ticks(settings.RuleInterval);
            _answer.Read = true;
            _answer.AllOn = RuleOn;
            _answer.AllOff = !RuleOn;
        }
        return _answer;
    }
}
