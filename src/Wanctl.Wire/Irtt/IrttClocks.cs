namespace Wanctl.Wire.Irtt;

/// <summary>On which of its clocks a server takes the time.</summary>
[Flags]
public enum IrttClocks
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The system clock, nanoseconds since 1970; may be stepped.</summary>
    Wall = 1,

    /// <summary>Nanoseconds since about the start of the server; never stepped.</summary>
    Monotonic = 2,

    /// <summary>Both.</summary>
    Both = Wall | Monotonic,
}
