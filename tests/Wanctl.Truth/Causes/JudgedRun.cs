using Wanctl.Core.Decide;
using Wanctl.Core.Decide.Belief;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Truth.Causes;

/// <summary>A run of the tunnel that notes what the law puts each excess down to, and whose queue it was.</summary>
internal sealed class JudgedRun
{
    /// <summary>What a cut answers stood within the time before it.</summary>
    private const double BeforeSeconds = 0.2;

    private readonly WatchedLaw _law;
    private readonly List<(bool Settled, Attribution Said, double From, double To)> _notes = [];
    private bool _draining;
    private double _begun;

    private JudgedRun(Scenario scenario)
    {
        _law = new WatchedLaw(scenario.Settings) { Stepped = See };
    }

    /// <summary>Runs the line of a seed.</summary>
    public static List<Judgement> Of(int seed)
    {
        Scenario scenario = RandomBothWays.Of(seed);
        var run = new JudgedRun(scenario);
        var truth = new TruthLog();
        TunnelRunner.Run(scenario, run._law, (ulong)seed, truth);
        var judged = new List<Judgement>();
        foreach ((bool settled, Attribution said, double from, double to) in run._notes)
        {
            judged.Add(new Judgement(
                settled,
                said.Probability(Cause.Download),
                said.Probability(Cause.Upload),
                new QueueTruth(truth.QueueMs(true, from, to), truth.QueueMostMs(true, from, to)),
                new QueueTruth(truth.QueueMs(false, from, to), truth.QueueMostMs(false, from, to))));
        }
        return judged;
    }

    private void See(double seconds, Decision decision)
    {
        BeliefLaw law = _law.Law;
        bool draining = law.DownState == DirectionState.Drain || law.UpState == DirectionState.Drain;
        if (draining && !_draining)
        {
            _begun = seconds;
            _notes.Add((false, law.Attribution, seconds - BeforeSeconds, seconds));
        }
        else if (_draining && !draining && decision.Line == LineState.Answering)
        {
            // Whose queue it was, it was from the beginning; what comes later may be the cut's own doing.
            _notes.Add((true, law.Attribution, _begun - BeforeSeconds, _begun));
        }
        _draining = draining;
    }
}
