using Wanctl.Core.Decide;
using Wanctl.Core.Measure;
using Wanctl.Core.Settings;
using Wanctl.Core.Units;

namespace Wanctl.Simulation.Tunnel;

/// <summary>
/// Knows what the line can carry and asks for nearly all of it the moment it changes. No controller can do it; it shows
/// what the traffic, the router and the path leave to be won.
/// </summary>
/// <param name="scenario">Whose capacities it knows.</param>
/// <param name="seed">The seed of the run.</param>
public sealed class OracleController(Scenario scenario, ulong seed) : ITunnelController
{
    /// <summary>Of the capacity: more leaves no room for the acknowledgements of the other direction.</summary>
    private const double Share = 0.97;

    private readonly Track _down = scenario.DownCapacity(seed);
    private readonly Track _up = scenario.UpCapacity(seed);
    private Rate _askedDown;
    private Rate _askedUp;

    /// <inheritdoc/>
    public string Name => "oracle";

    /// <inheritdoc/>
    public Decision Step(in Observation seen)
    {
        double seconds = TunnelClock.SecondsOf(seen.Now);
        Decision decision = default;
        LinkSettings settings = scenario.Settings;
        Ask(ref decision.Down, _down.At(seconds), settings.Download.FloorRed, ref _askedDown);
        Ask(ref decision.Up, _up.At(seconds), settings.Upload.FloorRed, ref _askedUp);
        return decision;
    }

    private static void Ask(ref DirectionDecision decision, double capacity, Rate floor, ref Rate asked)
    {
        // A shaper that lets nothing pass would hold back what the line carries again a moment later.
        decision.Wanted = new Rate(Math.Max(floor.BitsPerSecond, (long)(capacity * Share)));
        decision.Write = decision.Wanted != asked;
        decision.Zone = Zone.Green;
        asked = decision.Wanted;
    }
}
