using Wanctl.Core.Decide;

namespace Wanctl.Simulation.Tunnel;

/// <summary>Counts changes into a worse zone while a direction is loaded.</summary>
internal sealed class ZoneWatch
{
    private Zone _down;
    private Zone _up;

    /// <summary>Ticks in which the download was loaded.</summary>
    public int DownLoaded { get; private set; }

    /// <summary>Ticks in which the upload was loaded.</summary>
    public int UpLoaded { get; private set; }

    /// <summary>Changes into a worse zone, download.</summary>
    public int DownFlaps { get; private set; }

    /// <summary>Changes into a worse zone, upload.</summary>
    public int UpFlaps { get; private set; }

    /// <summary>Takes one decision.</summary>
    public void See(in Decision decision, bool downLoaded, bool upLoaded)
    {
        DownLoaded += downLoaded ? 1 : 0;
        UpLoaded += upLoaded ? 1 : 0;
        DownFlaps += downLoaded && _down != Zone.Unknown && decision.Down.Zone > _down ? 1 : 0;
        UpFlaps += upLoaded && _up != Zone.Unknown && decision.Up.Zone > _up ? 1 : 0;
        _down = decision.Down.Zone;
        _up = decision.Up.Zone;
    }
}
