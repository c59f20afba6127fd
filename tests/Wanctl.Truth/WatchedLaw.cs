using Wanctl.Core.Decide;
using Wanctl.Core.Decide.Belief;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Truth;

/// <summary><c>adaptive2</c> in the tunnel, with somebody who looks at it after each tick.</summary>
/// <param name="settings">The link.</param>
internal sealed class WatchedLaw(LinkSettings settings) : ITunnelController
{
    private readonly LinkSettings _settings = settings with { Law = RateLawKind.Adaptive2 };
    private readonly LinkState _state =
        new(settings with { Law = RateLawKind.Adaptive2 }, LinkMemory.Initial(settings));

    /// <summary>Called after each tick: since the beginning of the run in seconds, and what was chosen.</summary>
    public Action<double, Decision>? Stepped { get; set; }

    /// <summary>The law itself.</summary>
    public BeliefLaw Law => (BeliefLaw)_state.Law;

    /// <inheritdoc/>
    public string Name => "adaptive2";

    /// <inheritdoc/>
    public Decision Step(in Observation seen)
    {
        Decision decision = LinkController.Step(_settings, _state, in seen);
        Stepped?.Invoke(seen.Tick * _settings.Interval.Seconds, decision);
        return decision;
    }
}
