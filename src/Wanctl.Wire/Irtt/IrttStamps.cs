namespace Wanctl.Wire.Irtt;

/// <summary>At which moments a server takes the time.</summary>
public enum IrttStamps
{
    /// <summary>Never.</summary>
    None = 0,

    /// <summary>When it answers.</summary>
    Send = 1,

    /// <summary>When the packet was received.</summary>
    Receive = 2,

    /// <summary>At both moments.</summary>
    Both = 3,

    /// <summary>Once: the middle between them.</summary>
    Midpoint = 4,
}
