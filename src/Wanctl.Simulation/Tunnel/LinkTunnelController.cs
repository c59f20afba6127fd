using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;

namespace Wanctl.Simulation.Tunnel;

/// <summary>One of our laws with all that stands around it in the daemon: reflectors, desk and write budget.</summary>
public sealed class LinkTunnelController(string name, LinkSettings settings) : ITunnelController
{
    private readonly LinkState _state = new(settings, LinkMemory.Initial(settings));

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public Decision Step(in Observation seen) => LinkController.Step(settings, _state, in seen);
}
