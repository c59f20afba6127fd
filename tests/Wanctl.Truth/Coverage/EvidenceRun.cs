using Wanctl.Core.Decide;
using Wanctl.Core.Decide.Belief;
using Wanctl.Core.Estimate;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Truth.Coverage;

/// <summary>A run of the tunnel that notes each piece of evidence which the law takes, and the truth of that moment.
/// </summary>
internal sealed class EvidenceRun
{
    /// <summary>A line that serves in bursts has no capacity at an instant: the truth is its mean over so long.
    /// </summary>
    private const double MomentSeconds = 0.2;

    /// <summary>A queue is one from here on: a packet of the slowest line here takes less.</summary>
    private const double QueueMs = 2;

    private readonly WatchedLaw _law;
    private readonly List<(Note Told, double Seconds, double Since)> _notes = [];
    private Side _down = new(true);
    private Side _up = new(false);

    private EvidenceRun(Scenario scenario)
    {
        _law = new WatchedLaw(scenario.Settings) { Stepped = See };
    }

    /// <summary>Runs a scenario with a seed.</summary>
    public static List<EvidenceSample> Of(Scenario scenario, ulong seed)
    {
        var run = new EvidenceRun(scenario);
        var truth = new TruthLog();
        TunnelRunner.Run(scenario with { Figures = [] }, run._law, seed, truth);
        var samples = new List<EvidenceSample>();
        foreach ((Note told, double seconds, double since) in run._notes)
        {
            double capacity = truth.Capacity(told.Down, seconds - MomentSeconds, seconds);
            if (capacity <= 0)
                continue;
            bool queued = truth.QueueMostMs(told.Down, since - MomentSeconds, seconds) >= QueueMs;
            samples.Add(new EvidenceSample(
                told.Kind, told.Down, Math.Log(told.Capacity / capacity), told.Deviation, queued));
        }
        return samples;
    }

    private void See(double seconds, Decision decision)
    {
        BeliefLaw law = _law.Law;
        See(ref _down, law.DownBelief, law.DownState, seconds);
        See(ref _up, law.UpBelief, law.UpState, seconds);
    }

    private void See(ref Side side, CapacityBelief belief, DirectionState state, double seconds)
    {
        CapacityEvidence told = belief.Newest;
        DirectionState before = side.State;
        if (state == DirectionState.Drain && before != DirectionState.Drain)
            side.Since = seconds;
        side.State = state;
        // A belief that is given back brings along what it was told before.
        if (told.At <= side.ToldAt)
            return;
        side.ToldAt = told.At;
        var note = new Note(Kind(side.Down, told.AtLeast, before, state), side.Down, told.Capacity, told.Deviation);
        _notes.Add((note, seconds, told.AtLeast ? seconds : side.Since));
    }

    private static EvidenceKind Kind(bool down, bool atLeast, DirectionState before, DirectionState after)
    {
        if (atLeast)
            return before == DirectionState.Probe ? EvidenceKind.CarriesTry : EvidenceKind.CarriesHeld;
        if (before != DirectionState.Drain)
            return down ? EvidenceKind.ExactAtOnset : EvidenceKind.BalanceGrowing;
        if (after == DirectionState.Drain)
            return down ? EvidenceKind.ExactDraining : EvidenceKind.BalanceDraining;
        return EvidenceKind.BalanceWhole;
    }

    private readonly record struct Note(EvidenceKind Kind, bool Down, double Capacity, double Deviation);

    /// <summary>How one direction stood at the tick before.</summary>
    private struct Side(bool down)
    {
        public readonly bool Down = down;
        public DirectionState State = DirectionState.Idle;
        public double Since;
        public Instant ToldAt = Instant.Never;
    }
}
