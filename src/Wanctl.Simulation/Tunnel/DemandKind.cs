namespace Wanctl.Simulation.Tunnel;

/// <summary>What somebody at home does.</summary>
public enum DemandKind
{
    /// <summary>Transfers that take all they get, or all of their pace.</summary>
    Bulk,

    /// <summary>Pages, each by six short connections; half of those within 100 kB, some far more.</summary>
    Pages,

    /// <summary>A film: segments of 4 s at the highest of five rates that the line has carried of late.</summary>
    Video,

    /// <summary>A call: 64 packets of 250 bytes a second each way.</summary>
    Call,

    /// <summary>A game: 60 packets of 120 bytes a second each way.</summary>
    Game,
}
