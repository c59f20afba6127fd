namespace Wanctl.Wire.Irtt;

/// <summary>What a server says about the packets that it has received.</summary>
[Flags]
public enum IrttStatistics
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Their number, 4 bytes: tells on which way packets are lost.</summary>
    Count = 1,

    /// <summary>Which of the last 64, 8 bytes. A packet out of order resets it (irtt 0.9).</summary>
    Window = 2,

    /// <summary>Both.</summary>
    Both = Count | Window,
}
