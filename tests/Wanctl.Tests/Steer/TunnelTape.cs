using Wanctl.Core.Decide;
using Wanctl.Core.Journal;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;
using Wanctl.Simulation.Tunnel;

namespace Wanctl.Tests.Steer;

/// <summary>
/// A simulated line under the real law, recorded tick by tick, to be followed beside another one. Steering moves
/// connections that begin, so that what a line carries meanwhile is taken as it is.
/// </summary>
internal sealed class TunnelTape
{
    private readonly LinkSettings _settings;
    private readonly IReadOnlyList<JournalRecord> _ticks;
    private readonly LinkState _state;
    private int _next;

    private TunnelTape(LinkSettings settings, IReadOnlyList<JournalRecord> ticks)
    {
        _settings = settings;
        _ticks = ticks;
        _state = new LinkState(settings, LinkMemory.Initial(settings));
    }

    public int Length => _ticks.Count;

    /// <summary>A line of some rates that its flows fill, and whose capacity follows a track in bit/s.</summary>
    public static TunnelTape Record(string name, Track capacity, double seconds, int flows, ulong seed)
    {
        LinkSettings settings = TunnelSettings.Link(name, downMbps: 50, upMbps: 10);
        var scenario = new Scenario
        {
            Name = name,
            Summary = "",
            Length = Duration.FromSeconds(seconds),
            Settings = settings,
            DownCapacity = _ => capacity,
            UpCapacity = _ => Track.Always(11e6),
            DownFlows = flows,
            // Deep enough to hurt and not so deep that echoes are lost for it: that would be silence.
            FifoMs = 40,
        };
        TunnelRun run = TunnelRunner.Run(scenario, new LinkTunnelController("adaptive", settings), seed, true);
        return new TunnelTape(settings, run.Ticks);
    }

    /// <summary>Lets steering follow the next tick; returns what was seen.</summary>
    public Observation Follow(Wanctl.Core.Steer.SteeringController controller, bool primary)
    {
        JournalRecord tick = _ticks[_next++];
        Decision chosen = LinkController.Step(_settings, _state, in tick.Seen);
        controller.Follow(primary, in tick.Seen, in chosen, _state.Law, _settings);
        return tick.Seen;
    }
}
